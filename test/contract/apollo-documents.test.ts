import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core/index.js';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries/index.js';
import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const KNOWN = gql`query Known { department { currency } }`;
const NEW = gql`query New { department { __typename } }`;

let folder: string;
let stack: Stack;
let only: Stack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apollo-'));
  const path = join(folder, 'app.json');
  // As Apollo's own tool does: with the `__typename`s that the cache adds.
  const body = print(new InMemoryCache().transformDocument(KNOWN));
  await writeFile(path, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: sha256(body), name: 'Known', type: 'query', body }] }));
  stack = await startStack({ sandbox: { invoices: 10 }, http: { documents: { mode: 'log', path, usagePath: undefined } } });
  only = await startStack({ sandbox: { invoices: 10 }, http: { documents: { mode: 'only', path, usagePath: undefined } } });
});
afterAll(async () => {
  await stack.close();
  await only.close();
  await rm(folder, { recursive: true });
});

/** A client that sends hashes first, and what it sent. */
const createClient = (to: Stack, useGETForHashedQueries = false): { readonly client: ApolloClient; readonly sent: string[] } => {
  const sent: string[] = [];
  const recording: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const body = typeof init?.body === 'string' ? init.body : decodeURIComponent(input as string);
    sent.push(`${init?.method ?? 'GET'} ${body.includes('query Known') || body.includes('query New') ? 'text' : 'hash'} ${response.status}`);
    return response;
  };
  const link = new PersistedQueryLink({ generateHash: (document) => sha256(print(document)), useGETForHashedQueries }).concat(new HttpLink({ uri: `${to.url}/graphql`, fetch: recording }));
  return { client: new ApolloClient({ link, cache: new InMemoryCache() }), sent };
};

const ask = (client: ApolloClient, query: typeof KNOWN) => client.query({ query, fetchPolicy: 'no-cache' });

it('a client of Apollo sends the hash of a document of its manifest, by POST or GET', async () => {
  for (const [viaGet, request] of [[false, 'POST hash 200'], [true, 'GET hash 200']] as const) {
    const { client, sent } = createClient(only, viaGet);
    expect((await ask(client, KNOWN)).data).toMatchObject({ department: { currency: 'MDL' } });
    expect(sent).toEqual([request]);
  }
});

it('sends the text of a document that the server does not know, once it is told so', async () => {
  const { client, sent } = createClient(stack);
  expect((await ask(client, NEW)).data).toMatchObject({ department: { __typename: 'Department' } });
  expect(sent).toEqual(['POST hash 404', 'POST text 200']);
});

it('is told that the document is not trusted, where only trusted ones run', async () => {
  const { client, sent } = createClient(only);
  await expect(ask(client, NEW)).rejects.toThrow();
  expect(sent).toEqual(['POST hash 404', 'POST text 403']);
  expect(only.sandbox.calls.of('department.get')).toHaveLength(2);
});
