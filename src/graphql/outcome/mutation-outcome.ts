import type { KeyRecord } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import { loadObject } from './load-object.ts';
import { MutationFailure } from './mutation-failure.ts';
import { MutationOutcomeResolution } from './mutation-outcome-resolution.ts';
import { MutationOutcomeState } from './mutation-outcome-state.ts';

export const MutationOutcome = builder.objectRef<KeyRecord>('MutationOutcome').implement({
  description: 'What became of one write, by the key that it was sent under.',
  fields: (t) => ({
    idempotencyKey: t.exposeID('key', { nullable: true, description: 'The key of the caller, or the one that the server made; `null` once the retention has passed: then only its hash is kept.' }),
    keyHash: t.exposeString('keyHash', { description: 'What stands for the key for ever, and in the audit log: a SHA-256 in hexadecimal digits.' }),
    operation: t.exposeString('operation', { description: 'The mutation that wrote, such as `invoiceIssue`.' }),
    state: t.field({ type: MutationOutcomeState, description: 'Whether it took place.', resolve: ({ state }) => state }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was recorded, right before it was first sent.' }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When it was last sent: later than `startedAt` where it was sent once more.' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: 'When its outcome was known; `null` as long as it is not.' }),
    nextCheckAt: t.expose('nextCheckAt', { type: 'DateTime', nullable: true, description: 'When the server looks for it next by itself; `null` when it need not, or has given up and a person must look.' }),
    checks: t.exposeInt('checks', { description: 'How often e-Cont.md was looked through for it.' }),
    object: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'What it made or changed, as it is now; `null` as long as it is not DONE, and when the object is gone.',
      resolve: ({ reference }, _args, { loaders }) => loadObject(loaders, reference) as never,
    }),
    failure: t.field({ type: MutationFailure, nullable: true, description: 'Why it was refused, or why its outcome is not known; `null` where nothing went wrong, and once the retention has passed.', resolve: ({ failure }) => failure }),
    resolution: t.field({ type: MutationOutcomeResolution, nullable: true, description: 'What a person last decided about it; `null` where nobody had to.', resolve: ({ resolution }) => resolution }),
  }),
});
