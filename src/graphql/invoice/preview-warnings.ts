import type { CalendarDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { isZero } from '../../domain/decimal.ts';
import { isCheckDigitRight } from '../../domain/idno.ts';
import type { Invoice } from '../../domain/invoice.ts';
import type { ReadIssue } from './issue-order.ts';
import { chargedVatMode } from './issue-order.ts';
import type { PreviewSources } from './preview-sources.ts';

/** What a preview may warn of, and what each means. */
export const PREVIEW_WARNINGS = {
  ZERO_PRICE_LINE: 'A line costs nothing.',
  DUE_SOON: 'The last day to pay is today, tomorrow, or over.',
  CUSTOMER_NOT_LINKED: 'The invoice will belong to no customer: none has the IDNO or IDNP of the payer, or the payer has none.',
  IDNO_NOT_VERIFIED: "The payer's IDNO was not checked against the state register.",
  IDNO_CHECK_DIGIT: "The last digit of the payer's IDNO or IDNP is not the one that the others lead to: look whether it is typed right.",
  DEPARTMENT_IN_TEST_MODE: 'The department works in test mode: the invoice is not meant for real.',
  NO_VAT: 'VAT is not charged.',
  VAT_UNKNOWN: 'The department charges VAT in a way that this version does not know, so the totals are shown without it.',
  SIMILAR_INVOICE_OPEN: 'The customer has an open invoice of the same amount that was issued today: this may be a second one for the same.',
} as const;
export type PreviewWarningCode = keyof typeof PREVIEW_WARNINGS;

export interface PreviewWarning {
  readonly code: PreviewWarningCode;
  readonly message: string;
  /** The place in the input, from `input` on; `null` where no single place is meant. */
  readonly path: readonly string[] | null;
}

export interface WarningFacts {
  readonly read: ReadIssue;
  readonly sources: PreviewSources;
  readonly dueOn: CalendarDate;
  readonly today: CalendarDate;
  readonly similar: Invoice | null;
}

const warning = (code: PreviewWarningCode, path: readonly (string | number)[] | null, message: string): PreviewWarning => ({
  code,
  message,
  path: path === null ? null : ['input', ...path.map(String)],
});

const ofPayer = ({ read: { customerId, billing }, sources: { customer } }: WarningFacts): readonly PreviewWarning[] => {
  const member = billing?.idno === undefined ? 'idnp' : 'idno';
  const path = customerId === null ? ['customer', member] : ['customerId'];
  const number = customerId === null ? (billing?.idno ?? billing?.idnp) : (customer?.idno ?? undefined);
  if (number === undefined) {
    return [warning('CUSTOMER_NOT_LINKED', customerId === null ? ['customer'] : path, 'The payer has no IDNO, and e-Cont.md links an invoice to a customer by it: this one will belong to none.')];
  }
  if (customer?.isIdnoVerified === true) return [];
  const known =
    customer === null
      ? warning('CUSTOMER_NOT_LINKED', path, `No customer has the ${member.toUpperCase()} ${number}: the invoice will belong to none.`)
      : warning('IDNO_NOT_VERIFIED', path, `${number}, the IDNO of the customer, was not checked against the state register.`);
  return isCheckDigitRight(number) ? [known] : [known, warning('IDNO_CHECK_DIGIT', path, `${number} does not end in the digit that the others lead to. Look whether it is typed right.`)];
};

const ofVat = ({ sources: { department } }: WarningFacts): readonly PreviewWarning[] => {
  const mode = chargedVatMode(department);
  if (mode === 'UNKNOWN') return [warning('VAT_UNKNOWN', null, 'How the department charges VAT is not known to this version, so the totals are shown without it.')];
  return mode === 'NONE' || department.vatRate === null || isZero(department.vatRate) ? [warning('NO_VAT', null, 'The department charges no VAT.')] : [];
};

/** What whoever issues this should look at first. None of it stops the issue. */
export const warningsOf = (facts: WarningFacts): readonly PreviewWarning[] => {
  const { read, sources, dueOn, today, similar } = facts;
  const zero = read.lines.flatMap(({ unitPrice }, i) => (isZero(unitPrice) ? [warning('ZERO_PRICE_LINE', ['lines', i, 'unitPrice'], `\`lines.${i}\` costs nothing.`)] : []));
  const soon = dueOn > addDays(today, 1) ? [] : [warning('DUE_SOON', read.rest.dueOn === undefined ? null : ['dueOn'], dueOn < today ? `The last day to pay, ${dueOn}, is over.` : `The last day to pay is ${dueOn === today ? 'today' : 'tomorrow'}, ${dueOn}.`)];
  const test = sources.department.mode === 'TEST' ? [warning('DEPARTMENT_IN_TEST_MODE', null, 'The department works in test mode.')] : [];
  const twice = similar === null ? [] : [warning('SIMILAR_INVOICE_OPEN', null, `Invoice ${similar.number ?? similar.id} for the same amount was issued to this customer today and is open.`)];
  return [...zero, ...soon, ...ofPayer(facts), ...test, ...ofVat(facts), ...twice];
};
