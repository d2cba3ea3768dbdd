import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Pool } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { CallLife } from '../../src/upstream/call-life.ts';
import { Departure } from '../../src/upstream/departure.ts';
import { ReplyTurns } from '../../src/upstream/reply-turns.ts';
import { exchange } from '../../src/upstream/transport.ts';

const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

describe('replies that have come', () => {
  it('are read in the order of their requests, not at once, and those of one request as they came', async () => {
    const turns = new ReplyTurns();
    const read: string[] = [];
    for (const [since, name] of [[30, 'young'], [10, 'old'], [20, 'middle'], [10, 'old, too']] as const) turns.add(since, () => read.push(name));
    expect(read).toEqual([]);
    while (read.length < 4) await turn();
    expect(read).toEqual(['old', 'old, too', 'middle', 'young']);
  });

  it('of an old request go before young ones that have waited longer', async () => {
    const turns = new ReplyTurns();
    const read: string[] = [];
    const slow = (name: string) => (): void => {
      read.push(name);
      for (const until = performance.now() + 2; performance.now() < until; );
    };
    turns.add(20, slow('young 1'));
    turns.add(21, slow('young 2'));
    turns.add(22, slow('young 3'));
    await turn();
    // The first took its slice, so the event loop had a turn: what came meanwhile for an older request is next.
    expect(read).toEqual(['young 1']);
    turns.add(10, slow('old'));
    while (read.length < 4) await turn();
    expect(read).toEqual(['young 1', 'old', 'young 2', 'young 3']);
  });
});

describe('an exchange', () => {
  const server = createServer((req, res) => {
    req.resume();
    answer(res, req.url ?? '');
  });
  let answer: (res: ServerResponse, path: string) => void;
  let pool: Pool;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await pool.close();
    server.close();
  });
  let asked: (() => void)[];
  const life = (gone?: Departure): CallLife => new CallLife(gone, 10_000);
  const request = (path: string) => ({ method: 'POST', path, body: '{}', accept: 'application/json' }) as const;
  beforeEach(() => {
    asked = [];
    answer = (res, path) => res.end('x'.repeat(Number(path.slice(1))));
  });

  it('reads what is small at once, and asks for a turn for what is large', async () => {
    const small = await exchange(pool, request('/8191'), life(), (read) => asked.push(read));
    expect([small.text.length, asked.length]).toEqual([8_191, 0]);
    const large = exchange(pool, request('/8192'), life(), (read) => {
      asked.push(read);
      read();
    });
    expect([(await large).text.length, asked.length]).toEqual([8_192, 1]);
  });

  it('whose caller goes before its turn is not read', async () => {
    const gone = new Departure();
    let came: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => (came = resolve));
    const large = exchange(pool, request('/100000'), life(gone), (read) => {
      asked.push(read);
      came();
    });
    await arrival;
    gone.abort();
    await expect(large).rejects.toMatchObject({ kind: 'cancelled', sent: 'maybe' });
    expect(() => asked[0]?.()).not.toThrow();
    // The socket is as good as before.
    expect((await exchange(pool, request('/10'), life())).text).toBe('x'.repeat(10));
  });
});
