import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

import { datasetOf } from './shared/dataset.ts';
import { createReplies } from './upstream/replies.ts';
import type { ListedObject, ListRequest } from './upstream/selections.ts';
import { readTemplates } from './upstream/templates.ts';

/**
 * The upstream of the benchmark: it answers from rows that are serialised already, after the latency that it was told.
 * `upstream.js --invoices=1000000 --latency=0`. `GET /usage` tells its calls and CPU, `GET /latency?ms=20` sets the latency.
 * Whole lists are also answered by GET, `?buyer_id=1&buyer_id=2`, for contenders that batch nothing else: the real one does not do that.
 */
const { values } = parseArgs({ options: { invoices: { type: 'string', default: '1000000' }, latency: { type: 'string', default: '0' } } });
const templates = await readTemplates();
const replies = createReplies(datasetOf(Number(values.invoices)), templates);

const BASE = '/facturare/v1/';
const JSON_TYPE = 'application/json; charset=utf-8';
const PDF_BYTES = 10_000_000;
const PDF = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(PDF_BYTES - 9, 'x')]);
const NOT_FOUND = Buffer.from('{"status":"FAIL","data":{"name":"Not Found","message":"Obiectul nu a fost găsit","code":0,"status":404}}');
const OBJECTS: readonly string[] = ['invoice', 'customer', 'payment', 'subscription'] satisfies ListedObject[];

let latencyMs = Number(values.latency);
let calls = 0;

const send = (res: ServerResponse, status: number, type: string, bytes: Buffer): void => {
  const now = (): void => void res.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
  if (latencyMs === 0) now();
  else setTimeout(now, latencyMs);
};

const answer = (req: IncomingMessage, body: Buffer): Buffer | null => {
  const path = req.url ?? '/';
  const fixed = templates.fixed.get(path);
  if (fixed !== undefined) return fixed;
  const [action = '', object = ''] = path.slice(BASE.length).split('/');
  if (action === 'put') return replies.issued();
  if (!OBJECTS.includes(object)) return null;
  const request = JSON.parse(body.toString('latin1')) as ListRequest & Readonly<Record<string, unknown>>;
  return action === 'list' ? replies.list(object as ListedObject, request) : replies.get(object as ListedObject, request);
};

const control = (req: IncomingMessage, res: ServerResponse): void => {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/latency') latencyMs = Number(url.searchParams.get('ms'));
  const { user, system } = process.cpuUsage();
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ calls, cpuMicros: user + system }));
};

const MOST_ROWS = 10_000;

/** A whole list whose filter is in the address. */
const listByAddress = (req: IncomingMessage, res: ServerResponse): void => {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://127.0.0.1');
  const filter = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  calls += 1;
  send(res, 200, JSON_TYPE, replies.list(pathname.slice(`${BASE}list/`.length) as ListedObject, { filter, length: MOST_ROWS }, MOST_ROWS));
};

const server = createServer((req, res) => {
  if (req.method === 'GET') {
    if (req.url?.startsWith(`${BASE}list/`) === true) listByAddress(req, res);
    else control(req, res);
    return;
  }
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    calls += 1;
    const [first = Buffer.alloc(0)] = chunks;
    if (req.headers.accept === 'application/pdf') {
      send(res, 200, 'application/pdf', PDF);
      return;
    }
    const bytes = answer(req, chunks.length === 1 ? first : Buffer.concat(chunks));
    send(res, bytes === null ? 404 : 200, JSON_TYPE, bytes ?? NOT_FOUND);
  });
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`));
