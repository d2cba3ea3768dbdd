import type { GraphQLResolveInfo } from 'graphql';

import type { CalendarDate } from '../../domain/dates.ts';
import { addDays, dayOf, epochOf, instantOfEpoch, parseUpstreamDateTime } from '../../domain/dates.ts';
import { equal } from '../../domain/decimal.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { PAYABLE_STATUSES, totalsOfInvoice } from '../../domain/invoice-totals.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import { InvalidInputError } from '../errors/invalid-input-error.ts';
import { upstreamRejected, UpstreamRejectedError } from '../errors/upstream-rejected-error.ts';
import { canonicalInput } from '../mutation/canonical-input.ts';
import { faultsAsError } from '../mutation/run-write.ts';
import { invoiceMembers } from './invoice-issue-input.ts';
import type { InvoicePreviewPayloadModel } from './invoice-preview-payload.ts';
import { InvoicePreviewPayload } from './invoice-preview-payload.ts';
import type { IssueInput, PreparedIssue } from './issue-order.ts';
import { orderOf, readIssue } from './issue-order.ts';
import { digestsOf, readSources } from './preview-sources.ts';
import { PREVIEW_TTL_MS, writePreviewToken } from './preview-token.ts';
import { warningsOf } from './preview-warnings.ts';

const InvoicePreviewInput = builder.inputType('InvoicePreviewInput', {
  description: 'An invoice to look at before it is issued: the members of `InvoiceIssueInput`, without a key. Exactly one of `customerId` and `customer` is needed.',
  fields: (t) => invoiceMembers(t),
});

const InvoicePreviewResult = builder.unionType('InvoicePreviewResult', {
  description: 'What became of `invoicePreview`.',
  types: [InvoicePreviewPayload, InvalidInputError, UpstreamRejectedError],
  resolveType: ({ kind }) => kind,
});

/** Of the invoices of one customer, one day and one amount: far more than anybody issues. */
const SIMILAR_ROWS = 20;

/** An invoice of the same amount that was issued to the customer today and waits for its money, or to be sent. A look that fails warns of nothing. */
const similarTo = async (customerId: number, { draft, totals }: PreparedIssue, today: CalendarDate, loaders: Loaders): Promise<Invoice | null> => {
  const midnight = parseUpstreamDateTime(`${today} 00:00:00`);
  if (midnight === null) return null;
  try {
    const { rows } = await loaders.invoices(
      // Where VAT comes on top, the amount that is kept may hold it or not.
      { filter: { customerIds: [customerId], issuedAt: { from: midnight }, amount: { from: draft.amount, to: totals.gross } }, sort: [{ field: 'id', direction: 'desc' }] },
      { from: 'start', count: SIMILAR_ROWS },
    );
    const isOpen = ({ status }: Invoice): boolean => status === 'DRAFT' || PAYABLE_STATUSES.includes(status);
    return rows.find(({ row }) => isOpen(row) && equal(totalsOfInvoice(row).gross, totals.gross))?.row ?? null;
  } catch (error) {
    if (error instanceof UpstreamError) return null;
    throw error;
  }
};

/** The invoice as it would be issued now; `null` when `faults` say why it cannot be. */
const preview = async (input: IssueInput, context: GraphContext, info: GraphQLResolveInfo, faults: FaultCollector): Promise<InvoicePreviewPayloadModel | null> => {
  const { loaders, now, previews } = context;
  const at = now();
  const read = readIssue(context, input, at, faults);
  if (faults.faults.length > 0) return null;
  const sources = await readSources(read, loaders);
  if (read.rest.subscriptionId !== undefined && sources.subscription === null) faults.add(['subscriptionId'], '`subscriptionId` names no subscription.');
  const { department, customer } = sources;
  const prepared = orderOf(input, read, department, read.customerId === null ? null : customer, faults);
  if (prepared === null || faults.faults.length > 0) return null;

  const today = dayOf(at);
  const dueOn = read.rest.dueOn ?? addDays(dayOf(read.rest.createdAt), department.paymentTermDays);
  const similar = customer === null ? null : await similarTo(customer.id, prepared, today, loaders);
  const expiresAtMs = epochOf(at) + PREVIEW_TTL_MS;
  const { totals, defaults } = prepared;
  const digests = digestsOf(canonicalInput(info.schema, 'InvoicePreviewInput', input), defaults, read, sources);
  return {
    kind: 'InvoicePreviewPayload',
    read, sources, totals, dueOn,
    warnings: warningsOf({ read, sources, dueOn, today, similar }),
    token: writePreviewToken({ expiresAtMs, defaults, digests }, previews),
    expiresAt: instantOfEpoch(expiresAtMs),
  };
};

builder.mutationField('invoicePreview', (t) =>
  t.field({
    type: InvoicePreviewResult,
    nullable: true,
    description: 'Shows an invoice as it would be issued now: its totals, VAT and what to look at first. It sends nothing, and needs no key.',
    args: { input: t.arg({ type: InvoicePreviewInput, required: true, description: 'The invoice.' }) },
    resolve: async (_root, { input }, context, info) => {
      const faults = createFaultCollector();
      try {
        const shown = await preview(input, context, info, faults);
        const refusal = faultsAsError(faults);
        if (refusal !== null) return refusal;
        if (shown === null) throw new Error('invoicePreview showed nothing and found no fault');
        return shown;
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return upstreamRejected(error);
      }
    },
  }),
);
