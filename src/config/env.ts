import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { Language } from '../domain/language.ts';
import type { AccountConfig } from './accounts.ts';
import { DEFAULT_API_URL, ONLY_TENANT } from './accounts.ts';
import type { AuthConfig } from './auth-config.ts';
import { AUTH_CHOICES, chooseAuth, DEFAULT_KEYS_FILE } from './auth-config.ts';
import type { ConfigFile, ConfigFileResult } from './config-file.ts';
import { readConfigFile } from './config-file.ts';
import type { HttpConfig } from './http-config.ts';
import { readOrigins, TRUSTED_DOCUMENT_MODES } from './http-config.ts';
import { LIMITS } from './limits.ts';

const LANGUAGES = ['ro', 'ru', 'en'] as const;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const port = z.string().regex(/^\d{1,5}$/).transform(Number).refine((value) => value <= 65_535);
const key = z.string().regex(/^[0-9a-f]{32}$/);
const origin = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const origins = z.string().transform((text, context) => {
  const read = readOrigins(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'not a list of origins' });
  return z.NEVER;
});
const jsonObject = z.string().transform((text, context) => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same answer: it is no JSON object.
  }
  context.addIssue({ code: 'custom', message: 'not a JSON object' });
  return z.NEVER;
});

/** What each variable must be, as the end of the sentence "NAME must be …". */
const RIGHT = {
  PORT: 'a port number from 0 to 65535',
  HOST: 'a host name or address',
  AUTH: 'none, keys, jwt, or keys,jwt',
  AUTH_KEYS_FILE: 'the path of the file of keys, such as ./data/keys.json',
  ECONT_CONFIG: 'the path of a YAML or JSON file',
  ECONT_API_URL: 'an http or https address, such as https://api.diginet.md',
  ECONT_CLIENT: '32 lower-case hexadecimal digits',
  ECONT_TOKEN: '32 lower-case hexadecimal digits',
  ECONT_LANGUAGE: 'one of ro, ru, en',
  SANDBOX_PORT: 'a port number from 0 to 65535',
  LOG_LEVEL: `one of ${LEVELS.join(', ')}`,
  ECONT_ENDPOINTS: 'the path of a YAML or JSON file',
  ECONT_ITEMS_POSITION: 'top or order',
  ECONT_ORDER_ADDITIONS: 'on or off',
  ID_SECRET: `a text of at least ${LIMITS.linkSecretLength} characters`,
  STALE_MAX_AGE: 'a number of seconds from 0 to 86400',
  COALESCE: '"on" or "off"',
  CACHE_TTL_MS: 'a number of milliseconds from 0 to 600000',
  LINK_SECRET: `a text of at least ${LIMITS.linkSecretLength} characters`,
  LINK_TTL_SECONDS: 'a number of seconds from 1 to 86400',
  PUBLIC_URL: 'an http or https address without a path, such as https://billing.example.md',
  LEDGER_PATH: 'the path of a file, such as ./data/ledger.db',
  DATABASE_URL: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/billing',
  ORDER_ID_START: 'a number from 1 to 2000000000',
  LEDGER_RETENTION_DAYS: 'a number of days from 1 to 36500',
  LEDGER_RESEND_AFTER_SECONDS: 'a number of seconds from 0 to 86400',
  INTROSPECTION: 'on or off',
  GRAPHIQL: 'on or off',
  SUGGESTIONS: 'on or off',
  PLAIN_GET: 'on or off',
  CORS_ORIGINS: 'a list of exact origins, such as https://app.example.md,https://shop.example.md',
  HTTP_DRAFT: 'on or off',
  TRUSTED_DOCUMENTS: `one of ${TRUSTED_DOCUMENT_MODES.join(', ')}`,
  TRUSTED_DOCUMENTS_PATH: 'the path of a file, or of a folder',
  TRUSTED_DOCUMENTS_USAGE: 'the path of a file, such as ./data/documents-usage.json',
  METRICS_PORT: 'a port number from 0 to 65535',
  METRICS_HOST: 'a host name or address',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'an http or https address, such as http://127.0.0.1:4318',
  SHUTDOWN_GRACE: 'a number of seconds from 1 to 600',
  SANDBOX_INVOICES: 'a number from 10 to 1000000',
  SANDBOX_SWITCHES: 'a JSON object',
} as const;

const whole = (from: number, to: number) => z.string().regex(/^\d{1,10}$/).transform(Number).refine((value) => value >= from && value <= to);

