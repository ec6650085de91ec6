// SPDX-License-Identifier: Apache-2.0

/** What OpenSSL says, in words and as Node's code for it. */
interface TlsError {
  readonly type: string;
  readonly reason: string;
  /** Whether it comes while the connection is made, before a request is read. */
  readonly isBefore: boolean;
}

/**
 * Reads an error of OpenSSL. Node has a code for some of them, and gives others as `EPROTO`; the texts
 * name OpenSSL's routines and files. `undefined` for another error.
 */
export function readTlsError(code: string, message: string): TlsError | undefined {
  const phrase = phraseOf(message) ?? phraseOfCode(code);
  if (phrase === undefined) return undefined;
  const isOwn = /^ERR_(SSL|OSSL)_/.test(code);
  const type = isOwn ? code : `ERR_SSL_${phrase.toUpperCase().replace(/[^A-Z\d]+/g, "_")}`;
  const alert = alertIn(phrase, message);
  return {
    type,
    reason:
      alert === undefined
        ? `TLS failed: ${phrase}`
        : `the other side broke off TLS with the alert "${alert}"`,
    isBefore: /^ERR_OSSL_/.test(type) || before.test(type),
  };
}

/** `…:error:0A000412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate:../deps/…:1590:SSL alert number 42`. */
function phraseOf(message: string): string | undefined {
  return /error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/i.exec(message)?.[1]?.trim();
}

function phraseOfCode(code: string): string | undefined {
  return /^ERR_O?SSL_(.+)$/.exec(code)?.[1]?.replace(/_/g, " ").toLowerCase();
}

/** OpenSSL calls most of them `sslv3 alert …` or the like, and some only `tlsv1 …`. */
function alertIn(phrase: string, message: string): string | undefined {
  if (!/ alert /.test(phrase) && !/SSL alert number/.test(message)) return undefined;
  return phrase.replace(/^(sslv3|tlsv1|tlsv13|ssl\/tls|ssl tls)( alert)? /, "");
}

/**
 * What a server, or OpenSSL here, says while a connection is made. Under TLS 1.3 a request may have
 * been sent by then, but no server reads it before it has seen the client's certificate.
 */
const before =
  /CERTIFICATE|CERT_|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|PROTOCOL|VERSION|FALLBACK|INSUFFICIENT_SECURITY|CIPHER|UNRECOGNIZED_NAME|KEY_TOO_SMALL|MD_TOO_WEAK|RENEGOTIATION|DECRYPT_ERROR|EXTENSION|PSK|HTTP_REQUEST|PROXY_REQUEST|PACKET_LENGTH/;
