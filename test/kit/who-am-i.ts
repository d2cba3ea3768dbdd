import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';

import type { GraphContext } from '../../src/graphql/context.ts';

/** A schema whose one field tells who asks, as resolvers see it: `{ whoAmI }`. */
export const whoAmISchema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, GraphContext>({
    name: 'Query',
    fields: {
      whoAmI: { type: new GraphQLNonNull(GraphQLString), resolve: (_root, _args, { caller, language }) => JSON.stringify({ name: caller.name, scopes: [...caller.scopes], payerOf: caller.payerOf, language }) },
    },
  }),
});

export interface WhoAmI {
  readonly status: number;
  /** `null`: the caller was refused. */
  readonly me: { readonly name: string; readonly scopes: readonly string[]; readonly payerOf: number | null; readonly language: string } | null;
  readonly codes: readonly unknown[];
}

/** Asks a server of that schema. */
export const whoAmI = async (url: string, headers: Readonly<Record<string, string>>): Promise<WhoAmI> => {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ whoAmI }"}' });
  const { data, errors = [] } = (await response.json()) as { data?: { whoAmI: string }; errors?: { extensions: { code: string } }[] };
  return { status: response.status, me: data === undefined ? null : (JSON.parse(data.whoAmI) as WhoAmI['me']), codes: errors.map(({ extensions }) => extensions.code) };
};
