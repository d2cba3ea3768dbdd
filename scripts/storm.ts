import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { buildFacade, FACADE_MAIN } from '../test/kit/built-facade.ts';

/**
 * Requests that try to hurt, many a second, while good clients go on asking the built server. `npm run storm -- --rate=50 --seconds=20`.
 * Ends with 1 when the good clients' p99 is 100 ms or more, when one of theirs fails, or when an attack gets a 5xx. Beside it: how long
 * one is in being refused by itself.
 */
const { values } = parseArgs({ options: { rate: { type: 'string', default: '50' }, seconds: { type: 'string', default: '20' }, clients: { type: 'string', default: '20' } } });
const [rate, seconds, clients] = [Number(values.rate), Number(values.seconds), Number(values.clients)];

const repeated = (count: number, of: (i: number) => string): string => Array.from({ length: count }, (_, i) => of(i)).join(' ');
/** Pairs of one name in fragments of each other, which validation would compare each with each. */
const mergeBomb = (): string => {
  const fields = repeated(400, (i) => `f: invoices(first: ${(i % 50) + 1}) { nodes { id } }`);
  return `{ ${fields} }`;
};
const exponential = (): string => `{ ...F0 } ${repeated(24, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F24 on Query { __typename }`;
const nestedBomb = (): string => `{ invoices(first: 1) { nodes { ${repeated(120, () => 'customer { id name }')} ...B } } } fragment B on Invoice { ${repeated(120, () => 'customer { id name email }')} }`;
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** As large as the limits let through: validation compares each of its fields with each. */
const widest = (): string =>
  `{ department { ${repeated(50, (n) => `...F${n}`)} } } ${repeated(50, (n) => `fragment F${n} on Department { ${repeated(4, (k) => `k${k}${'x'.repeat(60)}: currency`)} }`)}`;

const ATTACKS: readonly (readonly [name: string, body: string])[] = [
  ['field-merge bomb', JSON.stringify({ query: mergeBomb() })],
  ['nested field-merge bomb', JSON.stringify({ query: nestedBomb() })],
  ['the widest that passes', JSON.stringify({ query: widest() })],
  ['300 × __typename', JSON.stringify({ query: `{ ${repeated(300, (i) => `t${i}: __typename`)} }` })],
  ['500 duplicate fields', JSON.stringify({ query: `{ ${repeated(500, () => '__typename')} }` })],
  ['60 directives', JSON.stringify({ query: `{ __typename ${repeated(60, () => '@skip(if: false)')} }` })],
  ['exponential fragments', JSON.stringify({ query: exponential() })],
  ['10 000 operations', JSON.stringify({ query: repeated(10_000, (i) => `query Q${i} { __typename }`), operationName: 'Q1' })],
  ['comments', JSON.stringify({ query: `${'#'.repeat(900_000)}\n{ __typename }` })],
  ['deep variables', `{"query":"{ __typename }","variables":{"a":${deep(100_000)}}}`],
  ['a body of 20 MB', JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(20_000_000) } })],
  ['a batch', JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ __typename }' })))],
];

const folder = await mkdtemp(join(tmpdir(), 'econt-storm-'));
await buildFacade();
const server = spawn(process.execPath, [FACADE_MAIN], { env: { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0', SANDBOX_INVOICES: '200', LOG_LEVEL: 'warn', LEDGER_PATH: join(folder, 'ledger.db') }, stdio: ['ignore', 'pipe', 'inherit'] });
let message = '';
while (!/curl .*\n\n/.test(message)) message += String((await once(server.stdout, 'data'))[0]);
const [, url = ''] = /GraphiQL {3}(\S+)/.exec(message) ?? [];

const post = (body: string, ms = 10_000): Promise<Response> => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(ms) });
const QUERY = '{"query":"query Good { invoices(first: 20) { nodes { number status customer { name } totals { gross { amount currency } } } } }"}';
const quantile = (numbers: readonly number[], q: number): number => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * q)] ?? NaN;

/** Asks as people do, until told to stop. */
const askUntil = async (isOver: () => boolean): Promise<{ readonly times: readonly number[]; readonly failed: number }> => {
  const times: number[] = [];
  let failed = 0;
  const one = async (): Promise<void> => {
    while (!isOver()) {
      const begun = performance.now();
      const good = await post(QUERY).then(async (response) => response.ok && (await response.text()).startsWith('{"data":{"invoices":{"nodes":[{'), () => false);
      times.push(performance.now() - begun);
      if (!good) failed += 1;
      await pause(200 + Math.random() * 100);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return { times, failed };
};

let isWell = true;
try {
  for (let i = 0; i < 50; i += 1) await post(QUERY);
  for (const [name, body] of ATTACKS) {
    const statuses: Record<string, number> = {};
    // A large body may be refused while it is still being sent: then the connection ends instead.
    const note = (what: number | string): void => void (statuses[what] = (statuses[what] ?? 0) + 1);
    const alone: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const begun = performance.now();
      await post(body).then((response) => response.text(), () => undefined);
      alone.push(performance.now() - begun);
    }
    const endsAt = performance.now() + seconds * 1_000;
    const sent: Promise<void>[] = [];
    const attack = async (): Promise<void> => {
      // Twenty megabytes fifty times a second would measure the sender.
      const every = 1_000 / (body.length > 5_000_000 ? Math.min(rate, 2) : rate);
      while (performance.now() < endsAt) {
        sent.push(post(body).then(async (response) => {
          await response.text();
          note(response.status);
        }, () => note('closed')));
        await pause(every);
      }
    };
    const [good] = await Promise.all([askUntil(() => performance.now() > endsAt), attack()]);
    await Promise.all(sent);
    const p99 = quantile(good.times, 0.99);
    const refused = Object.keys(statuses).every((status) => status === 'closed' || (Number(status) < 500));
    if (p99 >= 100 || good.failed > 0 || !refused) isWell = false;
    console.log(`${name.padEnd(24)} ${JSON.stringify(statuses).padEnd(24)} alone ${quantile(alone, 0.5).toFixed(1).padStart(5)} ms; good: ${good.times.length}, failed ${good.failed}, p50 ${quantile(good.times, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  }
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}
console.log(isWell ? 'No attack broke anything, and nobody else noticed.' : 'Something was noticed; see above.');
process.exitCode = isWell ? 0 : 1;
