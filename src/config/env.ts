import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';

import type { Language } from '../domain/language.ts';
import type { AccountConfig } from './accounts.ts';
import { DEFAULT_API_URL, ONLY_TENANT } from './accounts.ts';
import type { AuthConfig } from './auth-config.ts';
import { chooseAuth, DEFAULT_KEYS_FILE } from './auth-config.ts';
import type { ConfigFile, ConfigFileResult } from './config-file.ts';
import { readConfigFile } from './config-file.ts';
import type { HttpConfig } from './http-config.ts';
import { LIMITS } from './limits.ts';
import type { Environment, Level, Variables } from './variables.ts';
import { readVariables } from './variables.ts';

/** Where the upstream is: real accounts, one a tenant, or the sandbox that this process starts. */
export type UpstreamConfig =
  | { readonly kind: 'accounts'; readonly accounts: readonly AccountConfig[] }
  | { readonly kind: 'sandbox'; readonly port: number; readonly invoices: number | undefined; readonly switches: Readonly<Record<string, unknown>> | undefined };

/** Where the ledger is kept: a file of this machine, or a database that several instances share. */
export type StoreConfig = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly language: Language;
  readonly logLevel: Level;
  readonly upstream: UpstreamConfig;
  readonly auth: AuthConfig;
  readonly endpointsFile: string | undefined;
  readonly itemsPosition: 'top' | 'order';
  readonly orderAdditions: boolean;
  /** Up to this age a kept reply answers a query while the upstream is down; 0: never. */
  readonly staleMaxAgeSeconds: number;
  /** Requests may share what they read. */
  readonly coalesce: boolean;
  /** So long are objects kept that were read by their ids; 0: not at all. */
  readonly cacheTtlMs: number;
  readonly store: StoreConfig;
  readonly ledger: { readonly orderIdStart: number | undefined; readonly retentionDays: number; readonly resendAfterSeconds: number };
  /** What is open to callers, and to the pages of which origins. */
  readonly http: HttpConfig;
  /** Where the metrics are served; `undefined`: nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | undefined;
  /** The collector of traces; `undefined`: there are none. */
  readonly tracesTo: string | undefined;
  readonly shutdownGraceMs: number;
  /** Processes that serve behind the one port. */
  readonly workers: number;
  /** Seals ids and cursors; `undefined`: the client id of each account does. */
  readonly idSecret: string | undefined;
  readonly links: { readonly secret: string; readonly ttlSeconds: number; readonly publicUrl: string | undefined };
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string };

const upstreamOf = (env: Variables, { accounts }: ConfigFile): UpstreamConfig | string => {
  // Then the two variables are at most what the file refers to.
  if (accounts !== undefined) {
    if (env.ECONT_API_URL !== undefined) return 'ECONT_API_URL must not be set, since ECONT_CONFIG names the tenants: each has its own `apiUrl`.';
    return { kind: 'accounts', accounts };
  }
  const { ECONT_CLIENT: client, ECONT_TOKEN: token, ECONT_API_URL: apiUrl } = env;
  if (client !== undefined && token !== undefined) {
    return { kind: 'accounts', accounts: [{ name: ONLY_TENANT, apiUrl: apiUrl ?? DEFAULT_API_URL, client, token, language: env.ECONT_LANGUAGE, publicUrl: undefined, ledger: undefined, limits: {} }] };
  }
  if (client !== undefined) return 'ECONT_TOKEN must be set too, since ECONT_CLIENT is: an account needs both keys.';
  if (token !== undefined) return 'ECONT_CLIENT must be set too, since ECONT_TOKEN is: an account needs both keys.';
  if (apiUrl !== undefined) return 'ECONT_CLIENT and ECONT_TOKEN must be set, since ECONT_API_URL is: without keys only the sandbox can be used.';
  return { kind: 'sandbox', port: env.SANDBOX_PORT, invoices: env.SANDBOX_INVOICES, switches: env.SANDBOX_SWITCHES };
};

const NO_FILE: ConfigFile = { accounts: undefined, keysFile: undefined, jwt: undefined };

const readFileOf = (path: string | undefined, environment: Environment, options: { readonly language: Language; readonly withSecrets?: boolean }): ConfigFileResult =>
  path === undefined ? { ok: true, file: NO_FILE } : readConfigFile({ path, environment, ...options });

/** How many processes serve: of all that a tenant may ask of the upstream at once, each has a part. */
const workersOf = (wanted: number | 'auto', upstream: UpstreamConfig): number | string => {
  const accounts = upstream.kind === 'accounts' ? upstream.accounts : [];
  const most = Math.min(LIMITS.workers, ...accounts.map(({ limits }) => limits.upstreamConcurrentCalls ?? LIMITS.workers));
  if (wanted === 'auto') return Math.min(availableParallelism(), most);
  return wanted <= most ? wanted : `WORKERS must be at most ${most}, since a tenant may have no more calls upstream at once (\`upstreamConcurrentCalls\`), and each process needs one.`;
};

const storeOf = ({ DATABASE_URL: url, LEDGER_PATH: path }: Variables): StoreConfig => (url === undefined ? { kind: 'sqlite', path } : { kind: 'postgres', url });

