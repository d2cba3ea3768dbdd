import type { GraphQLResolveInfo } from 'graphql';

import { epochOf } from '../../domain/dates.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { PreviewStaleErrorModel } from '../errors/preview-stale-error.ts';
import { previewStale, PreviewStaleError } from '../errors/preview-stale-error.ts';
import { canonicalInput } from '../mutation/canonical-input.ts';
import { runWrite } from '../mutation/run-write.ts';
import { WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { InvoiceIssueInput } from './invoice-issue-input.ts';
import { Invoice } from './invoice-ref.ts';
import { loadInvoice } from './load-invoice.ts';
import type { IssueInput } from './issue-order.ts';
import { orderOf, readIssue } from './issue-order.ts';
import { changedParts, readSources } from './preview-sources.ts';
import { readPreviewToken } from './preview-token.ts';

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
      description: 'The new invoice as e-Cont.md answered, read back where it answered less than the whole. `null` with an error when that reading fails: the invoice exists all the same.',
      resolve: async ({ reference }, _args, { loaders }) => found('invoice', await loadInvoice(loaders, reference)),
    }),
  }),
});

const InvoiceIssueResult = builder.unionType('InvoiceIssueResult', {
  description: 'What became of `invoiceIssue`.',
  types: [InvoiceIssuePayload, PreviewStaleError, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

type Prepared = Preparation<'invoiceIssue', PreviewStaleErrorModel>;

/** Everything that must be known of an issue before it is sent; `null` when `faults` say why it cannot be. */
const prepareIssue = async (input: IssueInput, context: GraphContext, faults: FaultCollector): Promise<Prepared | null> => {
  const { loaders, now } = context;
  const read = readIssue(context, input, now(), faults);
  if (faults.faults.length > 0) return null;
  const [department, customer] = await Promise.all([loaders.department(), read.customerId === null ? null : loaders.customerById.load(read.customerId)]);
  const prepared = orderOf(input, read, department, customer, faults);
  return prepared && { ok: true, ...prepared };
};

/** The same for an invoice that was shown before: whatever is different now refuses it, and says so before any fault that follows from it. */
const preparePreviewed = async (input: IssueInput, token: string, context: GraphContext, info: GraphQLResolveInfo, faults: FaultCollector): Promise<Prepared | null> => {
  const at = context.now();
  const read = readIssue(context, input, at, faults);
  if (faults.faults.length > 0) return null;
  const shown = readPreviewToken(token, context.previews, epochOf(at));
  if (shown === null) return { ok: false, refusal: previewStale(['TOKEN']) };
  const sources = await readSources(read, context.loaders);
  const changed = changedParts(canonicalInput(info.schema, 'InvoiceIssueInput', input), read, sources, shown);
  if (changed.length > 0) return { ok: false, refusal: previewStale(changed) };
  const prepared = orderOf(input, read, sources.department, read.customerId === null ? null : sources.customer, faults);
  return prepared && { ok: true, ...prepared };
};

builder.mutationField('invoiceIssue', (t) =>
  t.field({
    type: InvoiceIssueResult,
    nullable: true,
    description: 'Issues an invoice and has e-Cont.md make it. With one key at most one invoice is made, whatever breaks on the way.',
    args: { input: t.arg({ type: InvoiceIssueInput, required: true, description: 'The invoice.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'invoiceIssue', InvoiceIssuePayloadModel, PreviewStaleErrorModel>(
        {
          operation: 'invoiceIssue',
          input,
          prepare: (faults) => (input.previewToken == null ? prepareIssue(input, context, faults) : preparePreviewed(input, input.previewToken, context, info, faults)),
          payload: (reference) => ({ kind: 'InvoiceIssuePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
