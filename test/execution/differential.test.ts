import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

import { createExecutor } from '../../src/execution/create-executor.ts';
import { difference } from '../kit/compare-results.ts';
import { createOddGraph, oddContext } from '../kit/odd-graph.ts';
import { randomOperation } from '../kit/random-operation.ts';

const OPERATIONS = 5_000;

describe('random operations on a graph where anything may fail', () => {
  it('are answered as graphql-js does', async () => {
    const { schema, traits } = createOddGraph();
    const fallbacks: string[] = [];
    const executor = createExecutor({ schema, traits, mostFields: 100_000, onFallback: (reason) => fallbacks.push(reason) });
    let withErrors = 0;
    const property = fc.asyncProperty(fc.gen(), fc.nat({ max: 1_000_000 }), async (g, seed) => {
      const { document: text, variables } = randomOperation(schema, g, { ids: ['1', '2'], maxDepth: 3 });
      const document = parse(text);
      expect(validate(schema, document)).toEqual([]);
      const expected = await execute({ schema, document, variableValues: variables, contextValue: oddContext(seed) });
      // Twice: what the first run learnt of the operation must not show.
      for (let run = 0; run < 2; run += 1) {
        const actual = await executor({ schema, document, variableValues: variables, contextValue: oddContext(seed) });
        const told = difference(expected, actual);
        if (told !== null) throw new Error(`${told}\nseed ${seed}\n${text}\n${JSON.stringify(variables)}`);
      }
      if (expected.errors !== undefined) withErrors += 1;
    });
    await fc.assert(property, { numRuns: OPERATIONS, seed: 20_261_123, endOnFailure: false });
    expect(fallbacks).toEqual([]);
    // Otherwise the test would show little.
    expect(withErrors).toBeGreaterThan(OPERATIONS / 4);
  }, 120_000);
});
