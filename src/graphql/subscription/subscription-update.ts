import { sum } from '../../domain/decimal.ts';
import type { Subscription as SubscriptionModel } from '../../domain/subscription.ts';
import { linesAtPrice } from '../../domain/subscription-rules.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { SubscriptionTransitionErrorModel } from '../errors/subscription-transition-error.ts';
import { subscriptionTransition, SubscriptionTransitionError } from '../errors/subscription-transition-error.ts';
import { InvoiceLineInput } from '../invoice/invoice-issue-input.ts';
import { plainNumber } from '../mutation/canonical-input.ts';
import { runWrite } from '../mutation/run-write.ts';
import { OPTIONAL_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import { BillingFrequency } from './billing-frequency.ts';
import { Subscription } from './subscription-ref.ts';
import type { Terms, TermsInput } from './subscription-terms.ts';
import { noteEnd, readTerms } from './subscription-terms.ts';

const SubscriptionUpdateInput = builder.inputType('SubscriptionUpdateInput', {
  description: 'What changes of a subscription, at least one thing. What is left out or `null` stays as it is: e-Cont.md has no way to clear it.',
  fields: (t) => ({
    idempotencyKey: t.id({ description: OPTIONAL_KEY }),
    subscriptionId: t.id({ required: true, description: 'What changes, by the `id` of a subscription. A CANCELLED one cannot be changed.' }),
    amount: t.field({ type: 'Decimal', description: 'Price of one period: more than 0, at most 2 decimals. Alone it becomes the price of the one unit that is sold; where more is sold, give `lines` too.' }),
    frequency: t.field({ type: BillingFrequency, description: 'How long a period is.' }),
    endsAt: t.field({ type: 'DateTime', description: 'When it ends, after its start.' }),
    lines: t.field({ type: [InvoiceLineInput], description: 'What each of its invoices sells, 1 to 20 lines, all of them anew. `amount` becomes what they come to.' }),
  }),
});

interface SubscriptionUpdatePayloadModel {
  readonly kind: 'SubscriptionUpdatePayload';
  readonly reference: ObjectReference;
}

const SubscriptionUpdatePayload = builder.objectRef<SubscriptionUpdatePayloadModel>('SubscriptionUpdatePayload').implement({
  description: 'The subscription was changed.',
  fields: (t) => ({
    subscription: t.field({
      type: Subscription,
      nullable: true,
      description: 'The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('subscription', id === null ? null : await loaders.subscriptionById.load(id)),
    }),
  }),
});

const SubscriptionUpdateResult = builder.unionType('SubscriptionUpdateResult', {
  description: 'What became of `subscriptionUpdate`.',
  types: [SubscriptionUpdatePayload, SubscriptionTransitionError, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

/** The terms with the lines that a new price alone needs; what is unclear about it goes to `faults`. */
const withLines = (terms: Terms, subscription: SubscriptionModel, faults: FaultCollector): Terms => {
  if (terms.amount === undefined || terms.lines !== undefined) return terms;
  const lines = linesAtPrice(subscription, terms.amount);
  if (lines === 'unclear') faults.add(['amount'], `\`amount\` is ${terms.amount}, but the lines of the subscription come to ${sum(subscription.lines.map(({ total }) => total))}; give \`lines\` too.`);
  return typeof lines === 'string' ? terms : { ...terms, lines };
};

type UpdateInput = TermsInput & { readonly subscriptionId: string | number };

const prepareUpdate = async (input: UpdateInput, context: GraphContext, faults: FaultCollector): Promise<Preparation<'subscriptionUpdate', SubscriptionTransitionErrorModel> | null> => {
  const { loaders } = context;
  const id = idMember(context, 'subscriptionId', 'Subscription', input.subscriptionId, faults);
  const terms = readTerms(input, faults);
  if (faults.faults.length === 0 && Object.keys(terms).length === 0) faults.add([], 'There is nothing to change: give at least one member beside `subscriptionId`.');
  if (faults.faults.length > 0 || id === null) return null;

  const subscription = await loaders.subscriptionById.load(id);
  if (subscription === null) {
    noteNoObject('subscriptionId', 'Subscription', faults);
    return null;
  }
  if (subscription.status === 'CANCELLED') return { ok: false, refusal: subscriptionTransition('CANCELLED', 'The subscription is CANCELLED, and that is for good: make another instead.') };
  if (subscription.startsAt !== null) noteEnd(terms.endsAt, subscription.startsAt, faults);
  const ofLines = terms.lines === undefined || terms.amount === undefined ? {} : { amount: plainNumber(terms.amount) };
  return { ok: true, draft: { draft: { ...withLines(terms, subscription, faults), id } }, defaults: { ...ofLines, 'lines.*.unit': 'pcs' } };
};

builder.mutationField('subscriptionUpdate', (t) =>
  t.field({
    type: SubscriptionUpdateResult,
    nullable: true,
    description: 'Changes what is given of a subscription and leaves the rest. Invoices that were issued stay as they are.',
    args: { input: t.arg({ type: SubscriptionUpdateInput, required: true, description: 'The changes.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'subscriptionUpdate', SubscriptionUpdatePayloadModel, SubscriptionTransitionErrorModel>(
        {
          operation: 'subscriptionUpdate',
          input,
          prepare: (faults) => prepareUpdate(input, context, faults),
          payload: (reference) => ({ kind: 'SubscriptionUpdatePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
