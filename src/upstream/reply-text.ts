import { isAscii, isUtf8, transcode } from 'node:buffer';

/** From here on the way over UTF-16 is the shorter one. */
const LONG = 4_096;

/** The bytes of a reply as text. V8 reads long UTF-8 that is not ASCII byte by byte; over UTF-16 it takes half the time. */
export const replyText = (bytes: Buffer): string => {
  // PHP escapes what is not ASCII, unless it is told otherwise.
  if (isAscii(bytes)) return bytes.toString('latin1');
  return bytes.length > LONG && isUtf8(bytes) ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le') : bytes.toString('utf8');
};
