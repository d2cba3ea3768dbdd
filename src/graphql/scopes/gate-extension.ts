import type { GraphQLFieldResolver } from 'graphql';

import type { Scope } from '../../domain/scopes.ts';

const KEY = 'econtGate';

/** What stands before a type or a field, for whoever asks once for all objects of an operation instead of once for each. */
export interface GateExtension {
  readonly scope: Scope;
  /** The field's resolver without the gate. */
  readonly resolve?: GraphQLFieldResolver<unknown, unknown> | undefined;
}

/** As it is kept with the type or field. */
export const gateExtension = (gate: { readonly scope: Scope; readonly resolve?: unknown }): object => ({ [KEY]: gate });

export const gateOf = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): GateExtension | null => (extensions[KEY] as GateExtension | undefined) ?? null;
