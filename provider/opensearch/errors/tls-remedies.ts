// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What TLS fails with: alerts of the server, OpenSSL's checks here, and Node's check of the certificate. */
export const tlsRemedies: readonly Remedy[] = [
  {
    name: "client certificate demanded",
    type: /ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE)$/,
    advice:
      "The server demands a client certificate: set clientCert and clientKey to one that it knows.",
  },
  {
    name: "client certificate demanded or refused",
    type: /ALERT_BAD_CERTIFICATE$/,
    advice:
      "The server demands a client certificate, or does not take the one that is shown: set clientCert and clientKey to one that it knows.",
  },
  {
    name: "no common ground in TLS",
    type: /(ALERT_HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|NO_SUITABLE_.*|ALERT_INSUFFICIENT_SECURITY)$/,
    advice:
      "Either the server demands a client certificate (set clientCert and clientKey to one that it knows), or it offers no cipher that Node.js takes (see its enabled_ciphers).",
  },
  {
    name: "client certificate refused",
    type: /ALERT_(UNKNOWN_CA|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|ACCESS_DENIED|DECRYPT_ERROR|CERTIFICATE_UNOBTAINABLE)$/,
    advice:
      "The server refuses the client certificate: set clientCert, with the chain up to an authority that the server trusts, and clientKey to a pair that is valid now.",
  },
  {
    name: "TLS version",
    type: /(ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|VERSION_TOO_HIGH|NO_PROTOCOLS_AVAILABLE|ALERT_INAPPROPRIATE_FALLBACK|UNSUPPORTED_SSL_VERSION|ERR_TLS_PROTOCOL_VERSION_CONFLICT|ERR_TLS_INVALID_PROTOCOL_(VERSION|METHOD))$/,
    advice:
      "Server and client have no TLS version in common: Node.js takes 1.2 and later, unless NODE_OPTIONS say otherwise; enable TLS 1.2 or 1.3 on the server, or on the balancer in front of it.",
  },
  {
    name: "key or signature too weak",
    type: /(KEY_TOO_SMALL|MD_TOO_WEAK|ERR_TLS_DH_PARAM_SIZE|UNSAFE_LEGACY_RENEGOTIATION_DISABLED|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED|WRONG_SIGNATURE_TYPE)$/,
    advice:
      "A certificate, a key or the way to negotiate is weaker than OpenSSL takes: renew the certificate that is too weak (of the server, of its authority, or clientCert) with a key of 2048 bits and SHA-256 at least, and update what ends TLS.",
  },
  {
    name: "no certificate for that name",
    type: /UNRECOGNIZED_NAME$/,
    advice:
      "The server has no site of that name: use its own name in the url; where only a tunnel leads there, set hostOverride to that name.",
  },
  {
    name: "no TLS at that port",
    type: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(PROXY_)?REQUEST|UNKNOWN_PROTOCOL|BAD_RECORD_TYPE|RECORD_LAYER_FAILURE|NOT_SSL_RECORD_.*)$/,
    advice:
      "The url says https://, and the port speaks something else: check the port (9200 is the REST API, 9300 is not). Only a cluster that serves no TLS is reached with http://, which shows the sign-in to everybody in between.",
  },
  {
    name: "no HTTP at that port",
    type: /^HPE_/,
    advice:
      "The port answers with something else than HTTP: where it serves TLS, the url must say https://; 9200 is the REST API, 9300 is not.",
  },
  {
    name: "certificate not trusted",
    type: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|CERT_REJECTED)$/,
    advice:
      "The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to itself where it signed itself; a server that has an intermediate one must send that along.",
  },
  {
    name: "certificate of a namesake",
    type: /^CERT_SIGNATURE_FAILURE$/,
    advice:
      "caCert holds an authority of the right name, and another one of that name signed the certificate, such as an earlier or a later one: set caCert to that one's certificate, or to both.",
  },
  {
    name: "certificate for another name",
    type: /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|HOSTNAME_MISMATCH)$/,
    advice:
      "The certificate is made out for another host: use the name it is made out for in the url; where only a tunnel leads there, set hostOverride to that name.",
  },
  {
    name: "certificate expired",
    type: /^CERT_HAS_EXPIRED$/,
    advice:
      "Renew the certificate that has expired, the cluster's own or one of the authorities it is signed by, or set this machine's clock.",
  },
  {
    name: "certificate not valid yet",
    type: /^CERT_NOT_YET_VALID$/,
    advice: "Set this machine's clock, or wait until the cluster's certificate begins to be valid.",
  },
  {
    name: "certificate revoked",
    type: /^CERT_REVOKED$/,
    advice: "Its authority has revoked the cluster's certificate: renew it.",
  },
  {
    name: "chain of certificates not sound",
    type: /^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CERT_CHAIN_TOO_LONG|UNABLE_TO_(DECRYPT|DECODE|GET_CRL)\w*|ERROR_IN_\w+|CRL_\w+)$/,
    advice:
      "The chain of the cluster's certificates is not sound: each must be signed by the next, which must be an authority's and in caCert or among the public ones; make it out anew.",
  },
  {
    name: "certificate or key that OpenSSL cannot use",
    type: /^ERR_OSSL_/,
    advice:
      "OpenSSL cannot use one of clientCert, clientKey and caCert: make the pair out anew, as PEM, with a current algorithm.",
  },
  {
    name: "TLS broke off",
    type: /^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/,
    advice:
      "TLS broke down between here and the server: its log, or that of the balancer or of what inspects TLS in between, says why.",
  },
];
