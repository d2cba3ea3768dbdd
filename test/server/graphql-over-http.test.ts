import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
let draft: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 } });
  draft = await startStack({ sandbox: { invoices: 10 }, http: { draft: true } });
});
afterAll(async () => {
  await stack.close();
  await draft.close();
});

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

/** Audits that are older than the edition, by what it says instead. In their order. */
const MADE_OTHERWISE = {
  'the media type of GraphQL, where the caller leaves it open': ['47DE', '80D8'],
  '422 for JSON that is no GraphQL request': ['423L', 'LKJ0', 'LKJ1', 'LKJ2', 'LKJ3', '6C00', '6C01', '6C02', '6C03', '4760', '4761', '4762', '4763', '58B0', '58B1', '58B2', '58B3', '3E3A'],
  'a status of 4xx without data, for plain JSON too': ['572B', 'FDE2', '7B9B'],
  '422 for variables that do not fit': ['86EE'],
};

describe('GraphQL over HTTP with HTTP_DRAFT=on', () => {
  it('does what the audits ask, but for what the edition of 2026 has made otherwise', async () => {
    const audits = serverAudits({ url: () => `${draft.url}/graphql`, fetchFn: fetch });
    const results = await Promise.all(audits.map(async ({ id, fn }) => ({ id, status: (await fn()).status })));
    expect(results.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual(Object.values(MADE_OTHERWISE).flat());
  });
});
