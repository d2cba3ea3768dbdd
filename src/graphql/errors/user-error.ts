import type { ErrorCode as ErrorCodeName } from '../../domain/error-codes.ts';
import { isRetryable } from '../../domain/error-codes.ts';
import { builder } from '../builder.ts';
import { ErrorCode } from './error-code.ts';

/** What every expected failure of a mutation tells. `kind` names its GraphQL type. */
export interface UserErrorModel {
  readonly kind: string;
  readonly message: string;
  readonly code: ErrorCodeName;
  readonly path: readonly string[] | null;
}

export const UserError = builder.interfaceRef<UserErrorModel>('UserError').implement({
  description: 'A failure that a client can expect and act on.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What happened, for people; in the language of the operation where e-Cont.md gave the text.' }),
    code: t.field({ type: ErrorCode, description: 'What happened, for programs.', resolve: ({ code }) => code }),
    path: t.stringList({ nullable: true, description: 'The place in the input that is at fault, from `input` on; `null` where it is no single place.', resolve: ({ path }) => path }),
    retryable: t.boolean({ description: 'The same input may succeed later, and sending it again is safe.', resolve: ({ code }) => isRetryable(code) }),
  }),
});
