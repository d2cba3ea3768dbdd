import type { WriteFailure } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import { ErrorCode } from '../errors/error-code.ts';
import { UpstreamField } from '../errors/upstream-rejected-error.ts';

export const MutationFailure = builder.objectRef<WriteFailure>('MutationFailure').implement({
  description: 'What went wrong with a write, as it was recorded.',
  fields: (t) => ({
    code: t.field({ type: ErrorCode, description: 'What happened, for programs.', resolve: ({ code }) => code }),
    message: t.exposeString('message', { description: 'What happened, for people; in the language of the operation that sent it.' }),
    upstreamFields: t.field({ type: [UpstreamField], description: 'What e-Cont.md says of single fields; often empty.', resolve: ({ fields = {} }) => Object.entries(fields).map(([name, message]) => ({ name, message })) }),
  }),
});
