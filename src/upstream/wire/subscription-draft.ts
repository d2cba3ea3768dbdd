import { formatUpstreamDateTime } from '../../domain/dates.ts';
import type { InvoiceOrderLine } from '../../domain/invoice.ts';
import type { SubscriptionDraft } from '../../domain/subscription.ts';
import { FREQUENCY } from './literals.ts';

type Written = Readonly<Record<string, unknown>>;

/** A subscription's lines have the columns of an invoice's row, not of `put/invoice` (ASSUMED: "as in an invoice"). */
const writeLine = (line: InvoiceOrderLine): Written => ({
  Code: line.productCode,
  SKU: line.sku,
  Name: line.name,
  UnitPrice: line.unitPrice,
  Quantity: line.quantity,
  UnitOfMeasure: line.unit,
  TotalPrice: line.total,
});

/** The body of `put/subscription` beside `connect`. An absent member is left as it is upstream. */
export const writeSubscriptionDraft = (draft: SubscriptionDraft): Written => ({
  subscription: {
    id: draft.id,
    customer_id: draft.customerId,
    tariff_alias: draft.tariffAlias,
    currency: draft.currency,
    amount: draft.amount,
    frequency: draft.frequency === undefined ? undefined : FREQUENCY.write[draft.frequency],
    date_start: draft.startsAt === undefined ? undefined : formatUpstreamDateTime(draft.startsAt),
    date_stop: draft.endsAt === undefined ? undefined : formatUpstreamDateTime(draft.endsAt),
    items: draft.lines === undefined ? undefined : Object.fromEntries(draft.lines.map((line, index) => [`${index + 1}`, writeLine(line)])),
  },
});
