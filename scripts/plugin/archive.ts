// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";

/** A file of an archive; executable unless said otherwise. */
export interface ArchivedFile {
  readonly name: string;
  readonly text: string;
  readonly isExecutable?: boolean;
}

const block = 512;

/** A `.tar.gz` that depends on nothing but its files: no times, no owners, no system. */
export function archive(files: readonly ArchivedFile[]): Buffer {
  const entries = files.flatMap((file) => {
    const content = Buffer.from(file.text);
    const rest = (block - (content.length % block)) % block;
    return [header(file, content.length), content, Buffer.alloc(rest)];
  });
  const packed = gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * block)]), { level: 9 });
  // The system that packed it (RFC 1952): unknown.
  packed[9] = 255;
  return packed;
}

/** A header of the format ustar. */
function header({ name, isExecutable = true }: ArchivedFile, size: number): Buffer {
  const made = Buffer.alloc(block);
  const octal = (value: number, length: number): string =>
    `${value.toString(8).padStart(length - 1, "0")}\0`;
  const write = (text: string, at: number): void => void made.write(text, at, "latin1");
  write(name, 0);
  write(octal(isExecutable ? 0o755 : 0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(size, 12), 124);
  write(octal(0, 12), 136);
  // The sum counts its own place as blanks.
  write(" ".repeat(8), 148);
  write("0", 156);
  write("ustar\x0000", 257);
  const sum = made.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return made;
}
