import { NO_CURRENCY } from '../../domain/currency.ts';
import type { Instant } from '../../domain/dates.ts';
import type { SubscriptionDraft } from '../../domain/subscription.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { InvoiceLineInput } from '../invoice/invoice-issue-input.ts';
import { plainNumber } from '../mutation/canonical-input.ts';
import { runWrite } from '../mutation/run-write.ts';
import { REQUIRED_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject, tariffMember } from '../shared/id-member.ts';
import { BillingFrequency } from './billing-frequency.ts';
import { Subscription } from './subscription-ref.ts';
import type { TermsInput } from './subscription-terms.ts';
import { noteEnd, readTerms } from './subscription-terms.ts';

const SubscriptionCreateInput = builder.inputType('SubscriptionCreateInput', {
  description: 'A subscription to make. What is left out or `null` comes from the tariff.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    customerId: t.id({ required: true, description: 'Who is billed, by the `id` of a customer.' }),
    tariffId: t.id({ required: true, description: 'The price plan, by the `id` of a tariff.' }),
    amount: t.field({ type: 'Decimal', description: 'Price of one period in the currency of the tariff: more than 0, at most 2 decimals. With `lines` it is what they come to.' }),
    frequency: t.field({ type: BillingFrequency, description: "How long a period is; the tariff's when left out." }),
    startsAt: t.field({ type: 'DateTime', description: 'When it starts: periods are counted from here. Now when left out.' }),
    endsAt: t.field({ type: 'DateTime', description: 'When it ends, after its start; it has no end when left out.' }),
    lines: t.field({ type: [InvoiceLineInput], description: 'What each of its invoices sells, 1 to 20 lines; the tariff itself when left out.' }),
  }),
});

interface SubscriptionCreatePayloadModel {
  readonly kind: 'SubscriptionCreatePayload';
  readonly reference: ObjectReference;
}

const SubscriptionCreatePayload = builder.objectRef<SubscriptionCreatePayloadModel>('SubscriptionCreatePayload').implement({
  description: 'The subscription was made.',
  fields: (t) => ({
    subscription: t.field({
      type: Subscription,
      nullable: true,
      description: 'The new subscription, read back from e-Cont.md. `null` with an error when that reading fails: the subscription exists all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('subscription', id === null ? null : await loaders.subscriptionById.load(id)),
    }),
  }),
});

const SubscriptionCreateResult = builder.unionType('SubscriptionCreateResult', {
  description: 'What became of `subscriptionCreate`.',
  types: [SubscriptionCreatePayload, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

/** The customer's subscriptions to the tariff that are there already, the newest: the new one is recognised by not being one of them. */
const alikeIds = async (customerId: number, alias: string, loaders: Loaders): Promise<readonly number[]> => {
  const order = { filter: { customerIds: [customerId], tariffAliases: [alias] }, sort: [{ field: 'id', direction: 'desc' }] } as const;
  return (await loaders.subscriptions(order, { from: 'start', count: 100 })).rows.map(({ row }) => row.id);
};

type CreateInput = TermsInput & { readonly customerId: string | number; readonly tariffId: string | number; readonly startsAt?: Instant | null | undefined };

const prepareCreate = async (input: CreateInput, context: GraphContext, faults: FaultCollector): Promise<Preparation<'subscriptionCreate', never> | null> => {
  const { loaders, now } = context;
  const customerId = idMember(context, 'customerId', 'Customer', input.customerId, faults);
  const alias = tariffMember(context, 'tariffId', input.tariffId, faults);
  const terms = readTerms(input, faults);
  noteEnd(terms.endsAt, input.startsAt ?? now(), faults);
  if (faults.faults.length > 0 || customerId === null || alias === null) return null;

  const [customer, tariff, knownIds] = await Promise.all([loaders.customerById.load(customerId), loaders.tariffByAlias.load(alias), alikeIds(customerId, alias, loaders)]);
  if (customer === null) noteNoObject('customerId', 'Customer', faults);
  if (tariff === null) noteNoObject('tariffId', 'Tariff', faults);
  if (tariff === null || faults.faults.length > 0) return null;
  const draft: SubscriptionDraft = {
    customerId,
    tariffAlias: alias,
    // An amount without its currency would be read as whatever the upstream takes for granted.
    ...(tariff.currency === NO_CURRENCY ? {} : { currency: tariff.currency }),
    ...terms,
    ...(input.startsAt == null ? {} : { startsAt: input.startsAt }),
  };
  return { ok: true, draft: { draft, knownIds }, defaults: { amount: plainNumber(terms.amount ?? tariff.rate), frequency: tariff.frequency, 'lines.*.unit': 'pcs' } };
};

builder.mutationField('subscriptionCreate', (t) =>
  t.field({
    type: SubscriptionCreateResult,
    nullable: true,
    description: 'Subscribes a customer to a tariff. With one key at most one subscription is made. It is PENDING until it is started.',
    args: { input: t.arg({ type: SubscriptionCreateInput, required: true, description: 'The subscription.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'subscriptionCreate', SubscriptionCreatePayloadModel>(
        {
          operation: 'subscriptionCreate',
          input,
          prepare: (faults) => prepareCreate(input, context, faults),
          payload: (reference) => ({ kind: 'SubscriptionCreatePayload', reference }),
        },
        context,
        info,
      ),
  }),
);
