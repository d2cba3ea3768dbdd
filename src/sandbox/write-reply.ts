import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';
import type { JsonReply } from './envelope.ts';
import type { PdfFile } from './pdf/pdf-file.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

/** Writes a whole body. */
export function writeBody(response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

/** Writes a JSON reply. */
export function writeJson(response: ServerResponse, { status, body, headers = {} }: JsonReply): void {
  writeBody(response, status, JSON_TYPE, JSON.stringify(body), headers);
}

/** Writes an HTML page. */
export function writeHtml(response: ServerResponse, status: number, html: string, headers: Readonly<Record<string, string>> = {}): void {
  writeBody(response, status, HTML_TYPE, html, headers);
}

/** Writes an answer; a PDF goes out as fast as the caller takes it, and stops when the caller goes away. */
export async function writeAnswer(response: ServerResponse, answer: Answer, pdfLength: boolean): Promise<void> {
  if (answer.kind === 'json') writeJson(response, answer.reply);
  else if (answer.kind === 'html') writeHtml(response, answer.status, answer.html);
  else await writePdf(response, answer.file, pdfLength);
}

async function writePdf(response: ServerResponse, file: PdfFile, pdfLength: boolean): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/pdf', ...(pdfLength ? { 'content-length': file.length } : {}) });
  try {
    await pipeline(Readable.from(file.chunks(), { objectMode: true, highWaterMark: 1 }), response);
  } catch {
    // The caller went away; the call log says so.
  }
}

/** Sends the head of an answer and a half of its body, then cuts the connection or ends as if that were all. */
export function writeHalf(response: ServerResponse, answer: Answer, cut: () => void, clean: boolean): void {
  const whole = bytesOf(answer);
  const half = whole.bytes.subarray(0, Math.ceil(whole.bytes.length / 2));
  response.writeHead(whole.status, { 'content-type': whole.type, 'content-length': clean ? half.length : whole.length });
  if (clean) response.end(half);
  else response.write(half, cut);
}

function bytesOf(answer: Answer): { status: number; type: string; bytes: Buffer; length: number } {
  if (answer.kind === 'pdf') {
    const [first = Buffer.alloc(0)] = answer.file.chunks();
    return { status: 200, type: 'application/pdf', bytes: first, length: answer.file.length };
  }
  const json = answer.kind === 'json';
  const bytes = Buffer.from(json ? JSON.stringify(answer.reply.body) : answer.html);
  return { status: json ? answer.reply.status : answer.status, type: json ? JSON_TYPE : HTML_TYPE, bytes, length: bytes.length };
}
