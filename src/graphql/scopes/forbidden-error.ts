import type { AuthFailure } from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';

import type { ErrorCode } from '../../domain/error-codes.ts';
import type { Scope } from '../../domain/scopes.ts';
import { isScope } from '../../domain/scopes.ts';

const FORBIDDEN: ErrorCode = 'FORBIDDEN';

/** A caller without the scope. Nothing was read. */
export const missingScope = (scope: Scope): GraphQLError => new GraphQLError(`This needs the scope \`${scope}\`.`, { extensions: { code: FORBIDDEN, requiredScope: scope } });

/** What a payer may not ask at all, whatever the scopes. */
export const notForPayers = (): GraphQLError => new GraphQLError('This is not for payers, who see what is their own alone.', { extensions: { code: FORBIDDEN } });

/** The scope that a refusal of scope-auth is about. */
const scopeOfFailure = (failure: AuthFailure): Scope | null => {
  if ('failures' in failure) return failure.failures.map(scopeOfFailure).find((scope) => scope !== null) ?? null;
  return 'parameter' in failure && typeof failure.parameter === 'string' && isScope(failure.parameter) ? failure.parameter : null;
};

/** A refusal of scope-auth as it is told. */
export const forbidden = (failure: AuthFailure): Error => {
  const scope = scopeOfFailure(failure);
  return scope === null ? new Error('scope-auth refused without a scope') : missingScope(scope);
};
