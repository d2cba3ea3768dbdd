import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { ConcreteRequest } from 'relay-runtime';
import relay from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { operation } from '../kit/graph-over-sandbox.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const { Environment, fetchQuery, Network, RecordSource, Store } = relay;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Published operations that are compiled; Relay wants them named for their module, with the ending Query. */
const OPERATIONS = ['InvoiceList', 'Refetch'];
const moduleOf = async (name: string): Promise<string> => `graphql\`${(await operation(name)).replace(`query ${name}`, `query ${name}Query`)}\`;`;

let stack: Stack;
let folder: string;
/** A compiled operation: a CommonJS module, as the compiler writes it. */
const artifact = (name: string): ConcreteRequest => createRequire(join(folder, 'index.js'))(`./artifacts/${name}.graphql.js`) as ConcreteRequest;

beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 100 } });
  folder = await mkdtemp(join(tmpdir(), 'econt-relay-'));
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'artifacts'));
  for (const name of OPERATIONS) await writeFile(join(folder, 'src', `${name}.js`), await moduleOf(name));
  await writeFile(join(folder, 'schema.graphql'), await readFile(join(ROOT, 'schema/schema.graphql'), 'utf8'));
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './artifacts', eagerEsModules: false }));
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/relay-compiler/cli.js'), 'relay.config.json'], { cwd: folder });
}, 60_000);
afterAll(async () => {
  await stack.close();
  await rm(folder, { recursive: true });
});

const environment = () =>
  new Environment({
    network: Network.create(async ({ text }, variables) => (await (await stack.post({ query: text, variables })).json()) as never),
    store: new Store(new RecordSource()),
  });

interface InvoiceListData {
  readonly invoices: { readonly pageInfo: { readonly endCursor: string }; readonly nodes: readonly { readonly id: string; readonly number: string; readonly customer: { readonly id: string; readonly name: string } | null }[] };
}
const readList = async (variables: Record<string, unknown>): Promise<InvoiceListData['invoices']> =>
  ((await fetchQuery(environment(), artifact('InvoiceListQuery'), variables).toPromise()) as InvoiceListData).invoices;

describe('Relay', () => {
  it('compiles operations against the published schema, and pages with them', async () => {
    const one = await readList({ first: 3 });
    const two = await readList({ first: 3, after: one.pageInfo.endCursor });
    const both = await readList({ first: 6 });
    const ids = ({ nodes }: InvoiceListData['invoices']): string[] => nodes.map(({ id }) => id);
    expect([...ids(one), ...ids(two)]).toEqual(ids(both));
    expect(new Set(ids(both)).size).toBe(6);
  });

  it('refetches objects by their ids', async () => {
    const { nodes } = await readList({ first: 20 });
    const invoice = nodes.find(({ customer }) => customer !== null)!;
    const data = await fetchQuery(environment(), artifact('RefetchQuery'), { ids: [invoice.id, invoice.customer!.id] }).toPromise();
    expect(data).toMatchObject({ nodes: [{ __typename: 'Invoice', id: invoice.id, number: invoice.number }, { __typename: 'Customer', id: invoice.customer!.id, name: invoice.customer!.name }] });
  });
});
