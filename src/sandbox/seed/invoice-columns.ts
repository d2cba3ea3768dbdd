import { formatCents, parseCents } from '../cents.ts';
import { totalOf } from '../invoice-items.ts';
import { below, pick, randomOf, weighted } from '../random.ts';
import { INVOICE_STATUSES } from '../statuses.ts';
import { vatOf, type VatMode } from '../vat.ts';
import { DAY, startOfDay } from '../wall-time.ts';
import { FIRST_CODE, seedLines } from './invoice-lines.ts';
import { settlementOf } from './settlement.ts';
import type { SeedCustomer } from './customers.ts';
import type { Office } from './offices.ts';
import type { SeedSubscription } from './subscriptions.ts';

const STREAM = 0x1001;
const SPAN = 730 * DAY;
const DEPARTMENT_WEIGHTS = [78, 13, 9];
/** By INVOICE_STATUSES: what is young is mostly open, what is old is mostly closed. */
const YOUNG = [16, 18, 30, 8, 18, 2, 4, 1, 1, 1, 1];
const OLD = [2, 4, 7, 5, 60, 2, 6, 2, 3, 2, 7];

/** The modes of VAT, by column code. */
export const VAT_MODES: readonly VatMode[] = ['none', 'inner', 'over'];

/** What is kept of each seed invoice, indexed by id (0 is unused); amounts in whole cents, dates in seconds. */
export interface InvoiceColumns {
  size: number;
  office: Uint8Array;
  sequence: Int32Array;
  status: Uint8Array;
  archived: Uint8Array;
  buyer: Int32Array;
  subscription: Int32Array;
  /** The first line's product. */
  product: Uint8Array;
  vatMode: Uint8Array;
  vatRate: Uint8Array;
  moment: Uint32Array;
  due: Uint32Array;
  paidAt: Uint32Array;
  refundAt: Uint32Array;
  amount: Float64Array;
  paid: Float64Array;
  refunded: Float64Array;
  /** Payment ids of invoice i: firstPayment[i] … firstPayment[i + 1] - 1. */
  firstPayment: Int32Array;
}

function emptyColumns(size: number): InvoiceColumns {
  const n = size + 2;
  return {
    size,
    office: new Uint8Array(n),
    sequence: new Int32Array(n),
    status: new Uint8Array(n),
    archived: new Uint8Array(n),
    buyer: new Int32Array(n),
    subscription: new Int32Array(n),
    product: new Uint8Array(n),
    vatMode: new Uint8Array(n),
    vatRate: new Uint8Array(n),
    moment: new Uint32Array(n),
    due: new Uint32Array(n),
    paidAt: new Uint32Array(n),
    refundAt: new Uint32Array(n),
    amount: new Float64Array(n),
    paid: new Float64Array(n),
    refunded: new Float64Array(n),
    firstPayment: new Int32Array(n),
  };
}

/** Draws the facts of every seed invoice. Ids rise with time; the first eleven hold each status once. */
export function drawInvoices(
  size: number,
  offices: readonly Office[],
  customers: readonly SeedCustomer[],
  subscriptions: readonly SeedSubscription[],
  today: number,
): InvoiceColumns {
  const columns = emptyColumns(size);
  const buyersOf = offices.map(({ row }) => customers.filter(({ department }) => department === row.id).map((one) => one.row.id));
  const billedOf = offices.map(({ row }) =>
    subscriptions
      .filter((one) => one.department === row.id && ['active', 'suspended', 'cancelled'].includes(one.row.status))
      .map((one) => one.row),
  );
  const counters = offices.map(() => 0);
  let payment = 1;
  for (let id = 1; id <= size; id += 1) {
    const random = randomOf(STREAM, id);
    const place = id <= 11 ? ({ 4: 1, 8: 2 }[id % 9] ?? 0) : weighted(random, DEPARTMENT_WEIGHTS);
    const office = offices[place];
    if (!office) throw new Error('A seed needs an office.');
    const sequence = (counters[place] ?? 0) + 1;
    counters[place] = sequence;
    columns.office[id] = place;
    columns.sequence[id] = sequence;

    const raw = today - SPAN + ((id - 0.9 + random() * 0.8) / size) * SPAN;
    // The day's 24 hours are folded into office hours, which keeps the order.
    const moment = Math.floor(startOfDay(raw) + 8 * 3600 + ((raw % DAY) * 10) / 24);
    const young = today - moment < 25 * DAY;
    const code = id <= 11 ? id - 1 : weighted(random, young ? YOUNG : OLD);
    const status = INVOICE_STATUSES[code] ?? 'draft';
    columns.status[id] = code;
    columns.archived[id] = status === 'archived' || (!young && status === 'full' && random() < 0.05) ? 1 : 0;
    columns.moment[id] = moment;
    columns.due[id] = moment + (random() < 0.7 ? office.row.warn_days : pick(random, [5, 10, 14, 30])) * DAY;

    const own = office.row.tva_calc;
    const mode = random() < 0.75 ? own : pick(random, VAT_MODES);
    const rate = mode === 'none' ? 0 : random() < 0.8 ? 20 : pick(random, [12, 8]);
    columns.vatMode[id] = Math.max(0, VAT_MODES.indexOf(mode));
    columns.vatRate[id] = rate;

    const billed = billedOf[place] ?? [];
    const subscription = billed.length > 0 && random() < 0.12 ? pick(random, billed) : undefined;
    const buyers = buyersOf[place] ?? [];
    columns.subscription[id] = subscription?.id ?? 0;
    columns.buyer[id] = subscription?.customer_id ?? (random() < 0.06 ? 0 : (buyers[below(random, buyers.length)] ?? 0));

    const lines = subscription ? [] : seedLines(id, office.row.currency, 'ro');
    columns.product[id] = (lines[0]?.code ?? FIRST_CODE) - FIRST_CODE;
    const totals = subscription ? [parseCents(subscription.amount) ?? 0n] : lines.map(totalOf);
    const amount = Number(vatOf(totals, mode, rate).gross);
    columns.amount[id] = amount;
    columns.firstPayment[id] = payment;
    const payments = settlementOf({ id, status, currency: office.row.currency, amount, moment, end: today - 1 });
    payment += payments.length;
    for (const one of payments) {
      if (one.status !== 'CONFIRMED' && one.status !== 'REVERSED') continue;
      columns.paid[id] = (columns.paid[id] ?? 0) + one.amount;
      columns.refunded[id] = (columns.refunded[id] ?? 0) + one.refund;
      if (status !== 'part') columns.paidAt[id] = Math.max(columns.paidAt[id] ?? 0, one.at);
      columns.refundAt[id] = Math.max(columns.refundAt[id] ?? 0, one.reversedAt);
    }
  }
  columns.firstPayment[size + 1] = payment;
  return columns;
}

/** Writes a cents column's cell as a decimal. */
export function decimalAt(column: Float64Array, id: number): string {
  return formatCents(BigInt(column[id] ?? 0));
}
