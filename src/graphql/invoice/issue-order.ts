import type { CurrencyCode } from '../../domain/currency.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CalendarDate, Instant } from '../../domain/dates.ts';
import { dayOf } from '../../domain/dates.ts';
import type { Decimal } from '../../domain/decimal.ts';
import { equal, sum } from '../../domain/decimal.ts';
import type { Department } from '../../domain/department.ts';
import type { InvoiceBilling, InvoiceOrderLine, VatMode } from '../../domain/invoice.ts';
import type { InvoiceTotals } from '../../domain/invoice-totals.ts';
import { totalsOfLines } from '../../domain/invoice-totals.ts';
import type { Language } from '../../domain/language.ts';
import type { OrderIntent } from '../../ledger/operations.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import type { Sealed } from '../seal.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';
import type { BillingInput } from './issue-billing.ts';
import { billingOfCustomer, billingOfInput } from './issue-billing.ts';
import type { LineInput } from './issue-lines.ts';
import { issueLines } from './issue-lines.ts';

/** The unit of a line that names none (SEEN). */
export const DEFAULT_UNIT = 'pcs';

/** The input of `invoiceIssue`; `null` means the same as absent. */
export interface IssueInput {
  readonly customerId?: string | number | null | undefined;
  readonly customer?: BillingInput | null | undefined;
  readonly lines: readonly LineInput[];
  readonly currency?: CurrencyCode | null | undefined;
  readonly expectedTotal?: Decimal | null | undefined;
  readonly issuedAt?: Instant | null | undefined;
  readonly dueOn?: CalendarDate | null | undefined;
  readonly orderNumber?: string | null | undefined;
  readonly subscriptionId?: string | number | null | undefined;
  readonly note?: string | null | undefined;
  readonly remark?: string | null | undefined;
  readonly language?: Language | null | undefined;
}

/** What the input says by itself, before anything is read. */
export interface ReadIssue {
  readonly customerId: number | null;
  readonly billing: InvoiceBilling | null;
  readonly lines: readonly InvoiceOrderLine[];
  readonly rest: Omit<OrderIntent, 'billing' | 'lines' | 'amount' | 'currency' | 'orderStatus' | 'departmentId'>;
}

const readId = (context: Sealed, field: 'customerId' | 'subscriptionId', type: 'Customer' | 'Subscription', id: string | number | null | undefined, faults: FaultCollector): number | null => {
  if (id == null) return null;
  const upstreamId = upstreamIdOf(context, type, `${id}`);
  if (upstreamId === null) faults.add([field], `\`${field}\` names no ${type.toLowerCase()}.`);
  return upstreamId;
};

/** Checks everything that can be checked without reading; what is wrong goes to `faults`. */
export const readIssue = (context: Sealed, input: IssueInput, now: Instant, faults: FaultCollector): ReadIssue => {
  if ((input.customerId == null) === (input.customer == null)) faults.add(['customer'], 'Exactly one of `customerId` and `customer` is needed.');
  const customerId = readId(context, 'customerId', 'Customer', input.customerId, faults);
  const billing = input.customer == null ? null : billingOfInput(input.customer, faults);
  const lines = issueLines(input.lines, faults);
  const createdAt = input.issuedAt ?? now;
  if (input.dueOn != null && input.dueOn < dayOf(createdAt)) faults.add(['dueOn'], `\`dueOn\` is ${input.dueOn}, before the invoice's own date ${dayOf(createdAt)}.`);
  const note = { maxLength: 1000, multiline: true };
  return {
    customerId,
    billing,
    lines,
    rest: {
      createdAt,
      ...withoutAbsent({
        dueOn: input.dueOn ?? undefined,
        orderNumber: faults.text(['orderNumber'], input.orderNumber, { maxLength: 64 }),
        subscriptionId: readId(context, 'subscriptionId', 'Subscription', input.subscriptionId, faults) ?? undefined,
        note: faults.text(['note'], input.note, note),
        remark: faults.text(['remark'], input.remark, note),
        patternLanguage: input.language ?? undefined,
      }),
    },
  };
};

/** How the department charges VAT: not at all where it does not pay any. */
export const chargedVatMode = ({ isVatPayer, vatMode }: Department): VatMode => (isVatPayer ? vatMode : 'NONE');

/** What the lines come to in this department. */
export const totalsIn = (department: Department, { lines }: ReadIssue): InvoiceTotals =>
  totalsOfLines(lines.map(({ total }) => total), chargedVatMode(department), department.vatRate);

/** What members of the input mean where they are left out. */
export const defaultsIn = ({ currency, preferredLanguage }: Department): Readonly<Record<string, string>> => ({
  currency,
  'lines.*.unit': DEFAULT_UNIT,
  ...(preferredLanguage === null ? {} : { language: preferredLanguage }),
});

/** An order that can be sent, what it comes to, and what the members that the input leaves out mean. */
export interface PreparedIssue {
  readonly draft: OrderIntent;
  readonly totals: InvoiceTotals;
  readonly defaults: Readonly<Record<string, string>>;
}

/** The order as it is sent, checked against the department and the customer; `null` when something is wrong. */
export const orderOf = (input: IssueInput, read: ReadIssue, department: Department, customer: Customer | null, faults: FaultCollector): PreparedIssue | null => {
  const currency = input.currency ?? department.currency;
  if (currency !== department.currency) faults.add(['currency'], `\`currency\` is ${currency}; this department issues in ${department.currency} only.`);

  if (read.customerId !== null && customer === null) faults.add(['customerId'], '`customerId` names no customer.');
  const billing = customer === null ? read.billing : billingOfCustomer(customer);
  if (customer !== null && billing === null) faults.add(['customerId'], '`customerId` names a customer without a usable e-mail address, and the invoice is sent by e-mail.');

  const sums = totalsIn(department, read);
  if (input.expectedTotal != null && !equal(input.expectedTotal, sums.gross)) faults.add(['expectedTotal'], `\`expectedTotal\` is ${input.expectedTotal}, but the lines come to ${sums.gross}.`);

  if (faults.faults.length > 0 || billing === null) return null;
  return {
    draft: { ...read.rest, departmentId: department.id, amount: sum(read.lines.map(({ total }) => total)), currency, orderStatus: 'pending', billing, lines: read.lines },
    totals: sums,
    defaults: defaultsIn(department),
  };
};
