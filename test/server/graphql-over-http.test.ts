import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 } });
});
afterAll(() => stack.close());

describe('GraphQL over HTTP', () => {
  // The address is only known once the server runs; the audits ask for it when they do.
  const audits = serverAudits({ url: () => `${stack.url}/graphql`, fetchFn: fetch });
  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });
  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
