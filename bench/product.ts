import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Running, Surroundings } from './contender.ts';
import { CORES, serve } from './processes.ts';
import { ACCOUNT, LINK_SECRET } from './shared/account.ts';
import { FIRST } from './shared/dataset.ts';
import { UPSTREAM_SOCKETS } from './shared/econt.ts';
import type { Replacement } from './without/replacements.ts';

/** So many that the load is not turned away: what is measured is the counting. */
const LIMITS = { requestsPerMinute: 1_000_000, costPerMinute: 1_000_000_000, upstreamConcurrentCalls: UPSTREAM_SOCKETS };

let started = 0;

/** The built product as it is run in production, ready to be started. */
export interface PreparedProduct {
  readonly env: NodeJS.ProcessEnv;
  readonly command: readonly string[];
  /** What the load sends with each request: its key. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where a server that starts says that it is. */
export const PRODUCT_URL = /Graph\w+\s+(http\S+)/;

/** Writes the configuration and makes a key for the load. `changes`: variables that are set otherwise. */
export const prepareProduct = ({ apiUrl, folder, root }: Surroundings, changes: Readonly<Record<string, string>> = {}): PreparedProduct => {
  started += 1;
  const place = join(folder, `product-${started}`);
  mkdirSync(place, { recursive: true });
  const config = join(place, 'econt.json');
  const tenant = { name: 'bench', client: { env: 'BENCH_CLIENT' }, token: { env: 'BENCH_TOKEN' }, apiUrl, limits: LIMITS };
  writeFileSync(config, JSON.stringify({ tenants: [tenant] }));
  const env = {
    PATH: process.env.PATH,
    BENCH_CLIENT: ACCOUNT.client,
    BENCH_TOKEN: ACCOUNT.token,
    ECONT_CONFIG: config,
    AUTH: 'keys',
    AUTH_KEYS_FILE: join(place, 'keys.json'),
    LEDGER_PATH: join(place, 'ledger.db'),
    LINK_SECRET,
    LINK_TTL_SECONDS: '86400',
    PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'info',
    ...changes,
  };
  const key = execFileSync(process.execPath, [join(root, 'dist/keys.js'), 'make', '--name', 'load', '--scopes', 'all'], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [token = ''] = /eck_\w+_[\w-]+/.exec(key) ?? [];
  return { env, command: [process.execPath, '--enable-source-maps', '--max-semi-space-size=64', join(root, 'dist/bundle/main.js')], headers: changes.AUTH === 'none' ? {} : { authorization: `Bearer ${token}` } };
};

/** Starts the built product as it is run in production, with a key for the load. */
export const startProduct = (changes: Readonly<Record<string, string>> = {}) => async (surroundings: Surroundings): Promise<Running> => {
  const { env, command, headers } = prepareProduct(surroundings, changes);
  return { ...(await serve(CORES.contender, command, PRODUCT_URL, env)), headers };
};

/** Starts the same before it is bundled, with one protection taken out: what is built in has no switch. */
export const startWithout = (what: Replacement) => async (surroundings: Surroundings): Promise<Running> => {
  const { env, command, headers } = prepareProduct(surroundings);
  const options = command.slice(0, -1);
  const register = `${pathToFileURL(join(surroundings.root, '.cache/tools/bench/without/register.js')).href}?${what}`;
  return { ...(await serve(CORES.contender, [...options, `--import=${register}`, join(surroundings.root, 'dist/main.js')], PRODUCT_URL, env)), headers };
};

/** The signed address of the PDF of an invoice. */
export const productPdfUrl = async ({ url, headers }: Running): Promise<string> => {
  const body = JSON.stringify({ query: `{ invoice(number: "CH-${FIRST.invoice}") { pdf { url } } }` });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const { data } = (await response.json()) as { readonly data: { readonly invoice: { readonly pdf: { readonly url: string } } } };
  return data.invoice.pdf.url;
};
