import { parseArgs } from 'node:util';

import { fuzzRun } from '../test/kit/fuzz-run.ts';
import { startStack } from '../test/kit/start-stack.ts';

/** The long form of the fuzz test: `npm run fuzz -- --operations=5000 --seed=7`. Ends with 1 and the smallest operation that fails. */
const { values } = parseArgs({ options: { operations: { type: 'string', default: '5000' }, seed: { type: 'string', default: `${Date.now() % 1_000_000}` } } });
const [operations, seed] = [Number(values.operations), Number(values.seed)];

const stack = await startStack({ sandbox: { invoices: 100 } });
try {
  const begun = performance.now();
  const { statuses, codes } = await fuzzRun(stack, { operations, seed });
  console.log(`${operations} operations, seed ${seed}, ${((performance.now() - begun) / 1000).toFixed(1)} s: every reply fits the schema, no fault.`);
  console.log(`by status ${JSON.stringify(statuses)}`);
  console.log(`errors by code ${JSON.stringify(codes)}`);
} finally {
  await stack.close();
}
