import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { CORES, pinThisProcess, serve } from './processes.ts';
import { prepareProduct, PRODUCT_URL } from './product.ts';
import { median } from './statistics.ts';

/** From the start of the process to its first answer to an operation, beside plain GraphQL Yoga with the same schema: `npm run bench:start -- --rounds=15`. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const QUERY = JSON.stringify({ query: '{ __typename }' });

pinThisProcess();
const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), '--invoices=100'], /"url":"([^"]+)"/);
const product = prepareProduct({ apiUrl: upstream.url, folder, root: ROOT });
const yoga = { command: [process.execPath, fileURLToPath(new URL('contenders/yoga.js', import.meta.url)), JSON.stringify({ apiUrl: upstream.url })], env: {}, headers: {} };

const millisOf = async ({ command, env, headers }: typeof yoga | typeof product, url: RegExp): Promise<number> => {
  const begun = performance.now();
  const served = await serve(CORES.contender, command, url, env);
  const response = await fetch(served.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: QUERY });
  const { data } = (await response.json()) as { readonly data: { readonly __typename: string } };
  const took = performance.now() - begun;
  if (data.__typename !== 'Query') throw new Error(`it answered ${JSON.stringify(data)}`);
  await served.stop();
  return took;
};

const ours: number[] = [];
const theirs: number[] = [];
const ratios: number[] = [];
for (let n = 0; n <= Number(values.rounds); n += 1) {
  const first = n % 2 === 0;
  const before = first ? await millisOf(product, PRODUCT_URL) : 0;
  const plain = await millisOf(yoga, /"url":"([^"]+)"/);
  const mine = first ? before : await millisOf(product, PRODUCT_URL);
  // The first round reads the files from the disk.
  if (n === 0) continue;
  ours.push(mine);
  theirs.push(plain);
  ratios.push(mine / plain);
}
console.log(`from start to the first answer: ${median(ours).toFixed(0)} ms, plain Yoga ${median(theirs).toFixed(0)} ms, ratio ${median(ratios).toFixed(2)} (${ratios.length} rounds)`);
await upstream.stop();
rmSync(folder, { recursive: true });
