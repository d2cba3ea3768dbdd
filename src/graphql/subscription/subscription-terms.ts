import type { Instant } from '../../domain/dates.ts';
import { epochOf } from '../../domain/dates.ts';
import type { Decimal } from '../../domain/decimal.ts';
import { equal, sum } from '../../domain/decimal.ts';
import type { InvoiceOrderLine } from '../../domain/invoice.ts';
import { faultOfMoney } from '../../domain/payment-rules.ts';
import type { BillingFrequency, SubscriptionDraft } from '../../domain/subscription.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { LineInput } from '../invoice/issue-lines.ts';
import { issueLines, MAX_PRICE_LENGTH } from '../invoice/issue-lines.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';

/** What both `subscriptionCreate` and `subscriptionUpdate` may be given; `null` means the same as absent. */
export interface TermsInput {
  readonly amount?: Decimal | null | undefined;
  readonly frequency?: BillingFrequency | null | undefined;
  readonly endsAt?: Instant | null | undefined;
  readonly lines?: readonly LineInput[] | null | undefined;
}

export type Terms = Pick<SubscriptionDraft, 'amount' | 'frequency' | 'endsAt' | 'lines'>;

const faultOfAmount = (amount: Decimal): string | null =>
  faultOfMoney(amount) ?? (amount.length > MAX_PRICE_LENGTH ? `has ${amount.length} characters; at most ${MAX_PRICE_LENGTH} are allowed` : null);

/** The price of a period is what its lines come to: the invoices are made of the lines. */
const amountOf = (given: Decimal | undefined, lines: readonly InvoiceOrderLine[] | undefined, faults: FaultCollector): Decimal | undefined => {
  if (lines === undefined) return given;
  const total = sum(lines.map((line) => line.total));
  if (given !== undefined && !equal(given, total)) faults.add(['amount'], `\`amount\` is ${given}, but the lines come to ${total}.`);
  return total;
};

/** The terms as they are sent: what was given, and the price that the lines come to. What is wrong with them goes to `faults`. */
export const readTerms = ({ amount, frequency, endsAt, lines }: TermsInput, faults: FaultCollector): Terms => {
  const given = faults.shaped(['amount'], amount, faultOfAmount);
  if (frequency === 'UNKNOWN') faults.add(['frequency'], '`frequency` cannot be UNKNOWN: it stands for values without a name here.');
  const before = faults.faults.length;
  const read = lines == null ? undefined : issueLines(lines, faults);
  return withoutAbsent({
    amount: faults.faults.length > before ? given : amountOf(given, read, faults),
    frequency: frequency == null || frequency === 'UNKNOWN' ? undefined : frequency,
    endsAt: endsAt ?? undefined,
    lines: read,
  });
};

/** An end that comes before the start would end nothing. */
export const noteEnd = (endsAt: Instant | undefined, startsAt: Instant, faults: FaultCollector): void => {
  if (endsAt !== undefined && epochOf(endsAt) <= epochOf(startsAt)) faults.add(['endsAt'], `\`endsAt\` is ${endsAt}, not after the start ${startsAt}.`);
};
