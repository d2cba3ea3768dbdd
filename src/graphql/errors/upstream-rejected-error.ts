import type { WriteFailure } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface UpstreamRejectedErrorModel extends UserErrorModel {
  readonly kind: 'UpstreamRejectedError';
  readonly upstreamFields: readonly { readonly name: string; readonly message: string }[];
  readonly retryAfterSeconds: number | null;
}

/** The upstream said no: nothing was made. */
export const upstreamRejected = (failure: WriteFailure): UpstreamRejectedErrorModel => ({
  kind: 'UpstreamRejectedError',
  code: failure.code,
  message: failure.message,
  path: null,
  upstreamFields: Object.entries(failure.fields ?? {}).map(([name, message]) => ({ name, message })),
  retryAfterSeconds: failure.retryAfterMs === undefined ? null : Math.ceil(failure.retryAfterMs / 1000),
});

export const UpstreamField = builder.objectRef<{ readonly name: string; readonly message: string }>('UpstreamField').implement({
  description: 'What e-Cont.md says of one field of its own.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The field, as e-Cont.md names it.' }),
    message: t.exposeString('message', { description: 'What is wrong with it, in the language of the operation.' }),
  }),
});

export const UpstreamRejectedError = builder.objectRef<UpstreamRejectedErrorModel>('UpstreamRejectedError').implement({
  description: 'e-Cont.md refused, or could not be reached at all. Nothing was made; see `code` for which.',
  interfaces: [UserError],
  fields: (t) => ({
    upstreamFields: t.field({ type: [UpstreamField], description: 'What it says of single fields; often empty.', resolve: ({ upstreamFields }) => upstreamFields }),
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', { nullable: true, description: 'How long it asks to wait before another try; `null` where it does not say.' }),
  }),
});
