import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';

const jsonOf = (search: URLSearchParams, name: string): Record<string, unknown> | undefined => {
  const text = search.get(name);
  if (text === null || text === '') return undefined;
  try {
    // What it is, the check of all parameters finds.
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new GraphQLError(`\`${name}\` is not JSON.`, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
  }
};

const textOf = (search: URLSearchParams, name: string): string | undefined => search.get(name) ?? undefined;

/** The parameters of a GET, `documentId` among them. An empty one is the same as none. */
export const parseGet = (url: string): GraphQLParams => {
  const at = url.indexOf('?');
  const search = new URLSearchParams(at === -1 ? '' : url.slice(at + 1));
  const given = { query: textOf(search, 'query'), documentId: textOf(search, 'documentId'), operationName: textOf(search, 'operationName'), variables: jsonOf(search, 'variables'), extensions: jsonOf(search, 'extensions') };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
};
