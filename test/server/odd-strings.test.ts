import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fuzzRun } from '../kit/fuzz-run.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/** What breaks paths, headers, logs, terminals, queries and prototypes when it gets there as it is. */
const PATH_PIECES = ['../', '..%2f', '%2e%2e/', '//host', '?key=1', '#', '\0', 'a/../../put/invoice', 'http://127.0.0.1:9/', 'file:///etc/passwd'];
const ODD = [
  'a\r\nSet-Cookie: x=1', '\u001b[2J\u001b[31mred', '\u202eevil', '\u2066a\u2069', '\ud800', 'a\udc00b', '__proto__', 'constructor', '{"$ne":null}',
  "' or 1=1; --", '"; drop table keys; --', '$(reboot)', '`id`', '%0d%0a', '\u0000', '\u2028', '\ufeff', 'a'.repeat(5_000),
];

let stack: Stack;
beforeAll(async () => void (stack = await startStack({ sandbox: { invoices: 40 } })));
afterAll(() => stack.close());

describe('odd strings, in every place that takes one', () => {
  it('reach no path, header or log as they are, and break nothing', async () => {
    const countsOf = () => (['invoices', 'customers', 'payments', 'subscriptions'] as const).map((table) => stack.sandbox.state[table].find(() => true).length);
    const before = countsOf();
    await fuzzRun(stack, { operations: 400, seed: 4, ids: [...PATH_PIECES, ...ODD], texts: [...PATH_PIECES, ...ODD], mutations: 40 });

    const calls = stack.sandbox.calls.all();
    expect(calls.length).toBeGreaterThan(100);
    // Every call went where the endpoint table says, and nowhere else.
    expect([...new Set(calls.map(({ endpoint }) => endpoint))]).not.toContain('unknown');
    expect(calls.filter(({ path }) => !/^\/facturare\/v1\/[a-z]+\/[a-z]+(?:\?key=[0-9a-f]{32})?$/.test(path)).map(({ path }) => path)).toEqual([]);
    for (const line of stack.logs) {
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      // One line each, and nothing in it that a terminal would obey.
      expect(line.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    // What was written is what was asked for: no object is gone.
    countsOf().forEach((count, i) => expect(count).toBeGreaterThanOrEqual(before[i] ?? 0));
  }, 120_000);
});
