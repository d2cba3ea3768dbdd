import type { SubscriptionAction } from '../../domain/subscription-transitions.ts';
import { faultOfSubscriptionAction } from '../../domain/subscription-transitions.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference, SubscriptionStatusDraft } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { SubscriptionTransitionErrorModel } from '../errors/subscription-transition-error.ts';
import { subscriptionTransition, SubscriptionTransitionError } from '../errors/subscription-transition-error.ts';
import { runWrite } from '../mutation/run-write.ts';
import { OPTIONAL_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import { Subscription } from './subscription-ref.ts';

/** A mutation that takes a subscription to another status. */
export interface SubscriptionStatusChange {
  readonly name: 'subscriptionPause' | 'subscriptionResume' | 'subscriptionCancel';
  readonly action: SubscriptionAction;
  readonly becomes: SubscriptionStatusDraft['status'];
  readonly description: string;
  /** What is true once it is done. */
  readonly done: string;
  /** Which subscriptions it takes. */
  readonly takes: string;
}

interface PayloadModel {
  readonly kind: string;
  readonly reference: ObjectReference;
}

type Name = SubscriptionStatusChange['name'];

const prepareChange = async (
  { action, becomes }: SubscriptionStatusChange, id: string | number, context: GraphContext, faults: FaultCollector,
): Promise<Preparation<Name, SubscriptionTransitionErrorModel> | null> => {
  const subscriptionId = idMember(context, 'subscriptionId', 'Subscription', id, faults);
  if (subscriptionId === null) return null;
  const subscription = await context.loaders.subscriptionById.load(subscriptionId);
  if (subscription === null) {
    noteNoObject('subscriptionId', 'Subscription', faults);
    return null;
  }
  const fault = faultOfSubscriptionAction(action, subscription.status);
  return fault === null ? { ok: true, draft: { subscriptionId, status: becomes } } : { ok: false, refusal: subscriptionTransition(subscription.status, fault) };
};

/** Adds the mutation with its input, payload and result, all named for it. */
export const addSubscriptionStatusChange = (change: SubscriptionStatusChange): void => {
  const { name } = change;
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const kind = `${typeName}Payload`;

  const Input = builder.inputType(`${typeName}Input`, {
    description: `Names the subscription of \`${name}\`.`,
    fields: (t) => ({
      idempotencyKey: t.id({ description: OPTIONAL_KEY }),
      subscriptionId: t.id({ required: true, description: `The subscription, by its \`id\`. ${change.takes}` }),
    }),
  });
  const Payload = builder.objectRef<PayloadModel>(kind).implement({
    description: change.done,
    fields: (t) => ({
      subscription: t.field({
        type: Subscription,
        nullable: true,
        description: 'The subscription, read afresh. `null` with an error when that reading fails: it was changed all the same.',
        resolve: async ({ reference }, _args, { loaders }) => found('subscription', reference.id === null ? null : await loaders.subscriptionById.load(reference.id)),
      }),
    }),
  });
  const Result = builder.unionType(`${typeName}Result`, {
    description: `What became of \`${name}\`.`,
    types: [Payload, SubscriptionTransitionError, ...WRITE_ERRORS],
    resolveType: (value) => value.kind,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      nullable: true,
      description: change.description,
      args: { input: t.arg({ type: Input, required: true, description: 'The subscription.' }) },
      resolve: (_root, { input }, context, info) =>
        runWrite<Name, PayloadModel, SubscriptionTransitionErrorModel>(
          { operation: name, input, prepare: (faults) => prepareChange(change, input.subscriptionId, context, faults), payload: (reference) => ({ kind, reference }) },
          context,
          info,
        ),
    }),
  );
};
