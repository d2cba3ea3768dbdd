import type { ExecutionResult, GraphQLError } from 'graphql';

type Path = readonly (string | number)[];

/** The place in the data at which an error shows: the first null on its way, as a client finds it. */
const nullOf = (data: unknown, path: Path): string => {
  let value = data;
  const way: (string | number)[] = [];
  for (const step of path) {
    if (value == null) break;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
    way.push(step);
  }
  return JSON.stringify(way);
};

const byPath = (errors: readonly GraphQLError[]): ReadonlyMap<string, string> => new Map(errors.map((error) => [JSON.stringify(error.path ?? null), JSON.stringify(error.toJSON())]));

/**
 * What a client could tell two results by: `null`, nothing. Where one null has several causes, GraphQL lets the executor choose which of
 * them it tells, and graphql-js tells the one that came first; there, either may be told, but the same cause in the same words.
 */
export const difference = (expected: ExecutionResult, actual: ExecutionResult): string | null => {
  const [one, other] = [JSON.stringify(expected.data), JSON.stringify(actual.data)];
  if (one !== other) return `data: ${one}\n  and ${other}`;
  const [theirs, ours] = [expected.errors ?? [], actual.errors ?? []];
  const places = (errors: readonly GraphQLError[]): string => [...new Set(errors.map(({ path }) => nullOf(expected.data, path ?? [])))].sort().join(' ');
  if (places(theirs) !== places(ours)) return `nulls with errors: ${places(theirs)}\n  and ${places(ours)}`;
  const known = byPath(theirs);
  for (const [path, told] of byPath(ours)) {
    const expectedText = known.get(path);
    if (expectedText !== undefined && expectedText !== told) return `error: ${expectedText}\n  and ${told}`;
  }
  return 'errors' in actual === (ours.length > 0) ? null : 'an empty list of errors';
};
