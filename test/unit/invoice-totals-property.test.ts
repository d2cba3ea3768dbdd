import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { add, decimal, equal, sum } from '../../src/domain/decimal.ts';
import type { VatMode } from '../../src/domain/invoice.ts';
import { totalsOfInvoice, VAT_RATES, vatOfLine } from '../../src/domain/invoice-totals.ts';
import { createFaultCollector } from '../../src/graphql/errors/fault-collector.ts';
import { orderOf, readIssue } from '../../src/graphql/invoice/issue-order.ts';
import type { InvoiceRow } from '../../src/sandbox/rows.ts';
import { resultOf } from '../kit/assert-result.ts';
import { instant, makeDepartment, makeInvoice, makeLine } from '../kit/domain-rows.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { SEAL } from '../kit/ids.ts';

/** A random invoice: its lines as a caller writes them, and the seller's VAT. Cents are whole numbers, so that the judge never rounds. */
interface RandomInvoice {
  readonly lines: readonly { readonly unitPrice: string; readonly cents: bigint; readonly quantity: number }[];
  readonly mode: Extract<VatMode, 'NONE' | 'INNER' | 'OVER'>;
  readonly rate: (typeof VAT_RATES)[number];
}

const asText = (cents: bigint): string => `${cents / 100n}.${`${cents % 100n}`.padStart(2, '0')}`;
/** The same price, with the trailing zeros that a caller may leave out. */
const spellings = (cents: bigint): readonly string[] => {
  const full = asText(cents);
  return [full, ...(full.endsWith('0') ? [full.slice(0, -1)] : []), ...(full.endsWith('.00') ? [full.slice(0, -3)] : [])];
};
const price = fc.oneof(fc.bigInt({ min: 0n, max: 999n }), fc.bigInt({ min: 0n, max: 99_999_999n }));
const line = fc
  .record({ cents: price, quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1_000_000 })), spelling: fc.nat(2) })
  .map(({ cents, quantity, spelling }) => ({ unitPrice: spellings(cents)[spelling % spellings(cents).length]!, cents, quantity }));
const randomInvoice: fc.Arbitrary<RandomInvoice> = fc
  .record({ lines: fc.array(line, { minLength: 1, maxLength: 20 }), mode: fc.constantFrom('NONE', 'INNER', 'OVER'), rate: fc.constantFrom(...VAT_RATES) })
  // An invoice of nothing is refused, and has no totals.
  .filter(({ lines }) => lines.some(({ cents }) => cents > 0n));

/** What the lines come to, on whole numbers: VAT per line, half up, then added. */
const expectedOf = ({ lines, mode, rate }: RandomInvoice) => {
  const totals = lines.map(({ cents, quantity }) => cents * BigInt(quantity));
  const divisor = mode === 'INNER' ? 100n + BigInt(rate) : 100n;
  const vats = totals.map((total) => (mode === 'NONE' ? 0n : (2n * total * BigInt(rate) + divisor) / (2n * divisor)));
  const whole = totals.reduce((a, b) => a + b, 0n);
  const tax = vats.reduce((a, b) => a + b, 0n);
  return {
    amount: asText(whole),
    lineTotals: totals.map(asText),
    lineVats: vats.map(asText),
    totals: mode === 'OVER' ? { net: asText(whole), tax: asText(tax), gross: asText(whole + tax) } : { net: asText(whole - tax), tax: asText(tax), gross: asText(whole) },
  };
};

const PAYER = { email: 'plata@exemplu.md' };
const inputLines = ({ lines }: RandomInvoice) => lines.map(({ unitPrice, quantity }, i) => ({ name: `Linia ${i + 1}`, unitPrice: decimal(unitPrice), quantity }));

describe('Σ lines + VAT = total', () => {
  it('of 10 000 random invoices, exactly, from the input to the order and back from the stored row', () => {
    fc.assert(
      fc.property(randomInvoice, (invoice) => {
        const expected = expectedOf(invoice);
        const faults = createFaultCollector();
        const input = { customer: PAYER, lines: inputLines(invoice), expectedTotal: decimal(expected.totals.gross) };
        const department = makeDepartment({ isVatPayer: true, vatMode: invoice.mode, vatRate: decimal(invoice.rate) });
        const order = orderOf(input, readIssue({ seal: SEAL }, input, instant('2026-11-20T09:00:00+02:00'), faults), department, null, faults);
        expect(faults.faults).toEqual([]);
        expect(order?.draft.lines.map(({ total }) => total)).toEqual(expected.lineTotals);
        expect(order?.draft.amount).toBe(expected.amount);
        expect(order?.totals).toEqual(expected.totals);

        const lines = expected.lineTotals.map((total, i) => makeLine({ position: i + 1, total: decimal(total) }));
        const vats = lines.map(({ total }) => vatOfLine(total, invoice.mode, decimal(invoice.rate)));
        expect(vats).toEqual(expected.lineVats);
        const row = makeInvoice({ id: 1, amount: decimal(expected.amount), lines, vatMode: invoice.mode, vatRate: decimal(invoice.rate), vatAmount: null, netAmount: null });
        const { net, tax, gross } = totalsOfInvoice(row);
        expect({ net, tax, gross }).toEqual(expected.totals);
        expect(equal(add(sum(lines.map(({ total }) => total)), invoice.mode === 'OVER' ? sum(vats) : decimal('0')), gross)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('what the upstream stored', () => {
  let graph: GraphOverSandbox;
  beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 10 })));
  afterAll(() => graph.close());

  const ISSUE = `mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) {
    __typename
    ... on InvoiceIssuePayload { invoice { upstreamId totals { net { amount } tax { amount } gross { amount } } } }
    ... on UserError { code message }
  } }`;
  interface Issued {
    readonly invoice: { readonly upstreamId: number; readonly totals: Readonly<Record<'net' | 'tax' | 'gross', { readonly amount: string }>> };
  }
  const issue = async (invoice: RandomInvoice, key: string): Promise<Issued['invoice']> => {
    const { id } = graph.sandbox.departments[0]!;
    graph.sandbox.state.patchDepartment(id, { tva_calc: invoice.mode.toLowerCase() as InvoiceRow['tva_calc'], tva_rate: invoice.rate });
    const input = { idempotencyKey: key, customer: PAYER, lines: inputLines(invoice), expectedTotal: expectedOf(invoice).totals.gross };
    return (resultOf(await graph.run(ISSUE, { input }), 'invoiceIssue', 'InvoiceIssuePayload') as unknown as Issued).invoice;
  };

  it('of a sample of 150 over HTTP is the same sum, and the API reads the same totals from it', async () => {
    const sample = fc.sample(randomInvoice, { numRuns: 150 });
    for (const [i, invoice] of sample.entries()) {
      const expected = expectedOf(invoice);
      const { upstreamId, totals } = await issue(invoice, `sum-${i}`);
      const row = graph.sandbox.state.invoices.get(upstreamId)!;
      const items = Object.values(row.items);
      expect(items.map(({ TotalPrice }) => TotalPrice), JSON.stringify(sample[i], (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))).toEqual(expected.lineTotals);
      expect(items.map(({ TotalTVA }) => TotalTVA)).toEqual(expected.lineVats);
      expect([row.amount, row.wtva_amount, row.tva_amount]).toEqual([expected.amount, expected.totals.net, expected.totals.tax]);
      expect(Object.fromEntries(Object.entries(totals).map(([name, { amount }]) => [name, amount]))).toEqual(expected.totals);
    }
    expect(graph.sandbox.state.counts().invoices.created).toBe(150);
  });
});
