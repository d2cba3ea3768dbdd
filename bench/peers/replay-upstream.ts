import { request as httpRequest, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox } from '../../src/sandbox/start.ts';

/**
 * The upstream of the benchmark: the sandbox behind a memory of its replies. What was asked for once is answered out of a buffer, so that
 * the upstream is never what is measured. `replay-upstream.js <JSON>`: `invoices`, and `latency` in milliseconds.
 */
const { invoices, latency } = JSON.parse(process.argv[2] ?? '{}') as { readonly invoices: number; readonly latency: number };
const sandbox = await startSandbox({ invoices });
const [department] = sandbox.departments;
if (department === undefined) throw new Error('the sandbox has no department');
const replies = new Map<string, { readonly status: number; readonly body: Buffer }>();
let calls = 0;

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    if (req.url === '/usage') {
      const { user, system } = process.cpuUsage();
      res.end(JSON.stringify({ calls, cpuMs: (user + system) / 1_000 }));
      return;
    }
    calls += 1;
    const body = Buffer.concat(chunks);
    const key = `${req.url ?? ''} ${body.toString('latin1')}`;
    const answer = (status: number, reply: Buffer): void => {
      const send = (): void => {
        res.writeHead(status, { 'content-type': 'application/json', 'content-length': reply.length });
        res.end(reply);
      };
      if (latency === 0) send();
      else setTimeout(send, latency);
    };
    const known = replies.get(key);
    if (known !== undefined) {
      answer(known.status, known.body);
      return;
    }
    const onwards = httpRequest(`${sandbox.url}${req.url ?? ''}`, { method: req.method ?? 'POST', headers: { 'content-type': 'application/json' } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const whole = { status: reply.statusCode ?? 500, body: Buffer.concat(parts) };
        replies.set(key, whole);
        answer(whole.status, whole.body);
      });
    });
    onwards.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, client: department.client, token: department.token })}\n`);
});
