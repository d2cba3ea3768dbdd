import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Language } from '../domain/language.ts';
import type { AccountConfig } from './accounts.ts';
import { DEFAULT_API_URL } from './accounts.ts';
import type { ConfigFileData, JwtData, SecretReference, TenantData } from './config-schema.ts';
import { configSchema } from './config-schema.ts';
import type { DataPath, Fault } from './located-yaml.ts';
import { pathText, readLocatedYaml } from './located-yaml.ts';
import { pathFrom, readSecret } from './secret-references.ts';

/** How tokens are checked. */
export interface JwtConfig extends Omit<JwtData, 'audience' | 'jwksUrl' | 'jwksFile'> {
  readonly audience: readonly string[];
  readonly keySet: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
}

export interface ConfigFile {
  /** `undefined`: the file names none. */
  readonly accounts: readonly AccountConfig[] | undefined;
  readonly keysFile: string | undefined;
  readonly jwt: JwtConfig | undefined;
}

export type ConfigFileResult = { readonly ok: true; readonly file: ConfigFile } | { readonly ok: false; readonly problem: string };

export interface ConfigFileOptions {
  readonly path: string;
  /** Where `{ env: NAME }` leads. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of tenants that name none. */
  readonly language: Language;
  /** `false`: who they are is enough, and their keys are left alone. */
  readonly withSecrets?: boolean;
}

/** Notes something wrong; what is read goes on, so that all of it can be told at once. */
type Note = (path: DataPath, what: string) => void;

/** What is in a value at a path. */
const valueAt = (value: unknown, path: DataPath): unknown =>
  path.reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[part] : undefined), value);

const readData = (value: unknown, note: Note): ConfigFileData => {
  const parsed = configSchema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) note([...issue.path, key], issue.message);
    else note(issue.path, valueAt(value, issue.path) === undefined ? `is missing; it ${issue.message}` : issue.message);
  }
  return {};
};

/** Notes tenants that get into each other's way. */
const noteConflicts = (accounts: readonly AccountConfig[], note: Note): void => {
  for (const [i, account] of accounts.entries()) {
    const before = accounts.slice(0, i);
    const named = before.findIndex(({ name }) => name === account.name);
    if (named >= 0) note(['tenants', i, 'name'], `is the name of tenants[${named}] too; each tenant needs one of its own.`);
    const same = before.findIndex(({ apiUrl, client, token }) => apiUrl === account.apiUrl && client === account.client && token === account.token);
    const shared = before.findIndex(({ client, ledger }) => client === account.client && ledger === account.ledger);
    // Both would give out the same order ids.
    if (same >= 0) note(['tenants', i, 'token'], `leads to the department of tenants[${same}]; one department is one tenant.`);
    // Otherwise the one could read, and repeat, the writes of the other.
    else if (shared >= 0) note(['tenants', i, 'client'], `is that of tenants[${shared}]; give one of the two a \`ledger\` name, for good, so that their records stay apart.`);
  }
};

const accountsOf = (tenants: readonly TenantData[], { environment, path, language, withSecrets = true }: ConfigFileOptions, note: Note): readonly AccountConfig[] => {
  const secretOf = (i: number, member: 'client' | 'token', reference: SecretReference): string | null => {
    const secret = readSecret(reference, environment, dirname(path));
    if (secret.ok) return secret.value;
    note(['tenants', i, member], secret.what);
    return null;
  };
  const accounts = tenants.map(({ name, client, token, apiUrl = DEFAULT_API_URL, language: own = language, publicUrl, ledger, limits = {} }, i) => {
    const keys = withSecrets ? { client: secretOf(i, 'client', client), token: secretOf(i, 'token', token) } : { client: '', token: '' };
    return { name, apiUrl, language: own, publicUrl, ledger, limits, client: keys.client ?? '', token: keys.token ?? '', isWhole: keys.client !== null && keys.token !== null };
  });
  if (withSecrets && accounts.every(({ isWhole }) => isWhole)) noteConflicts(accounts, note);
  return accounts.map(({ isWhole: _isWhole, ...account }): AccountConfig => account);
};

const jwtOf = ({ jwksUrl, jwksFile, audience, ...rest }: JwtData, folder: string, note: Note): JwtConfig => {
  if ((jwksUrl === undefined) === (jwksFile === undefined)) note(['auth', 'jwt'], 'must have either `jwksUrl` or `jwksFile`.');
  return {
    ...rest,
    audience: typeof audience === 'string' ? [audience] : audience,
    keySet: jwksUrl === undefined ? { kind: 'file', path: pathFrom(folder, jwksFile ?? '') } : { kind: 'url', url: jwksUrl },
  };
};

/** Every fault on a line of its own: `econt.yaml:7:5: tenants[1].token: must …` */
const problemOf = (path: string, faults: readonly Fault[]): string =>
  faults.map(({ line, column, path: at, what }) => `${path}:${line}:${column}: ${at.length === 0 ? 'the file' : `${pathText(at)}:`} ${what}`).join('\n');

/** Reads the file of tenants and callers, and the keys that it refers to. */
export const readConfigFile = (options: ConfigFileOptions): ConfigFileResult => {
  const { path } = options;
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    return { ok: false, problem: `ECONT_CONFIG must name a readable YAML or JSON file: ${error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read'}.` };
  }
  const yaml = readLocatedYaml(content);
  if (!yaml.ok) return { ok: false, problem: problemOf(path, yaml.faults) };
  const faults: Fault[] = [];
  const note: Note = (at, what) => void faults.push(yaml.faultAt(at, what));
  const { tenants, auth } = readData(yaml.value, note);
  const folder = dirname(path);
  const file: ConfigFile = {
    accounts: tenants === undefined ? undefined : accountsOf(tenants, options, note),
    keysFile: auth?.keysFile === undefined ? undefined : pathFrom(folder, auth.keysFile),
    jwt: auth?.jwt === undefined ? undefined : jwtOf(auth.jwt, folder, note),
  };
  return faults.length > 0 ? { ok: false, problem: problemOf(path, faults) } : { ok: true, file };
};
