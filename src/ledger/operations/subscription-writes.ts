import { decimal, equal } from '../../domain/decimal.ts';
import type { Subscription, SubscriptionDraft } from '../../domain/subscription.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { onlyFree, refer } from './operation-spec.ts';

const linesSayTheSame = (row: Subscription, lines: SubscriptionDraft['lines']): boolean =>
  lines === undefined ||
  (row.lines.length === lines.length &&
    lines.every(({ name, unitPrice, quantity }, i) => {
      const line = row.lines[i];
      return line?.name === name && equal(line.unitPrice, unitPrice) && equal(line.quantity, decimal(`${quantity}`));
    }));

/** The row says what the draft says, in everything that the draft says. */
const saysTheSame = (row: Subscription, draft: SubscriptionDraft): boolean =>
  (draft.customerId === undefined || row.customerId === draft.customerId) &&
  (draft.tariffAlias === undefined || row.tariffAlias === draft.tariffAlias) &&
  (draft.currency === undefined || row.currency === draft.currency) &&
  (draft.amount === undefined || equal(row.amount, draft.amount)) &&
  (draft.frequency === undefined || row.frequency === draft.frequency) &&
  (draft.startsAt === undefined || row.startsAt === draft.startsAt) &&
  (draft.endsAt === undefined || row.endsAt === draft.endsAt) &&
  linesSayTheSame(row, draft.lines);

/** `put/subscription` without an id: found again as the new one of its customer with the same data. */
export const subscriptionCreate: OperationSpec<Payloads['subscriptionCreate']> = {
  async send(upstream, scope, { draft }) {
    return refer(await upstream.putSubscription(scope, draft), ({ id }) => ({ type: 'Subscription', id }));
  },
  async find(upstream, scope, { draft, knownIds }, trail) {
    if (draft.customerId === undefined) return 'untraceable';
    const { rows } = await upstream.listSubscriptions(scope, { filter: { customerIds: [draft.customerId] }, sort: [{ field: 'id', direction: 'desc' }], start: 0, length: 100 });
    if (rows.some((row) => row.customerId !== draft.customerId)) return 'ambiguous';
    const fresh = rows.filter((row) => !knownIds.includes(row.id) && saysTheSame(row, draft));
    return onlyFree(fresh.map(({ id }) => ({ type: 'Subscription', id })), trail);
  },
};

/** `put/subscription` with an id (ASSUMED to update, as `put/customer` does). */
export const subscriptionUpdate: OperationSpec<Payloads['subscriptionUpdate']> = {
  async send(upstream, scope, { draft }) {
    return refer(await upstream.putSubscription(scope, draft), () => ({ type: 'Subscription', id: draft.id }));
  },
  async find(upstream, scope, { draft }) {
    const subscription = await upstream.getSubscription(scope, draft.id);
    if (subscription === null) return 'ambiguous';
    return saysTheSame(subscription, draft) ? { found: { type: 'Subscription', id: draft.id } } : 'absent';
  },
};

/** `set/subscription`. It took place when the subscription has that status. */
export const subscriptionStatusChange: OperationSpec<Payloads['subscriptionPause']> = {
  async send(upstream, scope, { subscriptionId, status }) {
    return refer(await upstream.setSubscription(scope, subscriptionId, status), () => ({ type: 'Subscription', id: subscriptionId }));
  },
  async find(upstream, scope, { subscriptionId, status }) {
    const subscription = await upstream.getSubscription(scope, subscriptionId);
    if (subscription === null) return 'ambiguous';
    return subscription.status === status ? { found: { type: 'Subscription', id: subscriptionId } } : 'absent';
  },
};