const schema = z.object({
  PORT: port.default(4000),
  HOST: z.string().regex(/^[\w.:-]+$/).default('127.0.0.1'),
  AUTH: z.preprocess((text) => (text === 'jwt,keys' ? 'keys,jwt' : text), z.enum(AUTH_CHOICES)).optional(),
  AUTH_KEYS_FILE: z.string().optional(),
  ECONT_CONFIG: z.string().optional(),
  ECONT_API_URL: origin.optional(),
  ECONT_CLIENT: key.optional(),
  ECONT_TOKEN: key.optional(),
  ECONT_LANGUAGE: z.enum(LANGUAGES).default('ro'),
  SANDBOX_PORT: port.default(4010),
  LOG_LEVEL: z.enum(LEVELS).default('info'),
  ECONT_ENDPOINTS: z.string().optional(),
  ECONT_ITEMS_POSITION: z.enum(['top', 'order']).default('top'),
  ECONT_ORDER_ADDITIONS: z.enum(['on', 'off']).default('on'),
  ID_SECRET: z.string().min(LIMITS.linkSecretLength).optional(),
  STALE_MAX_AGE: whole(0, 86_400).default(0),
  COALESCE: onOff.default(true),
  CACHE_TTL_MS: whole(0, 600_000).default(0),
  LINK_SECRET: z.string().min(LIMITS.linkSecretLength).optional(),
  LINK_TTL_SECONDS: whole(1, 86_400).default(300),
  PUBLIC_URL: origin.refine((text) => new URL(text).pathname === '/').transform((text) => new URL(text).origin).optional(),
  LEDGER_PATH: z.string().default('./data/ledger.db'),
  DATABASE_URL: z.string().refine((text) => URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol)).optional(),
  ORDER_ID_START: whole(1, 2_000_000_000).optional(),
  LEDGER_RETENTION_DAYS: whole(1, 36_500).default(LIMITS.ledgerRetentionDays),
  LEDGER_RESEND_AFTER_SECONDS: whole(0, 86_400).default(LIMITS.resendAfterSeconds),
  INTROSPECTION: onOff.optional(),
  GRAPHIQL: onOff.optional(),
  SUGGESTIONS: onOff.optional(),
  PLAIN_GET: onOff.optional(),
  CORS_ORIGINS: origins.default([]),
  HTTP_DRAFT: onOff.default(false),
  TRUSTED_DOCUMENTS: z.enum(TRUSTED_DOCUMENT_MODES).default('off'),
  TRUSTED_DOCUMENTS_PATH: z.string().optional(),
  TRUSTED_DOCUMENTS_USAGE: z.string().default('./data/documents-usage.json'),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().regex(/^[\w.:-]+$/).default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: origin.optional(),
  SHUTDOWN_GRACE: whole(1, 600).default(LIMITS.shutdownGraceMs / 1_000),
  SANDBOX_INVOICES: whole(10, 1_000_000).optional(),
  SANDBOX_SWITCHES: jsonObject.optional(),
});

/** Where the upstream is: real accounts, one a tenant, or the sandbox that this process starts. */
export type UpstreamConfig =
  | { readonly kind: 'accounts'; readonly accounts: readonly AccountConfig[] }
  | { readonly kind: 'sandbox'; readonly port: number; readonly invoices: number | undefined; readonly switches: Readonly<Record<string, unknown>> | undefined };

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the ledger is kept: a file of this machine, or a database that several instances share. */
export type StoreConfig = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly language: (typeof LANGUAGES)[number];
  readonly logLevel: (typeof LEVELS)[number];
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
  /** Seals ids and cursors; `undefined`: the client id of each account does. */
  readonly idSecret: string | undefined;
  readonly links: { readonly secret: string; readonly ttlSeconds: number; readonly publicUrl: string | undefined };
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string };

const upstreamOf = (env: z.infer<typeof schema>, { accounts }: ConfigFile): UpstreamConfig | string => {
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

type Variables = { readonly ok: true; readonly env: z.infer<typeof schema> } | { readonly ok: false; readonly problem: string };

const readVariables = (source: Environment): Variables => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] as keyof typeof RIGHT;
    return { ok: false, problem: `${name} must be ${RIGHT[name]}.` };
  }
  return { ok: true, env: parsed.data };
};

const storeOf = ({ DATABASE_URL: url, LEDGER_PATH: path }: z.infer<typeof schema>): StoreConfig => (url === undefined ? { kind: 'sqlite', path } : { kind: 'postgres', url });

const documentsOf = (env: z.infer<typeof schema>): HttpConfig['documents'] => ({ mode: env.TRUSTED_DOCUMENTS, path: env.TRUSTED_DOCUMENTS_PATH, usagePath: env.TRUSTED_DOCUMENTS_USAGE });

/** With an account all that only helps to look around is off until it is turned on. */
const httpOf = (env: z.infer<typeof schema>, isSandbox: boolean): HttpConfig => ({
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
