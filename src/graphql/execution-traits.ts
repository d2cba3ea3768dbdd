import type { Gate, Traits } from '../execution/plan.ts';
import type { GraphContext } from './context.ts';
import type { Scope } from '../domain/scopes.ts';
import { loadManyOf, manyOf } from './many-extension.ts';
import { missingScope } from './scopes/forbidden-error.ts';
import { gateOf } from './scopes/gate-extension.ts';

/** A scope is the caller's, so it is asked for once and not for each object. */
const standing = (scope: Scope): Gate => (context) => ((context as GraphContext).caller.scopes.has(scope) ? null : missingScope(scope));

/** What the executor may know of the graph: where scopes stand, and which fields show a member as it is. */
export const TRAITS: Traits = {
  ofField: (field) => {
    const gate = gateOf(field);
    return gate?.resolve === undefined ? null : { gate: standing(gate.scope), resolve: gate.resolve };
  },
  ofType: (type) => {
    const gate = gateOf(type);
    return gate === null ? null : standing(gate.scope);
  },
  exposed: ({ extensions }) => {
    const member = extensions['pothosExposedField'];
    return typeof member === 'string' ? member : null;
  },
  many: manyOf,
  loadMany: loadManyOf,
};
