import type { ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { runWrite } from '../mutation/run-write.ts';
import { WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { InvoiceIssueInput } from './invoice-issue-input.ts';
import { Invoice } from './invoice-ref.ts';
import { loadInvoice } from './load-invoice.ts';
import type { IssueInput, PreparedIssue } from './issue-order.ts';
import { orderOf, readIssue } from './issue-order.ts';

interface InvoiceIssuePayloadModel {
  readonly kind: 'InvoiceIssuePayload';
  readonly reference: ObjectReference;
}

const InvoiceIssuePayload = builder.objectRef<InvoiceIssuePayloadModel>('InvoiceIssuePayload').implement({
  description: 'The invoice was issued.',
  fields: (t) => ({
    invoice: t.field({
      type: Invoice,
      nullable: true,
      description: 'The new invoice, read back from e-Cont.md. `null` with an error when that reading fails: the invoice exists all the same.',
      resolve: async ({ reference }, _args, { loaders }) => found('invoice', await loadInvoice(loaders, reference)),
    }),
  }),
});

const InvoiceIssueResult = builder.unionType('InvoiceIssueResult', {
  description: 'What became of `invoiceIssue`.',
  types: [InvoiceIssuePayload, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

/** Everything that must be known of an issue before it is sent; `null` when `faults` say why it cannot be. */
export const prepareIssue = async (input: IssueInput, { loaders, now }: GraphContext, faults: FaultCollector): Promise<PreparedIssue | null> => {
  const read = readIssue(input, now(), faults);
  if (faults.faults.length > 0) return null;
  const [department, customer] = await Promise.all([loaders.department(), read.customerId === null ? null : loaders.customerById.load(read.customerId)]);
  return orderOf(input, read, department, customer, faults);
};

builder.mutationField('invoiceIssue', (t) =>
  t.field({
    type: InvoiceIssueResult,
    nullable: true,
    description: 'Issues an invoice and has e-Cont.md make it. With one key at most one invoice is made, whatever breaks on the way.',
    args: { input: t.arg({ type: InvoiceIssueInput, required: true, description: 'The invoice.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'invoiceIssue', InvoiceIssuePayloadModel>(
        {
          operation: 'invoiceIssue',
          input,
          prepare: async (faults) => {
            const prepared = await prepareIssue(input, context, faults);
            return prepared && { ok: true, ...prepared };
          },
          payload: (reference) => ({ kind: 'InvoiceIssuePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
