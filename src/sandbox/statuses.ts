/** The invoice statuses, spelled as the upstream does. */
export const INVOICE_STATUSES = [
  'draft', 'actual', 'sended', 'part', 'full', 'suspended', 'rejected', 'denied', 'refunded', 'reverse', 'archived',
] as const;

/** An invoice status. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** The subscription statuses. */
export const SUBSCRIPTION_STATUSES = ['active', 'pending', 'demo', 'suspended', 'cancelled'] as const;

/** A subscription status. */
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Where an invoice may go from each status. */
export const INVOICE_TRANSITIONS: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  draft: ['actual', 'sended', 'rejected'],
  actual: ['sended', 'suspended', 'part', 'full', 'rejected'],
  sended: ['actual', 'suspended', 'part', 'full', 'rejected', 'denied'],
  suspended: ['actual', 'rejected'],
  part: ['full', 'refunded', 'reverse'],
  full: ['refunded', 'reverse', 'archived'],
  rejected: ['archived'],
  denied: ['archived'],
  refunded: ['archived'],
  reverse: ['archived'],
  archived: [],
};

/** Where a subscription may go from each status. */
export const SUBSCRIPTION_TRANSITIONS: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  pending: ['demo', 'active', 'cancelled'],
  demo: ['active', 'cancelled'],
  active: ['suspended', 'cancelled'],
  suspended: ['active', 'cancelled'],
  cancelled: [],
};

/** True when a table of transitions lets one status follow another; an unknown status leads nowhere. */
export function mayFollow(table: Readonly<Record<string, readonly string[]>>, from: string, to: string): boolean {
  return Object.hasOwn(table, from) && (table[from]?.includes(to) ?? false);
}
