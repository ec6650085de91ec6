// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What TLS fails with: alerts of the server, OpenSSL's checks here, and Node's check of the certificate. */
export const tlsRemedies: readonly Remedy[] = [
  {
    name: "client certificate demanded",
    type: /ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE)$/,
    advice:
      "The server requires a client certificate: set clientCert and clientKey to a pair that it trusts.",
  },
  {
    name: "client certificate demanded or refused",
    type: /ALERT_BAD_CERTIFICATE$/,
    advice:
      "The server requires a client certificate, or does not accept the one it got: set clientCert and clientKey to a pair that it trusts.",
  },
  {
    name: "no common ground in TLS",
    type: /(ALERT_HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|NO_SUITABLE_.*|ALERT_INSUFFICIENT_SECURITY)$/,
    advice:
      "Either the server requires a client certificate (set clientCert and clientKey to a pair that it trusts), or it offers no cipher that Node.js accepts (see its enabled_ciphers).",
  },
  {
    name: "client certificate refused",
    type: /ALERT_(UNKNOWN_CA|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|ACCESS_DENIED|DECRYPT_ERROR|CERTIFICATE_UNOBTAINABLE)$/,
    advice:
      "The server rejected the client certificate: set clientCert (with the chain up to an authority that the server trusts) and clientKey to a pair that is currently valid.",
  },
  {
    name: "TLS version",
    type: /(ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|VERSION_TOO_HIGH|NO_PROTOCOLS_AVAILABLE|ALERT_INAPPROPRIATE_FALLBACK|UNSUPPORTED_SSL_VERSION|ERR_TLS_PROTOCOL_VERSION_CONFLICT|ERR_TLS_INVALID_PROTOCOL_(VERSION|METHOD))$/,
    advice:
      "Server and client have no TLS version in common: Node.js accepts 1.2 and later, unless NODE_OPTIONS says otherwise. Enable TLS 1.2 or 1.3 on the server, or on the load balancer in front of it.",
  },
  {
    name: "key or signature too weak",
    type: /(KEY_TOO_SMALL|MD_TOO_WEAK|ERR_TLS_DH_PARAM_SIZE|UNSAFE_LEGACY_RENEGOTIATION_DISABLED|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED|WRONG_SIGNATURE_TYPE)$/,
    advice:
      "A certificate, a key or the key exchange is weaker than OpenSSL accepts: renew the weak certificate (the server's, its authority's, or clientCert) with at least a 2048-bit key and SHA-256, and update whatever terminates TLS.",
  },
  {
    name: "no certificate for that name",
    type: /UNRECOGNIZED_NAME$/,
    advice:
      "The server has no certificate for that name: use its own name in the url; if you reach it through a tunnel, set hostOverride to its name.",
  },
  {
    name: "no TLS at that port",
    type: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(PROXY_)?REQUEST|UNKNOWN_PROTOCOL|BAD_RECORD_TYPE|RECORD_LAYER_FAILURE|NOT_SSL_RECORD_.*)$/,
    advice:
      "The url says https://, but the port does not serve TLS: check the port (9200 is the REST API, 9300 is not). Use http:// only for a cluster without TLS: it exposes the sign-in to everyone in between.",
  },
  {
    name: "no HTTP at that port",
    type: /^HPE_/,
    advice:
      "The port does not answer in HTTP: if it serves TLS, the url must say https://; 9200 is the REST API, 9300 is not.",
  },
  {
    name: "certificate not trusted",
    type: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|CERT_REJECTED)$/,
    advice:
      "The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to the certificate itself if it is self-signed. A server with an intermediate certificate must send that too.",
  },
  {
    name: "certificate of a namesake",
    type: /^CERT_SIGNATURE_FAILURE$/,
    advice:
      "caCert holds an authority of the right name, but a different one of the same name (earlier or later) signed the certificate: set caCert to that one's certificate, or to both.",
  },
  {
    name: "certificate for another name",
    type: /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|HOSTNAME_MISMATCH)$/,
    advice:
      "The certificate was issued for another host: use the name it was issued for in the url; if you reach the cluster through a tunnel, set hostOverride to that name.",
  },
  {
    name: "certificate expired",
    type: /^CERT_HAS_EXPIRED$/,
    advice:
      "Renew the expired certificate (the cluster's own or one of its authorities'), or correct this machine's clock.",
  },
  {
    name: "certificate not valid yet",
    type: /^CERT_NOT_YET_VALID$/,
    advice: "Correct this machine's clock, or wait until the cluster's certificate becomes valid.",
  },
  {
    name: "certificate revoked",
    type: /^CERT_REVOKED$/,
    advice: "The authority has revoked the cluster's certificate: renew it.",
  },
  {
    name: "chain of certificates not sound",
    type: /^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CERT_CHAIN_TOO_LONG|UNABLE_TO_(DECRYPT|DECODE|GET_CRL)\w*|ERROR_IN_\w+|CRL_\w+)$/,
    advice:
      "The cluster's certificate chain is invalid: each certificate must be signed by the next, up to an authority in caCert or a public one. Issue the chain again.",
  },
  {
    name: "certificate or key that OpenSSL cannot use",
    type: /^ERR_OSSL_/,
    advice:
      "OpenSSL cannot use one of clientCert, clientKey and caCert: issue it again, as PEM, with a current algorithm.",
  },
  {
    name: "TLS broke off",
    type: /^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/,
    advice:
      "TLS failed between here and the server: the log of the server, of the load balancer, or of anything that inspects TLS in between says why.",
  },
];
