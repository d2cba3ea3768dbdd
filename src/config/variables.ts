import { z } from 'zod';

import { LANGUAGES } from '../domain/language.ts';
import { AUTH_CHOICES } from './auth-config.ts';
import { readOrigins, TRUSTED_DOCUMENT_MODES } from './http-config.ts';
import { LIMITS } from './limits.ts';

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
  WORKERS: `auto, or a number of processes from 1 to ${LIMITS.workers}`,
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
  WORKERS: z.union([z.literal('auto'), whole(1, LIMITS.workers)]).default(1),
  SANDBOX_INVOICES: whole(10, 1_000_000).optional(),
  SANDBOX_SWITCHES: jsonObject.optional(),
});

/** The environment variables of the server, parsed. */
export type Variables = z.infer<typeof schema>;
export type Level = Variables['LOG_LEVEL'];
export type Environment = Readonly<Record<string, string | undefined>>;

export type VariablesResult = { readonly ok: true; readonly env: Variables } | { readonly ok: false; readonly problem: string };

/** Reads the variables, each by itself; what is empty is the same as what is not there. */
export const readVariables = (source: Environment): VariablesResult => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] as keyof typeof RIGHT;
    return { ok: false, problem: `${name} must be ${RIGHT[name]}.` };
  }
  return { ok: true, env: parsed.data };
};
