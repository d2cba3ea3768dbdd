import { parseArgs } from 'node:util';

import { changeKeysFile, KeysFileProblem, readKeysFile } from './config/change-keys-file.ts';
import type { KeysConfig } from './config/env.ts';
import { readKeysEnvironment } from './config/env.ts';
import type { ApiKeyRecord } from './config/keys-file.ts';
import type { Scope } from './domain/scopes.ts';
import { isScope, SCOPES } from './domain/scopes.ts';
import { apiKeyText, hashOfSecret, makeApiKey } from './server/auth/api-key.ts';

const USAGE = `Keys of the API. A key is shown once, when it is made; the file keeps its hash alone.

  npm run keys -- make --name <who> --scopes <scope,…|read|all> [--tenant <name>] [--payer <customer id>] [--expires <30d|2027-01-31>]
  npm run keys -- list
  npm run keys -- revoke <id>

Scopes: ${SCOPES.join(', ')}.
`;

/** Ends the run with one sentence. */
class Problem extends Error {}

const NAME = /^\w[\w .@-]{0,62}$/;

const scopesOf = (text: string | undefined): readonly Scope[] => {
  if (text === 'all') return SCOPES;
  if (text === 'read') return SCOPES.filter((scope) => scope.endsWith(':read'));
  const names = (text ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const wrong = names.find((name) => !isScope(name));
  if (names.length === 0 || wrong !== undefined) throw new Problem(`--scopes must be read, all, or some of ${SCOPES.join(', ')}.`);
  return [...new Set(names.filter(isScope))];
};

const tenantOf = (named: string | undefined, { tenants }: KeysConfig): string => {
  const [only] = tenants;
  const tenant = named ?? (tenants.length === 1 ? only : undefined);
  if (tenant === undefined || !tenants.includes(tenant)) throw new Problem(`--tenant must be one of ${tenants.join(', ')}.`);
  return tenant;
};

const payerOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Problem('--payer must be the upstreamId of a customer.');
  return Number(text);
};

const expiryOf = (text: string | undefined, nowMs: number): string | null => {
  if (text === undefined) return null;
  const days = /^([1-9]\d{0,3})d$/.exec(text)?.[1];
  const at = days !== undefined ? nowMs + Number(days) * 86_400_000 : /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || at <= nowMs) throw new Problem('--expires must be a number of days, such as 90d, or a day to come, such as 2027-01-31.');
  return new Date(at).toISOString();
};

const stateOf = ({ revokedAt, expiresAt }: ApiKeyRecord, nowMs: number): string => {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (expiresAt === null) return 'valid';
  return Date.parse(expiresAt) <= nowMs ? `expired ${expiresAt}` : `valid until ${expiresAt}`;
};

const lineOf = (key: ApiKeyRecord): string =>
  [key.id, key.tenant, key.name, key.payerOf === null ? '' : `payer ${key.payerOf}`, stateOf(key, Date.now()), key.scopes.join(' ')].filter((part) => part !== '').join('  ');

const make = async (config: KeysConfig, options: Readonly<Partial<Record<'name' | 'tenant' | 'scopes' | 'payer' | 'expires', string>>>): Promise<string> => {
  const nowMs = Date.now();
  const { name = '' } = options;
  if (!NAME.test(name)) throw new Problem('--name must say who will use the key: letters, digits, space and . @ - _, at most 63 characters.');
  const key = makeApiKey();
  const record: ApiKeyRecord = {
    id: key.id,
    name,
    tenant: tenantOf(options.tenant, config),
    scopes: scopesOf(options.scopes),
    payerOf: payerOf(options.payer),
    hash: hashOfSecret(key.secret).toString('hex'),
    createdAt: new Date(nowMs).toISOString(),
    expiresAt: expiryOf(options.expires, nowMs),
    revokedAt: null,
  };
  await changeKeysFile(config.keysFile, (keys) => [...keys, record]);
  process.stderr.write(`${lineOf(record)}\nKeep the key: it is not shown again.\n`);
  return apiKeyText(key);
};

const list = async ({ keysFile }: KeysConfig): Promise<string> => {
  const keys = await readKeysFile(keysFile);
  return keys.length === 0 ? `There are no keys in ${keysFile}.` : keys.map(lineOf).join('\n');
};

const revoke = async ({ keysFile }: KeysConfig, id: string | undefined): Promise<string> => {
  const revokedAt = new Date().toISOString();
  let before: ApiKeyRecord | undefined;
  await changeKeysFile(keysFile, (keys) => {
    before = keys.find((key) => key.id === id);
    if (before === undefined) throw new Problem('revoke must name the id of a key; `list` shows them.');
    return keys.map((key) => (key === before && key.revokedAt === null ? { ...key, revokedAt } : key));
  });
  return `${before?.id ?? ''} of ${before?.name ?? ''} is revoked. Servers notice within two seconds.`;
};

const run = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, tenant: { type: 'string' }, scopes: { type: 'string' }, payer: { type: 'string' }, expires: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [command, id, ...rest] = positionals;
  if (values.help === true || command === undefined) return USAGE.trimEnd();
  const read = readKeysEnvironment();
  if (!read.ok) throw new Problem(read.problem);
  if (command === 'make' && id === undefined) return make(read.config, values);
  if (command === 'list' && id === undefined) return list(read.config);
  if (command === 'revoke' && rest.length === 0) return revoke(read.config, id);
  throw new Problem('The command must be make, list, or revoke <id>; --help tells more.');
};

const isOurs = (error: unknown): error is Error =>
  error instanceof Problem || error instanceof KeysFileProblem || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** What Node adds on how to write such an argument helps nobody here. */
const sentenceOf = ({ message }: Error): string => message.split(/\n|(?<=')\. /)[0] ?? '';

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  if (!isOurs(error)) throw error;
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
