import { z } from 'zod';

import { LANGUAGES } from '../domain/language.ts';
import { isLoopback } from '../domain/loopback.ts';
import { ACCOUNT_LIMITS } from './accounts.ts';
import { LIMITS } from './limits.ts';

/** Where a secret is; it never stands in the file itself. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** Signatures by a private key that only the issuer has. Those with a shared secret, and none, are never taken. */
export const JWT_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];
/** What issuers use in practice. */
const USUAL_ALGORITHMS: readonly JwtAlgorithm[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object without unknown members: a misspelt one would be taken for an absent one. */
const members = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? `is not known here; there are ${Object.keys(shape).join(', ')}.` : `must have members: ${Object.keys(shape).join(', ')}.`) });

const text = (what: string, isRight: (value: string) => boolean = (value) => value !== '') => z.string(what).refine(isRight, what);

const number = (from: number, to: number) => {
  const what = `must be a whole number from ${from} to ${to}.`;
  return z.int(what).min(from, what).max(to, what);
};

const REFERENCE = 'must say where the key is, `{ env: NAME }` or `{ file: path }`: the key itself must not stand in this file.';
const reference = z.unknown().transform((value, context): SecretReference => {
  if (isObject(value) && Object.keys(value).length === 1) {
    const { env, file } = value;
    if (typeof env === 'string' && /^[A-Za-z_]\w*$/.test(env)) return { env };
    if (typeof file === 'string' && file !== '') return { file };
  }
  context.addIssue({ code: 'custom', message: REFERENCE });
  return z.NEVER;
});

const isHttp = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
const origin = text('must be an http or https address without a path, such as https://billing.example.md.', (value) => isHttp(value) && new URL(value).pathname === '/').transform((value) => new URL(value).origin);

/** Whoever can change the keys on their way can make tokens: only this machine is trusted without TLS. */
const isKeySetAddress = (value: string): boolean => isHttp(value) && (value.startsWith('https:') || isLoopback(new URL(value).hostname));

const NAME = 'must be a name of letters, digits, `-` and `_`, at most 63 characters.';
const name = text(NAME, (value) => /^[A-Za-z\d][\w-]{0,62}$/.test(value));
const AUDIENCE = 'must be the name that tokens for this API carry in `aud`, or a list of such names.';
const ALGORITHMS = `must be a list of ${JWT_ALGORITHMS.join(', ')}.`;
const CLAIM = 'must be the name of a claim.';

const tenant = members({
  name,
  client: reference,
  token: reference,
  apiUrl: text('must be an http or https address, such as https://api.diginet.md.', isHttp).optional(),
  language: z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(', ')}.`).optional(),
  publicUrl: origin.optional(),
  ledger: name.optional(),
  limits: members(Object.fromEntries(Object.entries(ACCOUNT_LIMITS).map(([limit, { from, to }]) => [limit, number(from, to).optional()])) as Record<keyof typeof ACCOUNT_LIMITS, z.ZodOptional<z.ZodInt>>).optional(),
});

const jwt = members({
  issuer: text('must be the `iss` of the tokens, such as https://login.example.md/.'),
  audience: z.union([text(AUDIENCE), z.array(text(AUDIENCE), AUDIENCE).min(1, AUDIENCE)], AUDIENCE),
  jwksUrl: text('must be the https address of the issuer’s key set (JWKS); http only on this machine.', isKeySetAddress).optional(),
  jwksFile: text('must be the path of a key set (JWKS).').optional(),
  algorithms: z.array(z.enum(JWT_ALGORITHMS, ALGORITHMS), ALGORITHMS).min(1, ALGORITHMS).default([...USUAL_ALGORITHMS]),
  clockSkewSeconds: number(0, 300).default(LIMITS.clockSkewSeconds),
  claims: members({ tenant: text(CLAIM).default('tenant'), scope: text(CLAIM).default('scope'), role: text(CLAIM).default('role'), customerId: text(CLAIM).default('customer_id') }).prefault({}),
});

/** The file that `ECONT_CONFIG` names. */
export const configSchema = members({
  tenants: z.array(tenant, 'must be a list of tenants.').min(1, 'must name at least one tenant.').optional(),
  auth: members({ keysFile: text('must be the path of the file of keys.').optional(), jwt: jwt.optional() }).optional(),
});

export type ConfigFileData = z.infer<typeof configSchema>;
export type TenantData = NonNullable<ConfigFileData['tenants']>[number];
export type JwtData = z.infer<typeof jwt>;
