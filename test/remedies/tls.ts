// SPDX-License-Identifier: Apache-2.0
import { reach } from "./calls";
import type { Judged } from "./judged";

/** What TLS fails with. */
export const tls: readonly Judged[] = [
  {
    cause: "the url says https, but the port does not serve plain HTTP",
    source: "Node: OpenSSL 3",
    call: reach,
    answer: {
      code: "EPROTO",
      message:
        "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
    },
    message:
      "ERR_SSL_WRONG_VERSION_NUMBER: TLS failed: wrong version number. The url says https://, but the port does not serve TLS: check the port (9200 is the REST API, 9300 is not). Use http:// only for a cluster without TLS: it exposes the sign-in to everyone in between.",
  },
  {
    cause: "the url says http, but the port does not serve TLS",
    source: "Node: HTTP parser",
    call: reach,
    answer: { code: "HPE_INVALID_CONSTANT", message: "Parse Error: Expected HTTP/" },
    message:
      "HPE_INVALID_CONSTANT: Parse Error: Expected HTTP/. The port does not answer in HTTP: if it serves TLS, the url must say https://; 9200 is the REST API, 9300 is not.",
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
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: the other side broke off TLS with the alert "certificate required". The server requires a client certificate: set clientCert and clientKey to a pair that it trusts.',
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
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: the other side broke off TLS with the alert "handshake failure". Either the server requires a client certificate (set clientCert and clientKey to a pair that it trusts), or it offers no cipher that Node.js accepts (see its enabled_ciphers).',
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
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: the other side broke off TLS with the alert "bad certificate". The server requires a client certificate, or does not accept the one it got: set clientCert and clientKey to a pair that it trusts.',
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
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: the other side broke off TLS with the alert "unknown ca". The server rejected the client certificate: set clientCert (with the chain up to an authority that the server trusts) and clientKey to a pair that is currently valid.',
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
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: the other side broke off TLS with the alert "protocol version". Server and client have no TLS version in common: Node.js accepts 1.2 and later, unless NODE_OPTIONS says otherwise. Enable TLS 1.2 or 1.3 on the server, or on the load balancer in front of it.',
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
      "ERR_SSL_DH_KEY_TOO_SMALL: TLS failed: dh key too small. A certificate, a key or the key exchange is weaker than OpenSSL accepts: renew the weak certificate (the server's, its authority's, or clientCert) with at least a 2048-bit key and SHA-256, and update whatever terminates TLS.",
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
      'ERR_SSL_TLSV1_UNRECOGNIZED_NAME: the other side broke off TLS with the alert "unrecognized name". The server has no certificate for that name: use its own name in the url; if you reach it through a tunnel, set hostOverride to its name.',
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
      'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR: the other side broke off TLS with the alert "internal error". TLS failed between here and the server: the log of the server, of the load balancer, or of anything that inspects TLS in between says why.',
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
      "ERR_OSSL_EVP_UNSUPPORTED: TLS failed: unsupported. OpenSSL cannot use one of clientCert, clientKey and caCert: issue it again, as PEM, with a current algorithm.",
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
      "ECONNRESET: Client network socket disconnected before secure TLS connection was established. Something closed the connection during the TLS handshake: a load balancer with no healthy node behind it, a firewall, or a node that is starting. A port that does not serve TLS, or a server that requires a client certificate (clientCert, clientKey), can do this too.",
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
      "SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to the certificate itself if it is self-signed. A server with an intermediate certificate must send that too.",
  },
  {
    cause: "the certificate signed itself",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed certificate" },
    message:
      "DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to the certificate itself if it is self-signed. A server with an intermediate certificate must send that too.",
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
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate. The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to the certificate itself if it is self-signed. A server with an intermediate certificate must send that too.",
  },
  {
    cause: "caCert holds an earlier authority of the same name",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_SIGNATURE_FAILURE", message: "certificate signature failure" },
    message:
      "CERT_SIGNATURE_FAILURE: certificate signature failure. caCert holds an authority of the right name, but a different one of the same name (earlier or later) signed the certificate: set caCert to that one's certificate, or to both.",
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
      "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: search.example.com. is not in the cert's altnames: DNS:node-1. The certificate was issued for another host: use the name it was issued for in the url; if you reach the cluster through a tunnel, set hostOverride to that name.",
  },
  {
    cause: "the certificate has expired",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_HAS_EXPIRED", message: "certificate has expired" },
    message:
      "CERT_HAS_EXPIRED: certificate has expired. Renew the expired certificate (the cluster's own or one of its authorities'), or correct this machine's clock.",
  },
  {
    cause: "the certificate is not valid yet, or this machine's clock is slow",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_NOT_YET_VALID", message: "certificate is not yet valid" },
    message:
      "CERT_NOT_YET_VALID: certificate is not yet valid. Correct this machine's clock, or wait until the cluster's certificate becomes valid.",
  },
  {
    cause: "the certificate was revoked",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_REVOKED", message: "certificate revoked" },
    message:
      "CERT_REVOKED: certificate revoked. The authority has revoked the cluster's certificate: renew it.",
  },
  {
    cause: "one of the chain is signed by what is no authority",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "INVALID_CA", message: "invalid CA certificate" },
    message:
      "INVALID_CA: invalid CA certificate. The cluster's certificate chain is invalid: each certificate must be signed by the next, up to an authority in caCert or a public one. Issue the chain again.",
  },
];
