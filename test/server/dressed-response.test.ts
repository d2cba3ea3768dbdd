import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, it } from 'vitest';

import { DressedResponse } from '../../src/server/http/dressed-response.ts';

/** The head of an answer as `answer` gives it, without what Node adds. */
const headOf = async (answer: (res: DressedResponse) => void): Promise<{ readonly status: number; readonly head: readonly (readonly [string, string])[]; readonly body: string }> => {
  const server = createServer({ ServerResponse: DressedResponse }, (_req, res) => {
    res.dress(['cache-control', 'no-store', 'vary', 'origin']);
    answer(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const head = [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name));
    return { status: response.status, head, body: await response.text() };
  } finally {
    server.close();
  }
};

it.each<[string, (res: DressedResponse) => void, readonly (readonly [string, string])[]]>([
  ['nothing else', (res) => res.end('x'), [['cache-control', 'no-store'], ['content-length', '1'], ['vary', 'origin']]],
  ['a header of its own', (res) => res.setHeader('Vary', 'accept').end('x'), [['cache-control', 'no-store'], ['content-length', '1'], ['vary', 'accept']]],
  ['a head of its own', (res) => res.writeHead(200, { vary: 'accept', etag: '"1"' }).end('x'), [['cache-control', 'no-store'], ['etag', '"1"'], ['vary', 'accept']]],
  ['a message and a head', (res) => res.writeHead(200, 'Fine', { 'cache-control': 'private' }).end('x'), [['cache-control', 'private'], ['vary', 'origin']]],
  ['a whole answer', (res) => res.sendWhole(200, ['content-type', 'text/plain; charset=utf-8'], 'ț'), [['cache-control', 'no-store'], ['content-length', '2'], ['content-type', 'text/plain; charset=utf-8'], ['vary', 'origin']]],
  ['a whole answer in bytes', (res) => res.sendWhole(200, [], Buffer.from('xyz')), [['cache-control', 'no-store'], ['content-length', '3'], ['vary', 'origin']]],
])('an answer has the usual headers once each, unless it says otherwise: %s', async (_what, answer, head) => {
  expect((await headOf(answer)).head).toEqual(head);
});

it('sends a whole answer with its status', async () => {
  expect(await headOf((res) => res.sendWhole(203, [], 'body'))).toMatchObject({ status: 203, body: 'body' });
});
