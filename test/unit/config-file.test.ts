import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readConfigFile } from '../../src/config/config-file.ts';
import { readConfig } from '../../src/config/env.ts';

const folder = mkdtempSync(join(tmpdir(), 'econt-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CLIENT = 'c0ffee'.repeat(5) + 'aa';
const TOKEN = 'decade'.repeat(5) + 'bb';
const OTHER = 'facade'.repeat(5) + 'cc';
const environment = { ACME_CLIENT: CLIENT, ACME_TOKEN: TOKEN, OTHER_TOKEN: OTHER, SHORT: 'abc123' };
const path = join(folder, 'econt.yaml');

const read = (text: string): ReturnType<typeof readConfigFile> => {
  writeFileSync(path, text);
  return readConfigFile({ path, environment, language: 'ru' });
};
/** The faults, without the path of the file. */
const faultsOf = (text: string): readonly string[] => {
  const result = read(text);
  return result.ok ? [] : result.problem.split('\n').map((line) => line.replace(`${path}:`, ''));
};

const TENANT = `  - name: acme
    client: { env: ACME_CLIENT }
    token: { env: ACME_TOKEN }
`;
const JWT = `auth:
  jwt:
    issuer: https://login.example.md/
    audience: billing
`;

describe('the configuration file', () => {
  it('gives tenants their keys, and what they do not name its default', () => {
    writeFileSync(join(folder, 'token'), `${OTHER}\n`);
    const result = read(`
tenants:
${TENANT}
  - name: beta
    client: { env: ACME_CLIENT }
    token: { file: token }
    apiUrl: https://api.example.md
    language: en
    publicUrl: https://billing.example.md/
    ledger: beta
    limits: { requestsPerMinute: 600, upstreamConcurrentCalls: 4 }
auth:
  keysFile: keys/keys.json
`);
    expect(result).toEqual({
      ok: true,
      file: {
        accounts: [
          { name: 'acme', apiUrl: 'https://api.diginet.md', client: CLIENT, token: TOKEN, language: 'ru', publicUrl: undefined, ledger: undefined, limits: {} },
          { name: 'beta', apiUrl: 'https://api.example.md', client: CLIENT, token: OTHER, language: 'en', publicUrl: 'https://billing.example.md', ledger: 'beta', limits: { requestsPerMinute: 600, upstreamConcurrentCalls: 4 } },
        ],
        keysFile: join(folder, 'keys/keys.json'),
        jwt: undefined,
      },
    });
  });

  it('is JSON as well, and gives tokens their defaults', () => {
    const result = read(JSON.stringify({ auth: { jwt: { issuer: 'https://login.example.md/', audience: 'billing', jwksUrl: 'https://login.example.md/jwks.json', claims: { tenant: 'https://example.md/tenant' } } } }));
    expect(result).toEqual({
      ok: true,
      file: {
        accounts: undefined,
        keysFile: undefined,
        jwt: {
          issuer: 'https://login.example.md/',
          audience: ['billing'],
          algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
          clockSkewSeconds: 30,
          claims: { tenant: 'https://example.md/tenant', scope: 'scope', role: 'role', customerId: 'customer_id' },
          keySet: { kind: 'url', url: 'https://login.example.md/jwks.json' },
        },
      },
    });
  });

  it('is as the README shows it', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, text = ''] = /```yaml\n(# econt\.yaml[\s\S]*?)```/.exec(readme) ?? [];
    writeFileSync(join(folder, 'acme-token'), TOKEN);
    writeFileSync(path, text.replace('/run/secrets/acme-token', 'acme-token'));
    const result = readConfigFile({ path, environment: { ACME_CLIENT: CLIENT, ACME_EXPORT_TOKEN: OTHER }, language: 'ro' });
    expect(result).toMatchObject({
      ok: true,
      file: {
        accounts: [{ name: 'acme', client: CLIENT, token: TOKEN, ledger: undefined }, { name: 'acme-export', client: CLIENT, token: OTHER, ledger: 'export', language: 'en', limits: { upstreamConcurrentCalls: 8 } }],
        keysFile: join(folder, 'keys.json'),
        jwt: { audience: ['billing'], keySet: { kind: 'url' }, claims: { tenant: 'https://example.md/tenant' } },
      },
    });
  });

  it('may be empty', () => {
    expect(read('')).toEqual({ ok: true, file: { accounts: undefined, keysFile: undefined, jwt: undefined } });
  });

  const REFERENCE = 'must say where the key is, `{ env: NAME }` or `{ file: path }`: the key itself must not stand in this file.';
  it.each([
    ['a key in plain text', `tenants:\n  - name: acme\n    client: { env: ACME_CLIENT }\n    token: ${TOKEN}\n`, [`4:5: tenants[0].token: ${REFERENCE}`]],
    ['both ways at once', `tenants:\n  - name: acme\n    client: { env: ACME_CLIENT, file: x }\n    token: { env: ACME_TOKEN }\n`, [`3:5: tenants[0].client: ${REFERENCE}`]],
    ['a key that is missing', 'tenants:\n  - name: acme\n    client: { env: ACME_CLIENT }\n', [`2:5: tenants[0].token: is missing; it ${REFERENCE}`]],
    ['a variable that is not set', `tenants:\n${TENANT}  - name: beta\n    client: { env: NOWHERE }\n    token: { env: OTHER_TOKEN }\n`, ['6:5: tenants[1].client: names the variable NOWHERE, which is not set.']],
    ['a variable that is no key', `tenants:\n${TENANT}  - name: beta\n    client: { env: SHORT }\n    token: { file: nowhere }\n`, [
      '6:5: tenants[1].client: names the variable SHORT, which must be 32 lower-case hexadecimal digits.',
      '7:5: tenants[1].token: names a file that cannot be read (ENOENT).',
    ]],
    ['members that are not known', `tenants:\n${TENANT}    tokens: 1\nother: true\n`, [
      '5:5: tenants[0].tokens: is not known here; there are name, client, token, apiUrl, language, publicUrl, ledger, limits.',
      '6:1: other: is not known here; there are tenants, auth.',
    ]],
    ['several faults at once', `tenants:\n${TENANT}    language: fr\n    apiUrl: ftp://x\n    publicUrl: https://x.md/path\n    limits: { requestsPerMinute: 0, calls: 1 }\n`, [
      '6:5: tenants[0].apiUrl: must be an http or https address, such as https://api.diginet.md.',
      '5:5: tenants[0].language: must be one of ro, ru, en.',
      '7:5: tenants[0].publicUrl: must be an http or https address without a path, such as https://billing.example.md.',
      '8:15: tenants[0].limits.requestsPerMinute: must be a whole number from 1 to 1000000.',
      '8:37: tenants[0].limits.calls: is not known here; there are requestsPerMinute, costPerMinute, upstreamConcurrentCalls.',
    ]],
    ['the same name twice', `tenants:\n${TENANT}  - name: acme\n    client: { env: ACME_CLIENT }\n    token: { env: OTHER_TOKEN }\n    ledger: second\n`, ['5:5: tenants[1].name: is the name of tenants[0] too; each tenant needs one of its own.']],
    ['the same department twice', `tenants:\n${TENANT}  - name: beta\n    client: { env: ACME_CLIENT }\n    token: { env: ACME_TOKEN }\n    ledger: second\n`, ['7:5: tenants[1].token: leads to the department of tenants[0]; one department is one tenant.']],
    ['two departments with one ledger', `tenants:\n${TENANT}  - name: beta\n    client: { env: ACME_CLIENT }\n    token: { env: OTHER_TOKEN }\n`, [
      '6:5: tenants[1].client: is that of tenants[0]; give one of the two a `ledger` name, for good, so that their records stay apart.',
    ]],
    ['no tenants', 'tenants: []\n', ['1:1: tenants: must name at least one tenant.']],
    ['something else than tenants', 'tenants: yes\n', ['1:1: tenants: must be a list of tenants.']],
    ['a list', '- 1\n', ['1:1: the file must have members: tenants, auth.']],
    ['a member twice', 'tenants: []\ntenants: []\n', ['2:1: the file is not YAML or JSON (duplicate key).']],
    ['a text that is cut', '{"tenants": [', ['1:14: the file is not YAML or JSON (bad indent).', '1:14: the file is not YAML or JSON (missing char).']],
    ['an alias without an anchor', 'tenants: *none\n', ['1:1: the file has an alias (`*name`) that leads nowhere, or far too many.']],
    ['aliases of aliases', `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c]\n`, ['1:1: the file has an alias (`*name`) that leads nowhere, or far too many.']],
    ['a key set at neither place', JWT, ['2:3: auth.jwt: must have either `jwksUrl` or `jwksFile`.']],
    ['a key set at two places', `${JWT}    jwksUrl: https://login.example.md/jwks\n    jwksFile: jwks.json\n`, ['2:3: auth.jwt: must have either `jwksUrl` or `jwksFile`.']],
    ['a key set without TLS', `${JWT}    jwksUrl: http://login.example.md/jwks\n`, ['5:5: auth.jwt.jwksUrl: must be the https address of the issuer’s key set (JWKS); http only on this machine.']],
    ['a signature by a shared secret', `${JWT}    jwksFile: jwks.json\n    algorithms: [RS256, HS256]\n`, ['6:25: auth.jwt.algorithms[1]: must be a list of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519.']],
    ['no signature', `${JWT}    jwksFile: jwks.json\n    algorithms: [none]\n`, ['6:18: auth.jwt.algorithms[0]: must be a list of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519.']],
    ['clocks far apart', `${JWT}    jwksFile: jwks.json\n    clockSkewSeconds: 3600\n`, ['6:5: auth.jwt.clockSkewSeconds: must be a whole number from 0 to 300.']],
  ])('tells %s with its line and path', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('follows anchors to the line where the fault stands', () => {
    expect(faultsOf(`tenants:\n  - &first\n    name: acme\n    client: { env: ACME_CLIENT }\n    token: nope\n  - *first\n`)).toEqual([`5:5: tenants[0].token: ${REFERENCE}`, `5:5: tenants[1].token: ${REFERENCE}`]);
  });

  it('shows no secret, wherever it stands', () => {
    const texts = [`tenants: ${TOKEN}`, `tenants:\n  - name: ${TOKEN}\n    client: ${TOKEN}\n    ${TOKEN}`, `{"tenants": [{"token": "${TOKEN}" "client"`, `tenants:\n  - { name: "a b ${TOKEN}", client: { file: x, key: ${TOKEN} }, language: ${TOKEN}, limits: { costPerMinute: ${TOKEN} } }`];
    for (const text of texts) {
      expect(faultsOf(text).length).toBeGreaterThan(0);
      expect(faultsOf(text).join('\n')).not.toContain(TOKEN);
    }
  });

  it('can be read without its secrets', () => {
    writeFileSync(path, `tenants:\n  - name: acme\n    client: { env: NOWHERE }\n    token: { file: nowhere }\n`);
    const result = readConfigFile({ path, environment: {}, language: 'ro', withSecrets: false });
    expect(result.ok ? result.file.accounts?.map(({ name }) => name) : result.problem).toEqual(['acme']);
  });
});

describe('the environment beside the file', () => {
  const config = (source: Record<string, string>): ReturnType<typeof readConfig> => readConfig({ ...environment, ECONT_CONFIG: path, ...source });
  const problem = (source: Record<string, string>): string | undefined => {
    const result = config(source);
    return result.ok ? undefined : result.problem;
  };

  it('serves the tenants of the file, in the language of the environment', () => {
    writeFileSync(path, `tenants:\n${TENANT}`);
    const result = config({ AUTH: 'keys', ECONT_LANGUAGE: 'en', ECONT_CLIENT: OTHER, ECONT_TOKEN: OTHER });
    expect(result).toMatchObject({ ok: true, config: { upstream: { kind: 'accounts', accounts: [{ name: 'acme', client: CLIENT, language: 'en' }] }, auth: { kind: 'callers', keysFile: './data/keys.json', jwt: undefined } } });
    expect(problem({ AUTH: 'keys', ECONT_API_URL: 'https://x.md' })).toBe('ECONT_API_URL must not be set, since ECONT_CONFIG names the tenants: each has its own `apiUrl`.');
    expect(problem({})).toBe('AUTH must be chosen, since there is a real account: keys, jwt, or keys,jwt; none is for a server that only its own machine can reach.');
  });

  it('makes one tenant of its own keys, and the sandbox of none', () => {
    writeFileSync(path, `${JWT}    jwksFile: jwks.json\n`);
    expect(config({ ECONT_CLIENT: CLIENT, ECONT_TOKEN: TOKEN, AUTH: 'jwt,keys', AUTH_KEYS_FILE: '/keys.json' })).toMatchObject({
      ok: true,
      config: { upstream: { kind: 'accounts', accounts: [{ name: 'default', client: CLIENT, token: TOKEN, apiUrl: 'https://api.diginet.md' }] }, auth: { kind: 'callers', keysFile: '/keys.json', jwt: { keySet: { kind: 'file', path: join(folder, 'jwks.json') } } } },
    });
    expect(config({})).toMatchObject({ ok: true, config: { upstream: { kind: 'sandbox' }, auth: { kind: 'none' } } });
    expect(config({ AUTH: 'jwt', HOST: '0.0.0.0' })).toMatchObject({ ok: true, config: { auth: { kind: 'callers', keysFile: undefined, jwt: { issuer: 'https://login.example.md/' } } } });
  });

  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('takes %s for this machine alone', (HOST) => {
    expect(readConfig({ HOST, AUTH: 'none', ECONT_CLIENT: CLIENT, ECONT_TOKEN: TOKEN })).toMatchObject({ ok: true, config: { auth: { kind: 'none' } } });
  });
  it.each(['0.0.0.0', '::', '192.168.1.1', '127.0.0.1.example.md', 'localhost.example.md', '128.0.0.1', '10.127.0.0.1'])('does not take %s for it', (HOST) => {
    expect(readConfig({ HOST, AUTH: 'none' })).toEqual({ ok: false, problem: 'HOST must be a loopback address, such as 127.0.0.1, since AUTH is none: without keys only this machine may reach the server.' });
    expect(readConfig({ HOST })).toEqual({ ok: false, problem: 'AUTH must be chosen, since HOST can be reached from other machines: keys, jwt, or keys,jwt.' });
  });

  it('wants keys where there are several tenants', () => {
    writeFileSync(path, `tenants:\n${TENANT}  - name: beta\n    client: { env: ACME_CLIENT }\n    token: { env: OTHER_TOKEN }\n    ledger: beta\n`);
    expect(problem({ AUTH: 'none' })).toBe('AUTH must be keys, jwt, or keys,jwt, since there are several tenants: without a key or token nobody knows whose request it is.');
  });
});
