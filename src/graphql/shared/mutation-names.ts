import type { GraphQLSchema } from 'graphql';

import { argumentError } from '../errors/coded-error.ts';
import { listArgument } from './argument-checks.ts';

/** A list argument of names of mutations: a name that is none would match nothing, and is surely a mistake. */
export const mutationNames = (argument: string, schema: GraphQLSchema, names: readonly string[] | null | undefined): readonly string[] | undefined => {
  const known = schema.getMutationType()?.getFields() ?? {};
  return listArgument(argument, names)?.map((name, i) => {
    if (!Object.hasOwn(known, name)) throw argumentError('INVALID_INPUT', `${argument}.${i}`, `\`${argument}\` must hold names of mutations, such as invoiceIssue.`);
    return name;
  });
};
