import type { AuditRecord as AuditRecordModel } from '../../ledger/audit/audit-record.ts';
import { referenceOfText } from '../../ledger/object-reference.ts';
import { builder } from '../builder.ts';
import { loadObject } from '../outcome/load-object.ts';
import { AuditOutcome } from './audit-outcome.ts';

export const AuditRecord = builder.objectRef<AuditRecordModel>('AuditRecord').implement({
  description: 'One record of the audit log: a mutation and how it ended. Records are never changed, and each holds the hash of the one before.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Place in the log, from 1. Places that are missing here belong to other accounts of the same ledger.' }),
    recordedAt: t.expose('at', { type: 'DateTime', description: 'When the mutation ended.' }),
    caller: t.exposeString('caller', { description: 'Who asked, by the name in the configuration of the server; `reconciler` where the server found out by itself.' }),
    requestId: t.exposeString('requestId', { nullable: true, description: 'The request that asked, as in the log of the server; `null` where there was none.' }),
    operation: t.exposeString('operation', { description: 'The mutation, such as `invoiceIssue`.' }),
    keyHash: t.exposeString('keyHash', { nullable: true, description: 'The hash of its idempotency key; keys themselves are not kept here. `null` where there was none that could be used.' }),
    outcome: t.field({ type: AuditOutcome, description: 'How it ended.', resolve: ({ outcome }) => outcome }),
    code: t.exposeString('code', { nullable: true, description: 'The error code of what was not done; REPEATED where a key was answered from its record and nothing was sent; of `mutationOutcomeResolve`, RESEND or ABANDON.' }),
    objectName: t.exposeString('object', { nullable: true, description: 'The object as it was recorded, such as `Invoice:1042` by its upstream id, or `Invoice/` with its public key.' }),
    object: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The same object as it is now; `null` when there was none, or it is gone.',
      resolve: ({ object }, _args, { loaders }) => loadObject(loaders, object === null ? null : referenceOfText(object)) as never,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Of `mutationOutcomeResolve`: why, in the words of whoever decided.' }),
    previousHash: t.exposeString('previousHash', { description: 'The `hash` of the record before, of whichever account; 64 zeros before the first.' }),
    hash: t.exposeString('hash', { description: 'SHA-256 over the place, all that the record says, and `previousHash`, in hexadecimal digits.' }),
  }),
});
