// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const alert = (code: string, words: string): string =>
  `ERR_SSL_${code}: the other side broke off TLS with the alert "${words}"`;

/** What TLS fails with: alerts of the server, OpenSSL's checks here, and Node's check of the certificate. */
export const tls = {
  clientCertificate: known({
    type: /ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|ACCESS_DENIED|DECRYPT_ERROR|CERTIFICATE_UNOBTAINABLE)$/,
  })(
    "The server requires a client certificate, or rejected the one it got: set clientCert (with the chain up to an authority that the server trusts) and clientKey to a pair that is currently valid.",
    alert("TLSV13_ALERT_CERTIFICATE_REQUIRED", "certificate required"),
    alert("SSLV3_ALERT_BAD_CERTIFICATE", "bad certificate"),
    alert("TLSV1_ALERT_UNKNOWN_CA", "unknown ca"),
  ),
  noCommonCipher: known({
    type: /(ALERT_HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|NO_SUITABLE_.*|ALERT_INSUFFICIENT_SECURITY)$/,
  })(
    "Either the server requires a client certificate (set clientCert and clientKey to a pair that it trusts), or it offers no cipher that Node.js accepts (see its enabled_ciphers).",
    alert("SSLV3_ALERT_HANDSHAKE_FAILURE", "handshake failure"),
  ),
  noCommonTlsVersion: known({
    type: /(ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|VERSION_TOO_HIGH|NO_PROTOCOLS_AVAILABLE|ALERT_INAPPROPRIATE_FALLBACK|UNSUPPORTED_SSL_VERSION|ERR_TLS_PROTOCOL_VERSION_CONFLICT|ERR_TLS_INVALID_PROTOCOL_(VERSION|METHOD))$/,
  })(
    "Server and client have no TLS version in common: Node.js accepts 1.2 and later, unless NODE_OPTIONS says otherwise. Enable TLS 1.2 or 1.3 on the server, or on the load balancer in front of it.",
    alert("TLSV1_ALERT_PROTOCOL_VERSION", "protocol version"),
  ),
  weakKey: known({
    type: /(KEY_TOO_SMALL|MD_TOO_WEAK|ERR_TLS_DH_PARAM_SIZE|UNSAFE_LEGACY_RENEGOTIATION_DISABLED|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED|WRONG_SIGNATURE_TYPE)$/,
  })(
    "A certificate, a key or the key exchange is weaker than OpenSSL accepts: renew the weak certificate (the server's, its authority's, or clientCert) with at least a 2048-bit key and SHA-256, and update whatever terminates TLS.",
    "ERR_SSL_DH_KEY_TOO_SMALL: TLS failed: dh key too small",
  ),
  certificateForAnotherName: known({
    type: /UNRECOGNIZED_NAME$|^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|HOSTNAME_MISMATCH)$/,
  })(
    "The server has no certificate for that host name: use the name that its certificate was issued for in the url; if you reach the cluster through a tunnel, set hostOverride to that name.",
    alert("TLSV1_UNRECOGNIZED_NAME", "unrecognized name"),
    "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: search.example.com. is not in the cert's altnames: DNS:node-1",
  ),
  noTlsAtThatPort: known({
    type: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(PROXY_)?REQUEST|UNKNOWN_PROTOCOL|BAD_RECORD_TYPE|RECORD_LAYER_FAILURE|NOT_SSL_RECORD_.*)$/,
  })(
    "The url says https://, but the port does not serve TLS: check the port (9200 is the REST API, 9300 is not). Use http:// only for a cluster without TLS: it exposes the sign-in to everyone in between.",
    "ERR_SSL_WRONG_VERSION_NUMBER: TLS failed: wrong version number",
  ),
  noHttpAtThatPort: known({ type: /^HPE_/ })(
    "The port does not answer in HTTP: if it serves TLS, the url must say https://; 9200 is the REST API, 9300 is not.",
    "HPE_INVALID_CONSTANT: Parse Error: Expected HTTP/",
  ),
  certificateNotTrusted: known({
    type: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|CERT_REJECTED)$/,
  })(
    "The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the certificate of the authority that signed it, or to the certificate itself if it is self-signed. A server with an intermediate certificate must send that too.",
    "SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain",
    "DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate",
  ),
  authorityOfTheSameName: known({ type: /^CERT_SIGNATURE_FAILURE$/ })(
    "caCert holds an authority of the right name, but a different one of the same name (earlier or later) signed the certificate: set caCert to that one's certificate, or to both.",
    "CERT_SIGNATURE_FAILURE: certificate signature failure",
  ),
  certificateOutOfDate: known({ type: /^CERT_(HAS_EXPIRED|NOT_YET_VALID|REVOKED)$/ })(
    "A certificate (the cluster's own, or one of its authorities') has expired, is not valid yet or was revoked: renew it, or correct this machine's clock if that is wrong.",
    "CERT_HAS_EXPIRED: certificate has expired",
    "CERT_NOT_YET_VALID: certificate is not yet valid",
    "CERT_REVOKED: certificate revoked",
  ),
  certificateChainNotSound: known({
    type: /^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CERT_CHAIN_TOO_LONG|UNABLE_TO_(DECRYPT|DECODE|GET_CRL)\w*|ERROR_IN_\w+|CRL_\w+)$/,
  })(
    "The cluster's certificate chain is invalid: each certificate must be signed by the next, up to an authority in caCert or a public one. Issue the chain again.",
    "INVALID_CA: invalid CA certificate",
  ),
  unusableCertificateOrKey: known({ type: /^ERR_OSSL_/ })(
    "OpenSSL cannot use one of clientCert, clientKey and caCert: issue it again, as PEM, with a current algorithm.",
    "ERR_OSSL_EVP_UNSUPPORTED: TLS failed: unsupported",
  ),
  tlsBrokeOff: known({ type: /^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/ })(
    "TLS failed between here and the server: is it the transport port (9300 by default) instead of the REST port (9200)? Otherwise the log of the server, of the load balancer, or of anything that inspects TLS in between says why.",
    alert("TLSV1_ALERT_INTERNAL_ERROR", "internal error"),
  ),
};
