import type { CurrencyCode } from './currency.ts';
import type { CalendarDate } from './dates.ts';
import type { Decimal } from './decimal.ts';
import { add, decimal, fractionRound2, isNegative, subtract, sum, ZERO } from './decimal.ts';
import type { Invoice, InvoiceStatus, VatMode } from './invoice.ts';

/** The sums of an invoice, all in its currency. `gross = net + tax`. */
export interface InvoiceTotals {
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly gross: Decimal;
}

export interface InvoiceBalance extends InvoiceTotals {
  readonly paid: Decimal;
  readonly refunded: Decimal;
  readonly due: Decimal;
}

/** VAT rates of Moldova, in per cent. */
export const VAT_RATES = ['20', '12', '8'] as const;

const HUNDRED = decimal('100');

/** VAT of one line, rounded to two digits: contained in `total` (INNER), on top of it (OVER), or none. */
export const vatOfLine = (total: Decimal, mode: VatMode, rate: Decimal | null): Decimal => {
  if (rate === null || mode === 'NONE' || mode === 'UNKNOWN') return ZERO;
  return fractionRound2(total, rate, mode === 'INNER' ? add(HUNDRED, rate) : HUNDRED);
};

/** The sums of lines: VAT is rounded per line, then added up. */
export const totalsOfLines = (lineTotals: readonly Decimal[], mode: VatMode, rate: Decimal | null): InvoiceTotals => {
  const lines = sum(lineTotals);
  const tax = sum(lineTotals.map((total) => vatOfLine(total, mode, rate)));
  return mode === 'OVER' ? { net: lines, tax, gross: add(lines, tax) } : { net: subtract(lines, tax), tax, gross: lines };
};

/** Statuses in which nothing is left to pay: not any more, or never. */
const SETTLED: ReadonlySet<InvoiceStatus> = new Set(['PAID', 'REVERSED', 'REFUNDED', 'CANCELLED', 'DENIED', 'ARCHIVED']);

const totalsIn = ({ lines }: Pick<Invoice, 'lines'>): readonly Decimal[] => lines.map(({ total }) => total);

/** The sums of an invoice as the upstream keeps it; members that it left out are computed from the others. Each is computed when it is asked for, and lines are made where nothing else tells. */
class SumsOfInvoice implements InvoiceBalance {
  readonly #invoice: Invoice;

  constructor(invoice: Invoice) {
    this.#invoice = invoice;
  }

  get tax(): Decimal {
    const invoice = this.#invoice;
    return invoice.vatAmount ?? totalsOfLines(totalsIn(invoice), invoice.vatMode, invoice.vatRate).tax;
  }

  /** With VAT on top, the sum of the lines is the net price; `amount` there may hold VAT or not. */
  get #netOver(): Decimal {
    const { amount, netAmount } = this.#invoice;
    if (netAmount !== null) return netAmount;
    const totals = totalsIn(this.#invoice);
    return totals.length > 0 ? sum(totals) : subtract(amount, this.tax);
  }

  get net(): Decimal {
    return this.#invoice.vatMode === 'OVER' ? this.#netOver : subtract(this.gross, this.tax);
  }

  /** The sum of the parts is the price however `amount` was stored. */
  get gross(): Decimal {
    const { vatMode, amount } = this.#invoice;
    return vatMode === 'OVER' ? add(this.#netOver, this.tax) : amount;
  }

  get paid(): Decimal {
    return this.#invoice.amountPaid;
  }

  get refunded(): Decimal {
    return this.#invoice.amountRefunded;
  }

  get due(): Decimal {
    const { status, amountPaid } = this.#invoice;
    if (SETTLED.has(status)) return ZERO;
    const left = subtract(this.gross, amountPaid);
    return isNegative(left) ? ZERO : left;
  }

  get currency(): CurrencyCode {
    return this.#invoice.currency;
  }
}

export const totalsOfInvoice = (invoice: Invoice): InvoiceBalance & { readonly currency: CurrencyCode } => new SumsOfInvoice(invoice);

/** Statuses that wait for money. */
export const PAYABLE_STATUSES: readonly InvoiceStatus[] = ['OPEN', 'SENT', 'PARTIALLY_PAID'];

/** Waiting for money past its due date. The upstream has no such status: it is computed. */
export const isOverdue = ({ status, dueOn }: Pick<Invoice, 'status' | 'dueOn'>, today: CalendarDate): boolean =>
  dueOn !== null && PAYABLE_STATUSES.includes(status) && dueOn < today;

/** What a payer owes over several invoices. */
export interface CustomerBalance {
  readonly due: Decimal;
  readonly overdue: Decimal;
  readonly openInvoiceCount: number;
  readonly overdueInvoiceCount: number;
}

export const balanceOf = (invoices: readonly Invoice[], today: CalendarDate): CustomerBalance => {
  const open = invoices.filter(({ status }) => PAYABLE_STATUSES.includes(status));
  const overdue = open.filter((invoice) => isOverdue(invoice, today));
  const dueOf = (of: readonly Invoice[]): Decimal => sum(of.map((invoice) => totalsOfInvoice(invoice).due));
  return { due: dueOf(open), overdue: dueOf(overdue), openInvoiceCount: open.length, overdueInvoiceCount: overdue.length };
};
