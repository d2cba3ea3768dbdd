import type { Subscription, SubscriptionFilter, SubscriptionSortField } from '../../domain/subscription.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import type { UpstreamSettings } from '../settings.ts';
import { SUBSCRIPTION_FILTER, SUBSCRIPTION_SORT } from '../wire/list-tables.ts';
import { SUBSCRIPTION_STATUS } from '../wire/literals.ts';
import { parseSubscription, parseSubscriptionLazily } from '../wire/subscription.ts';
import { writeSubscriptionDraft } from '../wire/subscription-draft.ts';
import { writtenId, writtenRow } from '../wire/written.ts';
import { getOne } from './get-one.ts';
import type { ListSpec } from './list-rows.ts';
import { inList, listRows } from './list-rows.ts';

type Subscriptions = Pick<UpstreamClient, 'getSubscription' | 'listSubscriptions' | 'putSubscription' | 'setSubscription'>;

const LIST: ListSpec<Subscription, SubscriptionFilter, SubscriptionSortField> = {
  endpoint: 'subscription.list',
  filter: SUBSCRIPTION_FILTER,
  sort: SUBSCRIPTION_SORT,
  parse: parseSubscriptionLazily,
};

/** `subscription.get`, `.list`, `.put` and `.set`. */
export const subscriptions = (sender: Sender, settings: UpstreamSettings): Subscriptions => ({
  getSubscription: (scope, id) => getOne(sender, scope, 'subscription.get', { id }, parseSubscriptionLazily, inList(LIST, id)),
  listSubscriptions: (scope, query) => listRows(sender, scope, LIST, query),
  putSubscription: (scope, draft) =>
    sender.write(scope, { endpoint: 'subscription.put', body: writeSubscriptionDraft(draft, settings), read: (data) => writtenId(data, draft.id) }),
  setSubscription: (scope, id, status) =>
    sender.write(scope, {
      endpoint: 'subscription.set',
      body: { id, status: SUBSCRIPTION_STATUS.write[status] },
      read: (data, parsing) => writtenRow(data, parseSubscription, parsing),
    }),
});
