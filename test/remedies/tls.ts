// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import type { Judged } from "./judged";

/** What TLS fails with. */
export const tls: readonly Judged[] = [
  {
    cause: "the url says https, and the port speaks plain HTTP",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "EPROTO",
      message:
        "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
    },
    message:
      "ERR_SSL_WRONG_VERSION_NUMBER: TLS failed: wrong version number. The url says https://, and the port speaks something else: check the port (9200 is the REST API, 9300 is not). Only a cluster that serves no TLS is reached with http://, which shows the sign-in to everybody in between.",
  },
  {
    cause: "the url says http, and the port speaks TLS",
    source: "Node: HTTP parser",
    call: reach,
    answer: { code: "HPE_INVALID_CONSTANT", message: "Parse Error: Expected HTTP/" },
    message:
      "HPE_INVALID_CONSTANT: Parse Error: Expected HTTP/. The port answers with something else than HTTP: where it serves TLS, the url must say https://; 9200 is the REST API, 9300 is not.",
  },
  {
    cause: "clientauth_mode: REQUIRE, under TLS 1.3",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 116\n",
    },
    message:
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: the other side broke off TLS with the alert "certificate required". The server demands a client certificate: set clientCert and clientKey to one that it knows.',
  },
  {
    cause: "clientauth_mode: REQUIRE, under TLS 1.2",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 40\n",
    },
    message:
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: the other side broke off TLS with the alert "handshake failure". Either the server demands a client certificate (set clientCert and clientKey to one that it knows), or it offers no cipher that Node.js takes (see its enabled_ciphers).',
  },
  {
    cause: "clientauth_mode: REQUIRE, at a server on Java",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 42\n",
    },
    message:
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: the other side broke off TLS with the alert "bad certificate". The server demands a client certificate, or does not take the one that is shown: set clientCert and clientKey to one that it knows.',
  },
  {
    cause: "the server does not know the client certificate's authority",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 48\n",
    },
    message:
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: the other side broke off TLS with the alert "unknown ca". The server refuses the client certificate: set clientCert, with the chain up to an authority that the server trusts, and clientKey to a pair that is valid now.',
  },
  {
    cause: "the server speaks TLS 1.1 at most",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 70\n",
    },
    message:
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: the other side broke off TLS with the alert "protocol version". Server and client have no TLS version in common: Node.js takes 1.2 and later, unless NODE_OPTIONS say otherwise; enable TLS 1.2 or 1.3 on the server, or on the balancer in front of it.',
  },
  {
    cause: "the server's key is too short for OpenSSL",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_DH_KEY_TOO_SMALL",
      message:
        "C0A7:error:0A00018A:SSL routines:tls_process_ske_dhe:dh key too small:../deps/openssl/openssl/ssl/statem/statem_clnt.c:2100:",
    },
    message:
      "ERR_SSL_DH_KEY_TOO_SMALL: TLS failed: dh key too small. A certificate, a key or the way to negotiate is weaker than OpenSSL takes: renew the certificate that is too weak (of the server, of its authority, or clientCert) with a key of 2048 bits and SHA-256 at least, and update what ends TLS.",
  },
  {
    cause: "the server has no site of that name",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 112\n",
    },
    message:
      'ERR_SSL_TLSV1_UNRECOGNIZED_NAME: the other side broke off TLS with the alert "unrecognized name". The server has no site of that name: use its own name in the url; where only a tunnel leads there, set hostOverride to that name.',
  },
  {
    cause: "the server fails within TLS",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
      message:
        "C0A7:error:0A000412:SSL routines:ssl3_read_bytes:tlsv1 alert internal error:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 80\n",
    },
    message:
      'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR: the other side broke off TLS with the alert "internal error". TLS broke down between here and the server: its log, or that of the balancer or of what inspects TLS in between, says why.',
  },
  {
    cause: "the certificate and the key in use cannot be read by OpenSSL",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "ERR_OSSL_EVP_UNSUPPORTED",
      message: "error:1E08010C:DECODER routines::unsupported",
    },
    message:
      "ERR_OSSL_EVP_UNSUPPORTED: TLS failed: unsupported. OpenSSL cannot use one of clientCert, clientKey and caCert: make the pair out anew, as PEM, with a current algorithm.",
  },
  {
    cause: "the connection was closed before TLS was there",
    source: "Node: tls.connect",
    call: reach,
    answer: {
      code: "ECONNRESET",
      message: "Client network socket disconnected before secure TLS connection was established",
    },
    message:
      "ECONNRESET: Client network socket disconnected before secure TLS connection was established. Something closed the connection before TLS was there: a balancer without a node behind it, a firewall, or a node that is starting; a port that serves no TLS, or a server that demands a client certificate (clientCert, clientKey), can do that too.",
  },
  {
    cause: "the certificate is signed by an authority that is not known here",
    source: "Node: X509 verify codes",
    call: reach,
    answer: {
      code: "SELF_SIGNED_CERT_IN_CHAIN",
      message: "self-signed certificate in certificate chain",
    },
    message:
      "SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to itself where it signed itself; a server that has an intermediate one must send that along.",
  },
  {
    cause: "the certificate signed itself",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed certificate" },
    message:
      "DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to itself where it signed itself; a server that has an intermediate one must send that along.",
  },
  {
    cause: "the server does not send its intermediate certificate",
    source: "Node: X509 verify codes",
    call: reach,
    answer: {
      code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      message: "unable to verify the first certificate",
    },
    message:
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to itself where it signed itself; a server that has an intermediate one must send that along.",
  },
  {
    cause: "caCert holds an earlier authority of the same name",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_SIGNATURE_FAILURE", message: "certificate signature failure" },
    message:
      "CERT_SIGNATURE_FAILURE: certificate signature failure. caCert holds an authority of the right name, and another one of that name signed the certificate, such as an earlier or a later one: set caCert to that one's certificate, or to both.",
  },
  {
    cause: "the certificate is made out for another host",
    source: "Node: tls.checkServerIdentity",
    call: reach,
    answer: {
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
      message:
        "Hostname/IP does not match certificate's altnames: Host: search.example.com. is not in the cert's altnames: DNS:node-1",
    },
    message:
      "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: search.example.com. is not in the cert's altnames: DNS:node-1. The certificate is made out for another host: use the name it is made out for in the url; where only a tunnel leads there, set hostOverride to that name.",
  },
  {
    cause: "the certificate has expired",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_HAS_EXPIRED", message: "certificate has expired" },
    message:
      "CERT_HAS_EXPIRED: certificate has expired. Renew the certificate that has expired, the cluster's own or one of the authorities it is signed by, or set this machine's clock.",
  },
  {
    cause: "the certificate is not valid yet, or this machine's clock is slow",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_NOT_YET_VALID", message: "certificate is not yet valid" },
    message:
      "CERT_NOT_YET_VALID: certificate is not yet valid. Set this machine's clock, or wait until the cluster's certificate begins to be valid.",
  },
  {
    cause: "the certificate was revoked",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_REVOKED", message: "certificate revoked" },
    message:
      "CERT_REVOKED: certificate revoked. Its authority has revoked the cluster's certificate: renew it.",
  },
  {
    cause: "one of the chain is signed by what is no authority",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "INVALID_CA", message: "invalid CA certificate" },
    message:
      "INVALID_CA: invalid CA certificate. The chain of the cluster's certificates is not sound: each must be signed by the next, which must be an authority's and in caCert or among the public ones; make it out anew.",
  },
];
