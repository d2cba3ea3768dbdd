import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { OperationDefinitionNode } from 'graphql';
import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

import { errorCodesDocument } from '../../src/domain/error-codes-document.ts';
import { ERROR_CODES } from '../../src/domain/error-codes.ts';
import { printedSchema } from '../../src/graphql/print-schema.ts';
import { schema } from '../../src/graphql/schema.ts';
import { printManifest } from '../../src/server/documents/manifest.ts';

const published = (path: string): string => readFileSync(new URL(`../../schema/${path}`, import.meta.url), 'utf8');

describe('schema/', () => {
  it('publishes the schema as it is built', () => {
    expect(published('schema.graphql')).toBe(printedSchema());
  });

  it('publishes a schema with two roots: a subscription is billed, not subscribed to', () => {
    const read = buildSchema(published('schema.graphql'));
    expect([read.getQueryType()?.name, read.getMutationType()?.name, read.getSubscriptionType()?.name]).toEqual(['Query', 'Mutation', undefined]);
  });

  it('publishes the operations as trusted documents', () => {
    expect(published('documents.json')).toBe(printManifest(documents.map((name) => published(`operations/${name}.graphql`))));
  });

  it('publishes the error codes as they are', () => {
    expect(published('errors.md')).toBe(errorCodesDocument());
  });
});

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** The facade's source; the sandbox has the upstream's codes, not ours. */
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox') && basename(path) !== 'error-codes.ts')
  .map((path) => ({ path, text: readFileSync(`${SRC}/${path}`, 'utf8') }));

const CODE = /'([A-Z][A-Z_]{3,})'/g;
/** Where a code of ours stands: the first argument of the two makers of errors, the second of `mark`, or a member called `code`. */
const POSITIONS = [/\b(?:codedError|argumentError)\(([^,]*),/g, /\bmark\([^,]*,([^)]*)\)/g, /\bcode(?:: ErrorCode)?\s?[:=](?!=)([^,;}\n]*)/g];

const codesRaised = ({ path, text }: { readonly path: string; readonly text: string }): readonly string[] =>
  POSITIONS.flatMap((position) => [...text.matchAll(position)])
    .flatMap(([, expression = '']) => [...expression.matchAll(CODE)])
    .map(([, code = '']) => `${path}: ${code}`);

describe('the error codes', () => {
  const raised = sources.flatMap(codesRaised);

  it('are found where they are raised', () => {
    expect(raised).toEqual(expect.arrayContaining(['graphql/node/found.ts: NOT_FOUND', 'server/use-error-codes.ts: GRAPHQL_PARSE_FAILED', 'server/pdf-links.ts: LINK_EXPIRED', 'server/create-server.ts: NOT_READY']));
  });

  it('are all in the table when raised', () => {
    expect(raised.filter((use) => !((use.split(': ')[1] ?? '') in ERROR_CODES))).toEqual([]);
  });

  it('are all raised when in the table', () => {
    const used = new Set(sources.flatMap(({ text }) => [...text.matchAll(CODE)].map(([, code]) => code)));
    expect(Object.keys(ERROR_CODES).filter((code) => !used.has(code))).toEqual([]);
  });
});

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
const files = readdirSync(OPERATIONS);
const documents = files.filter((file) => file.endsWith('.graphql')).map((file) => file.replace(/\.graphql$/, ''));

const operationOf = (name: string): OperationDefinitionNode => {
  const [operation, ...more] = parse(published(`operations/${name}.graphql`)).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined || more.length > 0) throw new Error(`${name}.graphql holds ${operation === undefined ? 'no' : 'more than one'} operation`);
  return operation;
};

describe('schema/operations/', () => {
  it('holds operations, and variables of operations', () => {
    expect(files.filter((file) => !file.endsWith('.graphql') && !documents.includes(file.replace(/\.variables\.json$/, '')))).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });

  it.each(documents)('%s fits the schema and is named like its file', (name) => {
    expect(validate(schema, parse(published(`operations/${name}.graphql`)))).toEqual([]);
    expect(operationOf(name).name?.value).toBe(name);
  });

  it.each(documents)('%s runs with its variables', (name) => {
    const variables = files.includes(`${name}.variables.json`) ? (JSON.parse(published(`operations/${name}.variables.json`)) as Record<string, unknown>) : {};
    const { variableDefinitions = [] } = operationOf(name);
    expect(getVariableValues(schema, variableDefinitions, variables).errors).toBeUndefined();
    // A name that the operation does not have would be dropped without a word.
    expect(Object.keys(variables).filter((given) => !variableDefinitions.some(({ variable }) => variable.name.value === given))).toEqual([]);
  });
});
