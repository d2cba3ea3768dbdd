import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import type { InvalidInputErrorModel } from '../errors/invalid-input-error.ts';
import { InvalidInputError, invalidInput } from '../errors/invalid-input-error.ts';
import type { OutcomeUnknownErrorModel } from '../errors/outcome-unknown-error.ts';
import { OutcomeUnknownError, outcomeUnknown } from '../errors/outcome-unknown-error.ts';
import type { UpstreamRejectedErrorModel } from '../errors/upstream-rejected-error.ts';
import { UpstreamRejectedError, upstreamRejected } from '../errors/upstream-rejected-error.ts';
import type { InvoiceReference } from '../../upstream/client.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import { found } from '../node/found.ts';
import { InvoiceIssueInput } from './invoice-issue-input.ts';
import { Invoice } from './invoice-ref.ts';
import type { IssueInput } from './issue-order.ts';
import { orderOf, readIssue } from './issue-order.ts';

interface InvoiceIssuePayloadModel {
  readonly kind: 'InvoiceIssuePayload';
  readonly orderId: number;
  readonly reference: InvoiceReference;
}

const InvoiceIssuePayload = builder.objectRef<InvoiceIssuePayloadModel>('InvoiceIssuePayload').implement({
  description: 'The invoice was issued.',
  fields: (t) => ({
    invoice: t.field({
      type: Invoice,
      nullable: true,
      description: 'The new invoice, read back from e-Cont.md. `null` with an error when that reading fails: the invoice exists all the same.',
      resolve: async ({ reference }, _args, { loaders }) =>
        found('invoice', await ('id' in reference ? loaders.invoiceById.load(reference.id) : loaders.invoiceBySelector.load(reference))),
    }),
    orderId: t.exposeInt('orderId', { description: 'The order id that it was sent under.' }),
  }),
});

const InvoiceIssueResult = builder.unionType('InvoiceIssueResult', {
  description: 'What became of `invoiceIssue`.',
  types: [InvoiceIssuePayload, InvalidInputError, UpstreamRejectedError, OutcomeUnknownError],
  resolveType: ({ kind }) => kind,
});

type Result = InvoiceIssuePayloadModel | InvalidInputErrorModel | UpstreamRejectedErrorModel | OutcomeUnknownErrorModel;

/** The upstream's failure to answer what has to be known first is an answer too: nothing was sent. */
const asUpstreamError = (error: unknown): UpstreamError => {
  if (error instanceof UpstreamError) return error;
  throw error;
};

/** Checks the input, sends it once, and tells which of the three outcomes it had. */
const issueInvoice = async (input: IssueInput, { loaders, ledger, now }: GraphContext): Promise<Result> => {
  const faults = createFaultCollector();
  const refusal = (): InvalidInputErrorModel | null => {
    const [first, ...others] = faults.faults;
    return first === undefined ? null : invalidInput([first, ...others]);
  };
  const read = readIssue(input, now(), faults);
  const refused = refusal();
  if (refused !== null) return refused;

  const facts = await Promise.all([loaders.department(), read.customerId === null ? null : loaders.customerById.load(read.customerId)]).catch(asUpstreamError);
  if (facts instanceof UpstreamError) return upstreamRejected(facts);
  const [department, customer] = facts;
  const order = orderOf(input, read, department, customer, faults);
  if (order === null) return refusal() ?? invalidInput([{ path: ['input'], message: 'The input cannot be issued.' }]);

  const since = now();
  const { orderId, result } = await ledger.issueInvoice(order);
  // Whatever happened, what was read before the write may be stale now.
  loaders.forget();
  switch (result.outcome) {
    case 'done':
      return { kind: 'InvoiceIssuePayload', orderId, reference: result.value };
    case 'refused':
      return upstreamRejected(result.failure);
    case 'unknown':
      return outcomeUnknown(orderId, since);
  }
};

builder.mutationField('invoiceIssue', (t) =>
  t.field({
    type: InvoiceIssueResult,
    nullable: true,
    description: 'Issues an invoice and has e-Cont.md make it. It is sent once and never repeated by itself.',
    args: { input: t.arg({ type: InvoiceIssueInput, required: true, description: 'The invoice.' }) },
    resolve: (_root, { input }, context) => issueInvoice(input, context),
  }),
);
