import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { JWTPayload } from 'jose';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { printKeysFile } from '../../src/config/keys-file.ts';
import type { Authenticate } from '../../src/server/auth/authenticate.ts';
import type { TokenSettings } from '../../src/server/auth/check-token.ts';
import { openAuthentication } from '../../src/server/auth/open-authentication.ts';
import type { KeySetPlace } from '../../src/server/auth/read-key-set.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import type { Issuer, IssuerKey } from '../kit/issuer.ts';
import { issuerKey, startIssuer, tokenOf } from '../kit/issuer.ts';
import type { MoreTenant, Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { whoAmI, whoAmISchema } from '../kit/who-am-i.ts';

const START = Date.parse('2026-11-20T07:00:00Z');
const AT = START / 1_000;
const SETTINGS: TokenSettings = {
  issuer: 'https://login.example.md/', audience: ['billing', 'billing-test'], algorithms: ['RS256', 'ES256', 'EdDSA'], clockSkewSeconds: 30, claims: { tenant: 'tenant', scope: 'scope', role: 'role', customerId: 'customer_id' },
};
const CLAIMS: JWTPayload = { iss: 'https://login.example.md/', aud: 'billing', sub: 'ana', exp: AT + 300, tenant: 'test', scope: 'invoices:read openid' };
const WITHOUT = (name: string): JWTPayload => Object.fromEntries(Object.entries(CLAIMS).filter(([claim]) => claim !== name));

let key: IssuerKey;
let other: IssuerKey;
let rsa: IssuerKey;
beforeAll(async () => {
  [key, other, rsa] = await Promise.all([issuerKey('k1'), issuerKey('k2'), issuerKey('r1', 'RS256')]);
});

let issuer: Issuer;
let stack: Stack;
let nowMs: number;
const logs: string[] = [];
beforeEach(async () => {
  nowMs = START;
  logs.length = 0;
  issuer = await startIssuer([key.jwk]);
});
afterEach(async () => {
  await stack.close();
  await issuer.close();
});

const start = async (settings: Partial<TokenSettings> = {}, place?: KeySetPlace, tenants: readonly MoreTenant[] = [], keysFile?: string): Promise<void> => {
  const open = async (served: readonly Tenant[]): Promise<Authenticate> => {
    const jwt = { ...SETTINGS, ...settings, keySet: place ?? { kind: 'url' as const, url: issuer.url } };
    const opened = await openAuthentication({ settings: { kind: 'callers', keysFile, jwt }, tenants: served, logger: createLogger('debug', { stream: { write: (line) => void logs.push(line) } }), nowMs: () => nowMs });
    if (typeof opened === 'string') throw new Error(opened);
    return opened.authenticate;
  };
  stack = await startStack({
    schema: whoAmISchema,
    sandbox: { invoices: 10 },
    tenants,
    auth: (served) => {
      const authenticate = open(served);
      return async (headers) => (await authenticate)(headers);
    },
  });
};
const ask = (token: string): ReturnType<typeof whoAmI> => whoAmI(stack.url, bearer(token));
/** Who the token makes the caller, or the code of the refusal. */
const of = async (claims: JWTPayload): Promise<unknown> => {
  const { me, codes } = await ask(await tokenOf(key, claims));
  return me === null ? codes[0] : { name: me.name, scopes: me.scopes, payerOf: me.payerOf };
};
/** Why tokens were refused, as the operator sees it. */
const reasons = (): unknown[] => logs.map((line) => JSON.parse(line) as { msg: string; reason?: string }).filter(({ msg }) => msg === 'a token was refused').map(({ reason }) => reason);
const ANA = { name: 'jwt:ana', scopes: ['invoices:read'], payerOf: null };

describe('a right token', () => {
  it('tells who asks; the keys are read once, and a token is checked anew only when they are', async () => {
    await start();
    const token = await tokenOf(key, CLAIMS);
    for (let i = 0; i < 4; i += 1) expect(await ask(token)).toEqual({ status: 200, me: { ...ANA, language: 'ro' }, codes: [] });
    expect(issuer.reads()).toBe(1);
  });

  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])('may be signed by %s', async (alg) => {
    const signer = await issuerKey('s', alg);
    issuer.keys = [signer.jwk];
    await start({ algorithms: [alg] });
    expect((await ask(await tokenOf(signer, CLAIMS))).status).toBe(200);
  });

  it('may name its scopes in a list, under other names, for one of several audiences', async () => {
    await start({ claims: { tenant: 'https://x.md/tenant', scope: 'permissions', role: 'roles', customerId: 'https://x.md/customer' } });
    const claims = { ...CLAIMS, tenant: 'nope', scope: 'nope', aud: ['else', 'billing-test'], 'https://x.md/tenant': 'test', permissions: ['audit:read', 'payments:read', 'audit:read', 'admin'] };
    expect(await of(claims)).toEqual({ name: 'jwt:ana', scopes: ['audit:read', 'payments:read'], payerOf: null });
    // A payer holds no more than a payer may.
    expect(await of({ ...claims, roles: ['staff', 'payer'], 'https://x.md/customer': '12' })).toEqual({ name: 'jwt:ana', scopes: ['payments:read'], payerOf: 12 });
  });

  it('need not name the tenant where there is only one', async () => {
    await start();
    expect(await of(WITHOUT('tenant'))).toEqual(ANA);
  });

  it('must name the tenant where there are several', async () => {
    await start({}, undefined, [{ name: 'beta', sandbox: { invoices: 10 } }]);
    expect(await of(WITHOUT('tenant'))).toBe('UNAUTHENTICATED');
    expect(await of({ ...CLAIMS, tenant: 'gamma' })).toBe('UNAUTHENTICATED');
    expect(await of({ ...CLAIMS, tenant: ['test'] })).toBe('UNAUTHENTICATED');
    expect(await of({ ...CLAIMS, tenant: 'beta' })).toEqual(ANA);
  });

  it('makes a payer of whoever has a customer', async () => {
    await start();
    const payer = { ...ANA, payerOf: 7 };
    expect(await of({ ...CLAIMS, role: 'payer', customer_id: 7 })).toEqual(payer);
    expect(await of({ ...CLAIMS, role: 'payer', customer_id: '7' })).toEqual(payer);
    expect(await of({ ...CLAIMS, customer_id: 7 })).toEqual(payer);
    expect(await of({ ...CLAIMS, role: 'staff', customer_id: 7 })).toEqual(payer);
    expect(await of({ ...CLAIMS, role: 'staff' })).toEqual(ANA);
    for (const customer_id of [undefined, null, 0, -1, 1.5, '', '07', 'x', [7], 2 ** 60, '99999999999999999']) {
      expect(await of({ ...CLAIMS, role: 'payer', ...(customer_id === undefined ? {} : { customer_id }) }), String(customer_id)).toBe('UNAUTHENTICATED');
    }
  });
});

