import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { buildFacade } from '../kit/built-facade.ts';
import { killRun } from '../kit/kill-run.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox({ invoices: 10 });
}, 120_000);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe.each(STORES)('kill -9 at any moment of 60 issues, on $name', ({ newPlace }) => {
  // The long form is `npm run faults`.
  it.each([1, 2])('instances: %i. Exactly one invoice for each key', { timeout: 60_000 }, async (instances) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const report = await killRun({ sandbox, place: await newPlace(), issues: 60, instances, calmMs: 60, maxKills: 6, seed });
    expect(report.breaches, `seed ${seed}: ${JSON.stringify(report)}`).toEqual([]);
    expect(report.kills).toBeGreaterThan(0);
  });
});

describe('kill -9 of workers at any moment of 60 issues', () => {
  // Where the ledger is makes no difference to how they are killed.
  it('leaves exactly one invoice for each key', { timeout: 60_000 }, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const report = await killRun({ sandbox, place: await STORES[0]!.newPlace(), issues: 60, instances: 1, workers: 3, calmMs: 200, maxKills: 4, seed });
    expect(report.breaches, `seed ${seed}: ${JSON.stringify(report)}`).toEqual([]);
    expect(report.kills).toBeGreaterThan(0);
  });
});
