import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Pool } from 'undici';

import { CONNECT, createAccountSeal } from '../shared/account.ts';
import { createDispatchedEcont, createEcont } from '../shared/econt.ts';
import { createReads } from '../shared/reads.ts';
import { nested, nestedPlain } from './raw/nested.ts';
import { page, pagePlain } from './raw/pages.ts';
import { openSendOnce } from './raw/recorded.ts';
import type { IssueInput } from './raw/single.ts';
import { issue, one, onePlain, send } from './raw/single.ts';

/**
 * The floor: what somebody writes by hand who needs exactly these answers and protects nothing.
 * `raw.js {"apiUrl": …, "dispatch": false}`; with `recorded`, an invoice is sent at most once for a key, recorded in `folder`.
 */
const { apiUrl, dispatch, recorded, folder } = JSON.parse(process.argv[2] ?? '{}') as { readonly apiUrl: string; readonly dispatch?: boolean; readonly recorded?: boolean; readonly folder: string };
const econt = dispatch === true ? createDispatchedEcont(apiUrl) : createEcont(apiUrl);
const reads = createReads(econt);
const pdfs = new Pool(apiUrl, { connections: 256 });
const seal = createAccountSeal();
const sendInvoice = recorded === true ? await openSendOnce(folder) : send;

interface Variables {
  readonly to: string;
  readonly id: string;
  readonly number: string;
  readonly input: IssueInput;
}

const OPERATIONS: Readonly<Record<string, (variables: Variables) => Promise<object>>> = {
  Page: ({ to }) => page(reads, seal, to),
  PageShared: ({ to }) => page(reads, seal, to),
  PageSame: () => page(reads, seal, undefined),
  PagePlain: ({ to }) => pagePlain(reads, to),
  Nested: ({ to }) => nested(reads, seal, to),
  NestedPlain: ({ to }) => nestedPlain(reads, to),
  One: ({ id }) => one(econt, seal, id),
  OnePlain: ({ number }) => onePlain(econt, number),
  Issue: ({ input }) => issue(econt, seal, input, sendInvoice),
};

const answer = async (text: string, res: ServerResponse): Promise<void> => {
  const { operationName, variables } = JSON.parse(text) as { readonly operationName: string; readonly variables: Variables };
  const data = await OPERATIONS[operationName]?.(variables);
  const bytes = Buffer.from(JSON.stringify({ data }));
  res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }).end(bytes);
};

const streamPdf = async (id: number, res: ServerResponse): Promise<void> => {
  const body = JSON.stringify({ connect: CONNECT, id });
  await pdfs.stream({ path: '/facturare/v1/get/invoice', method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/pdf' }, body, opaque: null }, ({ headers }) => {
    res.writeHead(200, { 'content-type': 'application/pdf', 'content-length': Number(headers['content-length']) });
    return res;
  });
};

const server = createServer((req, res) => {
  const fail = (): void => {
    if (res.headersSent) res.destroy();
    else res.writeHead(500).end();
  };
  if (req.method === 'GET') {
    streamPdf(Number(req.url?.slice(1)), res).catch(fail);
    return;
  }
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => void answer(Buffer.concat(chunks).toString('utf8'), res).catch(fail));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })}\n`));
