import { below, pick, randomOf, type Random } from '../random.ts';
import { DAY } from '../wall-time.ts';

const STREAM = 0x9a1d;
/** The upstream's limit of one MIA payment, in cents. */
const MIA_LIMIT = 50_000_000;

/** What a seed invoice's payments depend on; amounts in whole cents. */
export interface Settled {
  id: number;
  status: string;
  currency: string;
  amount: number;
  moment: number;
  /** No payment is later than this. */
  end: number;
}

/** A payment of a seed invoice. */
export interface SeedPayment {
  bank: string;
  status: 'WAITING' | 'CONFIRMED' | 'FAILED' | 'REVERSED';
  trtype: 'AUTH' | 'CONFIRM' | 'REFUND' | 'REVERSE';
  amount: number;
  refund: number;
  at: number;
  reversedAt: number;
}

/** The payments that explain a seed invoice's status, made anew from its id. */
export function settlementOf(invoice: Settled): SeedPayment[] {
  const random = randomOf(STREAM, invoice.id);
  const at = (): number => Math.min(invoice.end, invoice.moment + 60 + below(random, 8 * DAY));
  const payment = (amount: number, change: Partial<SeedPayment> = {}): SeedPayment => ({
    bank: bankFor(random, invoice, amount),
    status: 'CONFIRMED',
    trtype: 'CONFIRM',
    amount,
    refund: 0,
    at: at(),
    reversedAt: 0,
    ...change,
  });
  const chance = random();
  switch (invoice.status) {
    case 'actual':
    case 'sended':
      if (chance < 0.12) return [payment(invoice.amount, { status: 'FAILED', trtype: 'AUTH' })];
      return chance < 0.16 ? [payment(invoice.amount, { status: 'WAITING', trtype: 'AUTH' })] : [];
    case 'part': {
      const part = Math.max(1, Math.floor((invoice.amount * (1 + below(random, 8))) / 10));
      return invoice.amount > 1 ? [payment(part)] : [];
    }
    case 'full':
    case 'archived':
      return chance < 0.03 && invoice.amount >= 4 ? [partlyRefunded(payment(invoice.amount), invoice.end)] : paidInFull(random, invoice, payment);
    case 'refunded':
      return [returned(payment(invoice.amount), 'REFUND', invoice.end)];
    case 'reverse':
      return [returned(payment(invoice.amount), 'REVERSE', invoice.end)];
    default:
      return [];
  }
}

function paidInFull(random: Random, invoice: Settled, payment: (amount: number, change?: Partial<SeedPayment>) => SeedPayment): SeedPayment[] {
  const way = random();
  if (way < 0.1) return [payment(invoice.amount, { status: 'FAILED', trtype: 'AUTH' }), payment(invoice.amount)];
  if (way < 0.2 && invoice.amount > 1) {
    const first = Math.max(1, Math.floor(invoice.amount / 2));
    return [payment(first), payment(invoice.amount - first)];
  }
  return [payment(invoice.amount)];
}

function partlyRefunded(payment: SeedPayment, end: number): SeedPayment {
  return { ...payment, trtype: 'REFUND', refund: Math.floor(payment.amount / 4), reversedAt: Math.min(end, payment.at + DAY) };
}

function returned(payment: SeedPayment, trtype: 'REFUND' | 'REVERSE', end: number): SeedPayment {
  return { ...payment, trtype, status: 'REVERSED', refund: payment.amount, reversedAt: Math.min(end, payment.at + 2 * DAY) };
}

function bankFor(random: Random, invoice: Settled, amount: number): string {
  const banks = ['maib', 'maib', 'bank_transfer', 'bank_transfer', 'cash', 'victoriabank', 'paynet'];
  const mia = invoice.currency === 'MDL' && amount <= MIA_LIMIT;
  return pick(random, mia ? [...banks, 'mia_bpay', 'mia_bpay', 'mia_bpay'] : banks);
}
