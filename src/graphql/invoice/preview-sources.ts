import type { Customer } from '../../domain/customer.ts';
import type { Department } from '../../domain/department.ts';
import type { Subscription, Tariff } from '../../domain/subscription.ts';
import { fingerprintOf } from '../../ledger/fingerprint.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { PreviewPart } from '../errors/preview-stale-error.ts';
import { PREVIEW_PARTS } from '../errors/preview-stale-error.ts';
import type { ReadIssue } from './issue-order.ts';
import { totalsIn } from './issue-order.ts';
import type { PreviewContent, PreviewDigests } from './preview-token.ts';
import { digestOf } from './preview-token.ts';

/** Everything beside the input that decides what an invoice will be. */
export interface PreviewSources {
  readonly department: Department;
  /** Named by the input, or the one that e-Cont.md will link by its IDNO; `null`: none. */
  readonly customer: Customer | null;
  readonly subscription: Subscription | null;
  readonly tariff: Tariff | null;
}

const readCustomer = ({ customerId, billing }: ReadIssue, loaders: Loaders): Promise<Customer | null> => {
  if (customerId !== null) return loaders.customerById.load(customerId);
  const idno = billing?.idno ?? billing?.idnp;
  return idno === undefined ? Promise.resolve(null) : loaders.customerBySelector.load({ idno });
};

/** Reads what an invoice will be made from, side by side. */
export const readSources = async (read: ReadIssue, loaders: Loaders): Promise<PreviewSources> => {
  const readSubscription = async (): Promise<Pick<PreviewSources, 'subscription' | 'tariff'>> => {
    const { subscriptionId } = read.rest;
    const subscription = subscriptionId === undefined ? null : await loaders.subscriptionById.load(subscriptionId);
    return { subscription, tariff: subscription?.tariffAlias == null ? null : await loaders.tariffByAlias.load(subscription.tariffAlias) };
  };
  const [department, customer, billed] = await Promise.all([loaders.department(), readCustomer(read, loaders), readSubscription()]);
  return { department, customer, ...billed };
};

/** The input as it is compared: what the payer is expected to pay changes nothing of what is issued, and is checked anyway. */
const comparedInput = (canonical: unknown, defaults: PreviewContent['defaults']): string =>
  fingerprintOf('invoiceIssue', { ...(canonical as Readonly<Record<string, unknown>>), expectedTotal: undefined }, defaults);

/** All members of a customer, which a copy by `...` would not hold. */
const membersOf = (customer: Customer): Customer => JSON.parse(JSON.stringify(customer)) as Customer;

/** A digest of each part of what an invoice will be made from. */
export const digestsOf = (canonical: unknown, defaults: PreviewContent['defaults'], read: ReadIssue, { department, customer, subscription, tariff }: PreviewSources): PreviewDigests => ({
  INPUT: comparedInput(canonical, defaults),
  // Whoever touches a customer without changing it changes nothing that was shown.
  CUSTOMER: digestOf(customer === null ? null : { ...membersOf(customer), updatedAt: null }),
  TARIFF: digestOf([subscription === null ? null : { alias: subscription.tariffAlias }, tariff]),
  DEPARTMENT: digestOf(department),
  TOTALS: digestOf(totalsIn(department, read)),
});

/** The parts of a preview that are different now. */
export const changedParts = (canonical: unknown, read: ReadIssue, sources: PreviewSources, { defaults, digests }: PreviewContent): readonly PreviewPart[] => {
  const now = digestsOf(canonical, defaults, read, sources);
  return PREVIEW_PARTS.filter((part) => now[part] !== digests[part]);
};
