import { join } from 'node:path';

import type { Contender, Running, Surroundings } from './contender.ts';
import { CORES, serve } from './processes.ts';
import { productPdfUrl, startProduct, startWithout } from './product.ts';
import type { Against } from './results.ts';
import { FIRST } from './shared/dataset.ts';
import { startTailcall } from './tailcall.ts';

const JSON_URL = /"url":"([^"]+)"/;

/** A contender that is a program of Node, compiled or plain, and says its address in a line of JSON. */
const program = (file: string, settings: object = {}) => async ({ apiUrl, root, folder }: Surroundings): Promise<Running> => ({
  ...(await serve(CORES.contender, [process.execPath, join(root, file), JSON.stringify({ apiUrl, folder, ...settings })], JSON_URL)),
  headers: {},
});
const compiled = (name: string, settings?: object) => program(`.cache/tools/bench/contenders/${name}.js`, settings);
const plain = (name: string, settings?: object) => program(`bench/contenders/${name}.mjs`, settings);

/** The floor that ratios are of. */
export const FLOOR = 'raw';
/** Whose answers everybody's are compared with. */
export const REFERENCE = 'we';

const MAIN = ['page', 'page-shared', 'page-same', 'nested', 'one', 'issue'];
/** For those who can answer nothing that takes code. */
const PLAIN = ['page-plain', 'nested-plain', 'one-plain'];

export const CONTENDERS: readonly Contender[] = [
  { name: 'raw', what: 'written by hand on node:http and undici’s request(); protects nothing', works: [...MAIN, ...PLAIN, 'pdf'], pdfUrl: ({ url }) => Promise.resolve(`${url}${FIRST.invoice}`), start: compiled('raw') },
  { name: 'raw-dispatch', what: 'the same on undici’s dispatch handler', works: MAIN, start: compiled('raw', { dispatch: true }) },
  { name: 'raw-recorded', what: 'the first, and an invoice is sent at most once for a key: recorded durably before it is sent and before the answer, in this server’s store', works: ['issue'], start: compiled('raw', { recorded: true }) },
  { name: 'we', what: 'this server in production settings: keys, scopes, limits, cost, metrics, logs at info, ledger on', pdfUrl: productPdfUrl, start: startProduct() },
  { name: 'we-no-coalescing', what: 'the same with COALESCE=off', works: [...MAIN, 'mobile'], start: startProduct({ COALESCE: 'off' }) },
  { name: 'yoga', what: 'plain GraphQL Yoga and Pothos: the schema of this server without its plugins, its executor and its ledger', works: [...MAIN, 'mobile'], start: compiled('yoga') },
  { name: 'mercurius', what: 'Mercurius with JIT and loaders', works: MAIN, start: plain('mercurius') },
  { name: 'apollo', what: 'Apollo Server with DataLoader', works: MAIN, start: plain('apollo') },
  { name: 'grafast', what: 'Grafast with batching plans', works: MAIN, start: plain('grafast') },
  { name: 'tailcall', what: 'Tailcall, batched through whole lists that the upstream answers by GET for it alone', works: PLAIN, start: startTailcall },
  { name: 'hive', what: 'Hive Gateway over a REST source, with JIT and batches', works: [...MAIN.filter((name) => name !== 'issue'), ...PLAIN], start: plain('hive') },
];

const ALL_BUT_PLAIN = [...MAIN, 'mobile'];

/** This server with one protection off: what does it cost? The first has all of them on, and shows what comes of standing beside another alone. */
export const WITHOUT: readonly Contender[] = [
  { name: 'we-again', what: 'everything on, a second time', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startProduct() },
  { name: 'we-no-auth', what: 'without keys: callers are neither asked for theirs nor told apart', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startProduct({ AUTH: 'none' }) },
  { name: 'we-no-metrics', what: 'without metrics', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startProduct({ METRICS_PORT: '' }) },
  { name: 'we-no-logs', what: 'without logs', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startProduct({ LOG_LEVEL: 'silent' }) },
  { name: 'we-bare', what: 'without all of these, and without coalescing', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startProduct({ AUTH: 'none', METRICS_PORT: '', LOG_LEVEL: 'silent', COALESCE: 'off' }) },
  { name: 'we-unbundled', what: 'everything on, from the files that the bundle is made of: what the next three are set beside', works: ALL_BUT_PLAIN, beside: REFERENCE, start: startWithout('nothing') },
  { name: 'we-no-limits', what: 'without limits of rate, cost and JSON', works: ALL_BUT_PLAIN, beside: 'we-unbundled', start: startWithout('limits') },
  { name: 'we-no-scopes', what: 'without scopes', works: ALL_BUT_PLAIN, beside: 'we-unbundled', start: startWithout('scopes') },
  { name: 'we-no-ledger', what: 'without a ledger', works: ['issue'], beside: 'we-unbundled', start: startWithout('ledger') },
];

/** Whom the figures of each are set against. */
export const AGAINST: Against = { floor: FLOOR, beside: new Map(WITHOUT.flatMap(({ name, beside }) => (beside === undefined ? [] : [[name, beside] as const]))) };