const documentsOf = (env: Variables): HttpConfig['documents'] => ({ mode: env.TRUSTED_DOCUMENTS, path: env.TRUSTED_DOCUMENTS_PATH, usagePath: env.TRUSTED_DOCUMENTS_USAGE });

/** With an account all that only helps to look around is off until it is turned on. */
const httpOf = (env: Variables, isSandbox: boolean): HttpConfig => ({
  introspection: env.INTROSPECTION ?? isSandbox,
  graphiql: env.GRAPHIQL ?? isSandbox,
  suggestions: env.SUGGESTIONS ?? isSandbox,
  plainGet: env.PLAIN_GET ?? isSandbox,
  draft: env.HTTP_DRAFT,
  corsOrigins: env.CORS_ORIGINS,
  documents: documentsOf(env),
});

/** Reads the configuration; a problem is one sentence that names the variable and what would be right, never its value. */
export const readConfig = (source: Environment): ConfigResult => {
  const variables = readVariables(source);
  if (!variables.ok) return variables;
  const { env } = variables;
  const read = readFileOf(env.ECONT_CONFIG, source, { language: env.ECONT_LANGUAGE });
  if (!read.ok) return read;
  const { file } = read;
  const upstream = upstreamOf(env, file);
  if (typeof upstream === 'string') return { ok: false, problem: upstream };
  const workers = workersOf(env.WORKERS, upstream);
  if (typeof workers === 'string') return { ok: false, problem: workers };
  const auth = chooseAuth({
    choice: env.AUTH,
    host: env.HOST,
    isSandbox: upstream.kind === 'sandbox',
    tenants: upstream.kind === 'accounts' ? upstream.accounts.length : 1,
    keysFile: env.AUTH_KEYS_FILE ?? file.keysFile,
    jwt: file.jwt,
  });
  if (typeof auth === 'string') return { ok: false, problem: auth };
  return {
    ok: true,
    config: {
      port: env.PORT,
      host: env.HOST,
      language: env.ECONT_LANGUAGE,
      logLevel: env.LOG_LEVEL,
      upstream,
      auth,
      endpointsFile: env.ECONT_ENDPOINTS,
      itemsPosition: env.ECONT_ITEMS_POSITION,
      orderAdditions: env.ECONT_ORDER_ADDITIONS === 'on',
      staleMaxAgeSeconds: env.STALE_MAX_AGE,
      coalesce: env.COALESCE,
      cacheTtlMs: env.CACHE_TTL_MS,
      store: storeOf(env),
      ledger: { orderIdStart: env.ORDER_ID_START, retentionDays: env.LEDGER_RETENTION_DAYS, resendAfterSeconds: env.LEDGER_RESEND_AFTER_SECONDS },
      http: httpOf(env, upstream.kind === 'sandbox'),
      metrics: env.METRICS_PORT === undefined ? undefined : { port: env.METRICS_PORT, host: env.METRICS_HOST },
      tracesTo: env.OTEL_EXPORTER_OTLP_ENDPOINT,
      shutdownGraceMs: env.SHUTDOWN_GRACE * 1_000,
      workers,
      idSecret: env.ID_SECRET,
      links: { secret: env.LINK_SECRET ?? randomBytes(32).toString('hex'), ttlSeconds: env.LINK_TTL_SECONDS, publicUrl: env.PUBLIC_URL },
    },
  };
};

/** The configuration of this process. The only reader of `process.env`. */
export const readEnvironment = (): ConfigResult => readConfig(process.env);

/** Where the ledger is: all that somebody who checks it needs, and whose keys of accounts are none of his business. */
export const readStoreEnvironment = (): { readonly ok: true; readonly store: StoreConfig } | { readonly ok: false; readonly problem: string } => {
  const variables = readVariables(process.env);
  return variables.ok ? { ok: true, store: storeOf(variables.env) } : variables;
};

/** Where the trusted documents are: all that somebody who looks at them needs. */
export const readDocumentsEnvironment = (): { readonly ok: true; readonly documents: HttpConfig['documents'] } | { readonly ok: false; readonly problem: string } => {
  const variables = readVariables(process.env);
  return variables.ok ? { ok: true, documents: documentsOf(variables.env) } : variables;
};

/** What the making of keys needs to know of the configuration, whether or not a server could be started with it. */
export interface KeysConfig {
  readonly keysFile: string;
  /** Whom keys may be for. */
  readonly tenants: readonly string[];
}

export const readKeysEnvironment = (): { readonly ok: true; readonly config: KeysConfig } | { readonly ok: false; readonly problem: string } => {
  const { AUTH_KEYS_FILE, ECONT_CONFIG } = process.env;
  const read = readFileOf(ECONT_CONFIG === '' ? undefined : ECONT_CONFIG, process.env, { language: 'ro', withSecrets: false });
  if (!read.ok) return read;
  const { accounts, keysFile } = read.file;
  return { ok: true, config: { keysFile: (AUTH_KEYS_FILE === '' ? undefined : AUTH_KEYS_FILE) ?? keysFile ?? DEFAULT_KEYS_FILE, tenants: accounts?.map(({ name }) => name) ?? [ONLY_TENANT] } };
};
