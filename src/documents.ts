import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { GraphQLError, parse, validate } from 'graphql';

import { readDocumentsEnvironment } from './config/env.ts';
import type { HttpConfig } from './config/http-config.ts';
import { schema } from './graphql/schema.ts';
import { readUsage } from './server/documents/document-usage.ts';
import { printManifest } from './server/documents/manifest.ts';
import { codeOf, PUBLISHED, readManifests } from './server/documents/read-manifests.ts';
import type { TrustedSet } from './server/documents/trusted-set.ts';
import { createTrustedSet } from './server/documents/trusted-set.ts';
import { readReadyOperations } from './server/ready-operations.ts';

const USAGE = `The documents that clients were built with.

  npm run documents             writes schema/documents.json from schema/operations
  npm run documents -- check    whether every trusted document fits the schema
  npm run documents -- usage    when each was last used, the longest unused first
`;

/** Ends the run with one sentence. */
class Problem extends Error {}

const setOf = async (path: string | undefined): Promise<TrustedSet> => {
  const manifests = await readManifests(path).catch((error: unknown) => `TRUSTED_DOCUMENTS_PATH cannot be read: ${codeOf(error)}`);
  const set = typeof manifests === 'string' ? manifests : createTrustedSet(manifests);
  if (typeof set === 'string') throw new Problem(`${set}.`);
  return set;
};

const build = async (): Promise<string> => {
  const operations = readReadyOperations();
  const text = printManifest(operations.map(({ query }) => query));
  const before = await readFile(PUBLISHED, 'utf8').catch(() => '');
  if (text !== before) await writeFile(PUBLISHED, text);
  return `schema/documents.json holds ${operations.length} documents${text === before ? ', as before' : ''}.`;
};

const faultOf = (text: string): string | undefined => {
  try {
    return validate(schema, parse(text))[0]?.message;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
};

const check = async ({ path }: HttpConfig['documents']): Promise<string> => {
  const documents = [...(await setOf(path)).byText.values()];
  const faults = documents.flatMap(({ hash, name, manifests, text }) => {
    const fault = faultOf(text);
    return fault === undefined ? [] : [`${name}  ${hash}  ${manifests.join(', ')}: ${fault}`];
  });
  if (faults.length > 0) throw new Problem(faults.join('\n'));
  return `All ${documents.length} documents fit the schema.`;
};

const usage = async ({ path, usagePath }: HttpConfig['documents']): Promise<string> => {
  const used = usagePath === undefined ? new Map<string, number>() : await readUsage(usagePath);
  const rows = [...(await setOf(path)).byText.values()].map((document) => ({ ...document, at: used.get(document.hash) ?? 0 }));
  return rows
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
    .map(({ at, name, hash, manifests }) => [at === 0 ? 'never'.padEnd(24) : new Date(at).toISOString(), hash, name, manifests.join(', ')].join('  '))
    .join('\n');
};

const run = async (): Promise<string> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  const [command = 'build', ...rest] = positionals;
  if (values.help === true) return USAGE.trimEnd();
  const read = readDocumentsEnvironment();
  if (!read.ok) throw new Problem(read.problem);
  if (rest.length === 0 && command === 'build') return build();
  if (rest.length === 0 && command === 'check') return check(read.documents);
  if (rest.length === 0 && command === 'usage') return usage(read.documents);
  throw new Problem('The command must be build, check or usage; --help tells more.');
};

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  if (!(error instanceof Problem) && !(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
