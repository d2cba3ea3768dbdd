import type { KeyRecord } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import { MutationResolution } from './mutation-resolution.ts';

export const MutationOutcomeResolution = builder.objectRef<NonNullable<KeyRecord['resolution']>>('MutationOutcomeResolution').implement({
  description: 'What a person decided about a write while its outcome was not known.',
  fields: (t) => ({
    resolution: t.field({ type: MutationResolution, description: 'Whether it was sent once more, or given up.', resolve: ({ resolution }) => resolution }),
    reason: t.exposeString('reason', { description: 'Why, in the words of whoever decided.' }),
    caller: t.exposeString('caller', { description: 'Who decided, by the name in the audit log.' }),
    resolvedAt: t.expose('at', { type: 'DateTime', description: 'When it was decided.' }),
  }),
});
