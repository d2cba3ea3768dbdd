import { formatCents } from '../cents.ts';
import type { Key } from '../fields.ts';
import { KEY_OF, publicKey } from '../public-key.ts';
import { digits, randomOf } from '../random.ts';
import type { PaymentRow } from '../rows.ts';
import { groupIds, type SeedRows } from '../seed-rows.ts';
import { INVOICE_STATUSES } from '../statuses.ts';
import { formatWall } from '../wall-time.ts';
import type { InvoiceColumns } from './invoice-columns.ts';
import type { Office } from './offices.ts';
import { settlementOf, type SeedPayment } from './settlement.ts';

const STREAM = 0xca2d;
const CARD_BANKS = new Set(['maib', 'victoriabank']);

/** The seed payments: each is one of its invoice's settlement, so only the way back to the invoice is kept. */
export function paymentRows(columns: InvoiceColumns, offices: readonly Office[], today: number): SeedRows<PaymentRow> {
  const size = (columns.firstPayment[columns.size + 1] ?? 1) - 1;
  const invoiceOf = new Int32Array(size + 1);
  for (let invoice = 1; invoice <= columns.size; invoice += 1) {
    invoiceOf.fill(invoice, columns.firstPayment[invoice], columns.firstPayment[invoice + 1]);
  }
  const at = (id: number): number => invoiceOf[id] ?? 0;
  const officeOf = (id: number): Office => {
    const office = offices[columns.office[at(id)] ?? -1];
    if (!office || at(id) === 0) throw new Error(`There is no seed payment ${id}.`);
    return office;
  };

  // A scan asks for one payment's fields in a row.
  let last: { invoice: number; payments: SeedPayment[] } = { invoice: 0, payments: [] };
  const draw = (id: number): SeedPayment => {
    const invoice = at(id);
    if (last.invoice !== invoice) {
      const currency = officeOf(id).row.currency;
      const status = INVOICE_STATUSES[columns.status[invoice] ?? 0] ?? 'draft';
      const [amount = 0, moment = 0] = [columns.amount[invoice], columns.moment[invoice]];
      last = { invoice, payments: settlementOf({ id: invoice, status, currency, amount, moment, end: today - 1 }) };
    }
    const payment = last.payments[id - (columns.firstPayment[invoice] ?? 0)];
    if (!payment) throw new Error(`There is no seed payment ${id}.`);
    return payment;
  };

  const quick: Readonly<Record<string, (id: number) => Key>> = {
    id: (id) => id,
    invoice_id: at,
    hash: (id) => publicKey(KEY_OF.invoice, at(id)),
    bank: (id) => draw(id).bank,
    status: (id) => draw(id).status,
    amount: (id) => draw(id).amount,
    refund: (id) => draw(id).refund,
    moment: (id) => draw(id).at,
    reverse_moment: (id) => draw(id).reversedAt,
    transaction_id: (id) => transactionId(id),
  };

  const row = (id: number): PaymentRow => {
    const payment = draw(id);
    const random = randomOf(STREAM, id);
    const card = CARD_BANKS.has(payment.bank);
    const approved = card && payment.status !== 'WAITING' && payment.status !== 'FAILED';
    const [approval, rrn, tail] = [digits(random, 6), digits(random, 12), digits(random, 4)];
    return {
      id,
      invoice_id: at(id),
      hash: publicKey(KEY_OF.invoice, at(id)),
      bank: payment.bank,
      terminal: card ? 'ECOM0001' : '',
      transaction_id: transactionId(id),
      amount: formatCents(BigInt(payment.amount)),
      rest: formatCents(BigInt(payment.amount - payment.refund)),
      refund: formatCents(BigInt(payment.refund)),
      currency: officeOf(id).row.currency,
      trtype: payment.trtype,
      status: payment.status,
      approval: approved ? approval : '',
      rrn: approved ? rrn : '',
      card: card ? `4***********${tail}` : '',
      moment: formatWall(payment.at),
      reverse_moment: formatWall(payment.reversedAt),
    };
  };

  const byInvoice = groupIds(size, at);
  const byOffice = groupIds(size, (id) => columns.office[at(id)] ?? 0);
  const places = new Map(offices.map((office, place) => [office.row.id, place]));
  return {
    size,
    departmentOf: (id) => officeOf(id).row.id,
    idsOf: (department) => byOffice(places.get(department) ?? -1),
    row,
    key: (id, field) => quick[field]?.(id),
    lookup: (field, value) => (field === 'invoice_id' ? byInvoice(Number(value)) : undefined),
  };
}

function transactionId(id: number): string {
  return publicKey(KEY_OF.payment, id).slice(0, 20).toUpperCase();
}
