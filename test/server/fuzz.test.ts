import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fuzzRun } from '../kit/fuzz-run.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeAll(async () => void (stack = await startStack({ sandbox: { invoices: 60 } })));
afterAll(() => stack.close());

describe('random valid operations', () => {
  // The long form is `npm run fuzz`.
  it('get replies that fit the schema, and never a fault', async () => {
    const { operations, statuses } = await fuzzRun(stack, { operations: 500, seed: 20_261_123 });
    expect(operations).toBe(500);
    // Most of them are answered, so that this says something.
    expect(statuses['200'] ?? 0).toBeGreaterThan(400);
  }, 120_000);
});
