import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { startSandbox } from '../src/sandbox/start.ts';

/**
 * An upstream that is never the bottleneck: it answers from memory what the sandbox behind it answered the first time. Each
 * `put/invoice` gets an invoice of its own. `issue-upstream.js <milliseconds>`: how long each answer takes.
 */
const latencyMs = Number(process.argv[2] ?? 0);
const sandbox = await startSandbox({ invoices: 10 });
const [department] = sandbox.departments;
if (department === undefined) throw new Error('the sandbox has no department');

const PUT = '/facturare/v1/put/invoice';
const known = new Map<string, { readonly status: number; readonly type: string; readonly text: string }>();
let issued = 1_000_000;

const bodyOf = async (req: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** The reply of an issue is like any other, but for its id and its key. */
const anew = (text: string): string => {
  issued += 1;
  return text.replace(/"id":"?\d+"?/, `"id":${issued}`).replace(/"inner_hash":"[^"]*"/, `"inner_hash":"${issued.toString(16).padStart(32, '0')}"`);
};

const server = createServer((req, res) => {
  void (async () => {
    const body = await bodyOf(req);
    const path = req.url ?? '/';
    const key = path === PUT ? PUT : `${path} ${body}`;
    let reply = known.get(key);
    if (reply === undefined) {
      const response = await fetch(sandbox.url + path, { method: req.method ?? 'POST', headers: { 'content-type': req.headers['content-type'] ?? 'application/json' }, ...(body === '' ? {} : { body }) });
      reply = { status: response.status, type: response.headers.get('content-type') ?? 'application/json', text: await response.text() };
      known.set(key, reply);
    }
    const text = path === PUT ? anew(reply.text) : reply.text;
    const send = (): void => void res.writeHead(reply.status, { 'content-type': reply.type, 'content-length': Buffer.byteLength(text) }).end(text);
    if (latencyMs === 0) send();
    else setTimeout(send, latencyMs);
  })();
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { readonly port: number };
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, client: department.client, token: department.token })}\n`);
});
