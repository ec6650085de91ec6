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
      "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354: (no answer). The port speaks another protocol than the url says: try http:// instead of https://, or the other way round.",
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
      "SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain (no answer). The certificate is not signed by a known authority: set caCert (or OPENSEARCH_CACERT_FILE) to the authority's certificate; insecure: true leaves the check out, for experiments only.",
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
      "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: search.example.com. is not in the cert's altnames: DNS:node-1 (no answer). The certificate is made out for another host: use the name it is made out for in the url; where only a tunnel leads there, set hostOverride to that name.",
  },
  {
    cause: "the certificate has expired",
    source: "Node: X509 verify codes",
    call: reach,
    answer: { code: "CERT_HAS_EXPIRED", message: "certificate has expired" },
    message:
      "CERT_HAS_EXPIRED: certificate has expired (no answer). Renew the cluster's certificate, or set this machine's clock.",
  },
];