describe('a wrong token', () => {
  const cases: readonly (readonly [string, () => Promise<string>, string])[] = [
    ['signed by a stranger under a known name', () => tokenOf({ ...other, kid: 'k1' }, CLAIMS), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['with changed claims', async () => {
      const [header = '', , signature = ''] = (await tokenOf(key, CLAIMS)).split('.');
      return [header, Buffer.from(JSON.stringify({ ...CLAIMS, scope: 'audit:read' })).toString('base64url'), signature].join('.');
    }, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['without its signature', async () => `${(await tokenOf(key, CLAIMS)).split('.').slice(0, 2).join('.')}.`, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['with alg none', () => Promise.resolve(`${[{ alg: 'none', kid: 'k1' }, CLAIMS].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['with alg None', () => Promise.resolve(`${[{ alg: 'None', kid: 'k1' }, CLAIMS].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['with the public key as the secret of HS256', async () => {
      const text = [{ alg: 'HS256', kid: 'k1' }, CLAIMS].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${text}.${createHmac('sha256', await exportSPKI(key.publicKey)).update(text).digest('base64url')}`;
    }, 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['with an algorithm that is not on the list', async () => tokenOf(await issuerKey('k1', 'ES384'), CLAIMS), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['with an algorithm of another key', () => tokenOf({ ...rsa, kid: 'k1' }, CLAIMS), 'ERR_JWKS_NO_MATCHING_KEY'],
    ['that brings its own key', () => tokenOf({ ...other, kid: 'k9' }, CLAIMS, { jwk: other.jwk, jku: issuer.url }), 'ERR_JWKS_NO_MATCHING_KEY'],
    ['with a critical header that is not known', () => new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256', kid: 'k1', crit: ['x'], x: 1 }).sign(key.privateKey, { crit: { x: true } }), 'ERR_JOSE_NOT_SUPPORTED'],
    ['that has expired', () => tokenOf(key, { ...CLAIMS, exp: AT - 30 }), 'ERR_JWT_EXPIRED'],
    ['that never expires', () => tokenOf(key, WITHOUT('exp')), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['whose end is no number', () => tokenOf(key, { ...CLAIMS, exp: '2099' as unknown as number }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['that is not valid yet', () => tokenOf(key, { ...CLAIMS, nbf: AT + 31 }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['of another issuer', () => tokenOf(key, { ...CLAIMS, iss: 'https://login.example.md' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['of no issuer', () => tokenOf(key, WITHOUT('iss')), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for another audience', () => tokenOf(key, { ...CLAIMS, aud: 'shop' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for no audience', () => tokenOf(key, WITHOUT('aud')), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['about nobody', () => tokenOf(key, WITHOUT('sub')), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['about an empty name', () => tokenOf(key, { ...CLAIMS, sub: '' }), 'claims'],
    ['about an endless name', () => tokenOf(key, { ...CLAIMS, sub: 'x'.repeat(201) }), 'claims'],
    ['of a tenant that is not here', () => tokenOf(key, { ...CLAIMS, tenant: 'elsewhere' }), 'claims'],
    ['whose scopes are no words', () => tokenOf(key, { ...CLAIMS, scope: { read: true } }), 'claims'],
    ['whose roles are no words', () => tokenOf(key, { ...CLAIMS, role: [1] }), 'claims'],
    ['of a payer without a customer', () => tokenOf(key, { ...CLAIMS, role: 'payer' }), 'claims'],
    ['that is no token', () => Promise.resolve('garbage'), 'ERR_JWS_INVALID'],
    ['of three dots', () => Promise.resolve('..'), 'ERR_JWS_INVALID'],
    ['that is an API key', () => Promise.resolve(madeKey().text), ''],
  ];

  it.each(cases)('%s is refused like any other, and nothing is sent', async (_what, make, reason) => {
    await start();
    const response = await stack.post('{"query":"{ whoAmI }"}', { ...bearer(await make()), 'x-request-id': 'the-same-id' });
    expect({ status: response.status, challenge: response.headers.get('www-authenticate'), body: await response.text() }).toEqual({
      status: 401,
      challenge: 'Bearer realm="econt-graphql", error="invalid_token"',
      body: '{"errors":[{"message":"This needs a valid key or token: `Authorization: Bearer …`.","extensions":{"code":"UNAUTHENTICATED","requestId":"the-same-id"}}]}',
    });
    expect(reasons()).toEqual(reason === '' ? [] : [reason]);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('by a key that is too short is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    issuer.keys = [{ ...(await exportJWK(publicKey)), kid: 'short', n: 'w5'.repeat(43) }];
    await start();
    expect((await ask(await tokenOf({ ...rsa, kid: 'short', privateKey, publicKey }, CLAIMS))).status).toBe(401);
  });

  it('leaves no token in the log', async () => {
    await start();
    const [right, wrong] = [await tokenOf(key, CLAIMS), await tokenOf(other, CLAIMS)];
    await ask(right);
    await ask(wrong);
    for (const token of [right, wrong]) for (const part of token.split('.')) expect([...logs, ...stack.logs].join('')).not.toContain(part);
  });
});

describe('the clocks', () => {
  it('may be apart by the skew and no more', async () => {
    await start();
    const token = await tokenOf(key, { ...CLAIMS, nbf: AT + 30, exp: AT + 60 });
    for (let i = 0; i < 2; i += 1) expect((await ask(token)).status).toBe(200);
    nowMs = (AT + 90) * 1_000 - 1;
    expect((await ask(token)).status).toBe(200);
    nowMs += 1;
    expect((await ask(token)).status).toBe(401);
    nowMs = (AT - 1) * 1_000;
    expect((await ask(await tokenOf(key, { ...CLAIMS, nbf: AT + 30 }))).status).toBe(401);
  });
});

describe('the keys of the issuer', () => {
  it('are read again for a key that is not known, once in a while, however often it is named', async () => {
    await start();
    expect((await ask(await tokenOf(key, CLAIMS))).status).toBe(200);
    const strange = await tokenOf(other, CLAIMS);
    expect((await ask(strange)).status).toBe(401);
    expect(issuer.reads()).toBe(1);
    nowMs += 30_000;
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(strange)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(issuer.reads()).toBe(2);
    nowMs += 29_999;
    await ask(strange);
    expect(issuer.reads()).toBe(2);
  });

  it('may be replaced: the new one works at once, the old one until the keys are read anew', async () => {
    await start();
    const [old, fresh] = [await tokenOf(key, { ...CLAIMS, exp: AT + 7_200 }), await tokenOf(other, { ...CLAIMS, exp: AT + 7_200 })];
    for (let i = 0; i < 3; i += 1) expect((await ask(old)).status).toBe(200);
    issuer.keys = [other.jwk];
    nowMs += 60_000;
    expect((await ask(old)).status).toBe(200);
    expect((await ask(fresh)).status).toBe(200);
    expect(issuer.reads()).toBe(2);
    expect((await ask(old)).status).toBe(401);
    expect((await ask(fresh)).status).toBe(200);
  });

  it('that are withdrawn die with the age of the keys, also for a token that was proven', async () => {
    await start();
    const token = await tokenOf(key, { ...CLAIMS, exp: AT + 7_200 });
    for (let i = 0; i < 3; i += 1) expect((await ask(token)).status).toBe(200);
    issuer.keys = [other.jwk];
    nowMs += 600_000 - 1;
    expect((await ask(token)).status).toBe(200);
    nowMs += 1;
    expect((await ask(token)).status).toBe(401);
    expect(issuer.reads()).toBe(2);
  });

  it('that cannot be read make it a 503, without asking again and again', async () => {
    issuer.answer = { status: 500, body: 'a secret of the issuer' };
    await start();
    const token = await tokenOf(key, CLAIMS);
    const response = await stack.post('{"query":"{ whoAmI }"}', bearer(token));
    expect([response.status, response.headers.get('retry-after'), response.headers.get('www-authenticate')]).toEqual([503, '5', null]);
    expect(await response.json()).toEqual({ errors: [{ message: 'Tokens cannot be checked now. Try again shortly.', extensions: { code: 'AUTH_UNAVAILABLE', requestId: response.headers.get('x-request-id') } }] });
    expect((await ask(token)).status).toBe(503);
    expect(issuer.reads()).toBe(1);
    expect(stack.sandbox.calls.count()).toBe(0);
    expect(logs.join('')).toContain('the keys of the issuer of tokens cannot be read');
    issuer.answer = null;
    nowMs += 5_000;
    expect((await ask(token)).status).toBe(200);
  });

  it('go on for an hour while newer ones cannot be read', async () => {
    await start();
    const token = await tokenOf(key, { ...CLAIMS, exp: AT + 86_400 });
    expect((await ask(token)).status).toBe(200);
    await issuer.close();
    nowMs = START + 3_600_000 - 1;
    expect((await ask(token)).status).toBe(200);
    nowMs = START + 3_600_000;
    expect((await ask(token)).status).toBe(503);
  });

  it.each([
    ['no JSON', { status: 200, body: '<html>' }],
    ['no key set', { status: 200, body: '{"keys":"none"}' }],
    ['a redirect', { status: 302, body: '', headers: { location: '/jwks.json?again' } }],
    ['endless', { status: 200, body: `{"keys":[]}${' '.repeat(262_144)}` }],
  ])('that are %s are as if they could not be read', async (_what, answer) => {
    issuer.answer = answer;
    await start();
    expect(await of(CLAIMS)).toBe('AUTH_UNAVAILABLE');
    expect(issuer.reads()).toBe(1);
  });
});

describe('beside each other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'econt-jwt-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keys and tokens both work, and the key set may be a file', async () => {
    const shop = madeKey();
    writeFileSync(join(folder, 'keys.json'), printKeysFile([shop.record]), { mode: 0o600 });
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [key.jwk] }));
    await start({}, { kind: 'file', path: join(folder, 'jwks.json') }, [], join(folder, 'keys.json'));
    expect((await ask(shop.text)).me?.name).toBe('key:shop');
    expect((await ask(await tokenOf(key, CLAIMS))).me?.name).toBe('jwt:ana');
    expect((await whoAmI(stack.url, { 'x-api-key': await tokenOf(key, CLAIMS) })).status).toBe(401);
    expect((await ask(await tokenOf(other, CLAIMS))).status).toBe(401);
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [key.jwk, other.jwk] }));
    nowMs += 30_000;
    expect((await ask(await tokenOf(other, CLAIMS))).status).toBe(200);
    expect(issuer.reads()).toBe(0);
  });
});
