import { formatUpstreamDateTime } from '../../domain/dates.ts';
import type { SubscriptionDraft } from '../../domain/subscription.ts';
import type { UpstreamSettings } from '../settings.ts';
import { writeLines } from './invoice-order.ts';
import { FREQUENCY } from './literals.ts';

type Written = Readonly<Record<string, unknown>>;

/**
 * The body of `put/subscription` beside `connect`. An absent member is left as it is upstream.
 * Its items are "as in an invoice" (ASSUMED): with the columns and in the place that `put/invoice` has them.
 */
export const writeSubscriptionDraft = (draft: SubscriptionDraft, { itemsPosition }: Pick<UpstreamSettings, 'itemsPosition'>): Written => {
  const written = {
    id: draft.id,
    customer_id: draft.customerId,
    tariff_alias: draft.tariffAlias,
    currency: draft.currency,
    amount: draft.amount,
    frequency: draft.frequency === undefined ? undefined : FREQUENCY.write[draft.frequency],
    date_start: draft.startsAt === undefined ? undefined : formatUpstreamDateTime(draft.startsAt),
    date_stop: draft.endsAt === undefined ? undefined : formatUpstreamDateTime(draft.endsAt),
  };
  if (draft.lines === undefined) return { subscription: written };
  const items = writeLines(draft.lines);
  return itemsPosition === 'top' ? { subscription: written, items } : { subscription: { ...written, items } };
};
