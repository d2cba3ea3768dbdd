import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

import type { ErrorCode } from '../domain/error-codes.ts';
import type { PdfStream } from '../upstream/client.ts';
import { UpstreamError } from '../upstream/errors.ts';
import { readRangeHeader, sliceBytes } from './byte-range.ts';
import { sendError } from './json-reply.ts';
import type { Logger } from './logger.ts';
import { checkPdfLink } from './pdf-links.ts';
import type { HttpInfo } from './request-info.ts';
import type { Tenant } from './tenant.ts';

export interface PdfRouteOptions {
  readonly tenants: readonly Tenant[];
  readonly secret: string;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

/** The HTTP status of each failure; what is not here is the upstream's fault: 502. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  LINK_INVALID: 403,
  LINK_EXPIRED: 410,
  UPSTREAM_NOT_FOUND: 404,
  UPSTREAM_RATE_LIMITED: 503,
  UPSTREAM_UNREACHABLE: 503,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_BUSY: 503,
  UPSTREAM_CIRCUIT_OPEN: 503,
  DEADLINE_EXCEEDED: 504,
  REQUEST_CANCELLED: 503,
};

const LINK_TEXT = {
  LINK_INVALID: 'This is not a link of this server. Ask for `invoice.pdf` again.',
  LINK_EXPIRED: 'The link has expired. Ask for `invoice.pdf` again.',
} as const;

/** Sends the bytes. A failure on the way breaks the connection: a short file must never look whole. */
const stream = (body: Readable, through: NodeJS.ReadWriteStream | null, res: ServerResponse, onFailure: (error: Error) => void): void => {
  body.once('error', (error) => {
    onFailure(error);
    res.destroy();
  });
  res.once('close', () => body.destroy());
  if (through === null) body.pipe(res);
  else body.pipe(through).pipe(res);
};

/** Streams the PDF that a signed link grants: `GET` and `HEAD`, with single byte ranges. */
export const createPdfRoute =
  ({ tenants, secret, logger, nowMs }: PdfRouteOptions) =>
  async (req: IncomingMessage, res: ServerResponse, url: URL, info: HttpInfo): Promise<void> => {
    const { requestId } = info;
    const fail = (code: ErrorCode, message: string, headers: Record<string, string> = {}): void => sendError(res, STATUS[code] ?? 502, { code, message, requestId }, headers);

    if (req.method !== 'GET' && req.method !== 'HEAD') {
      sendError(res, 405, { code: 'METHOD_NOT_ALLOWED', message: 'A document is read by GET or HEAD.', requestId }, { allow: 'GET, HEAD' });
      return;
    }
    const check = checkPdfLink(secret, url, nowMs());
    if (!check.ok) {
      fail(check.code, LINK_TEXT[check.code]);
      return;
    }
    const { invoiceId, filename, language } = check.grant;
    // A link is a capability: whoever has it may read this document. It says whose it is; a tenant that is served no more has no links.
    const tenant = tenants.find(({ name }) => name === check.grant.tenant);
    if (tenant === undefined) {
      fail('LINK_INVALID', LINK_TEXT.LINK_INVALID);
      return;
    }
    info.noted.tenant = tenant.name;

    let pdf: PdfStream;
    try {
      pdf = await tenant.upstream.openInvoicePdf({ language, signal: info.signal, givenUntil: info.givenUntil, use: info.use }, { id: invoiceId });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      fail(error.code, error.message, error.retryAfterMs === undefined ? {} : { 'retry-after': `${Math.ceil(error.retryAfterMs / 1000)}` }); return;
    }

    const { body, contentLength } = pdf;
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${filename}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    };
    const range = readRangeHeader(req.headers.range, contentLength);
    if (range === 'unsatisfiable') {
      body.destroy();
      sendError(res, 416, { code: 'RANGE_NOT_SATISFIABLE', message: 'The range lies outside the file.', requestId }, { 'content-range': `bytes */${contentLength ?? '*'}` }); return;
    }
    if (range === null) res.writeHead(200, { ...headers, ...(contentLength === null ? {} : { 'content-length': contentLength }) });
    else {
      // Without the length of the file a range may reach beyond its end, so its own length is not promised either.
      const length = contentLength === null ? {} : { 'content-length': range.end - range.start + 1 };
      res.writeHead(206, { ...headers, 'content-range': `bytes ${range.start}-${range.end}/${contentLength ?? '*'}`, ...length });
    }
    if (req.method === 'HEAD') {
      body.destroy();
      res.end();
      return;
    }
    const slice = range === null ? null : sliceBytes(range, () => body.destroy());
    stream(body, slice, res, (error) => logger.warn({ requestId, invoiceId, err: error }, 'a document broke off'));
  };
