/** One request of a workload: what a client posts. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A workload: the questions that are asked in turn. They differ, so that no two at the same time are the same. */
export interface Work {
  readonly name: string;
  readonly what: string;
  readonly questions: readonly Question[];
}

const PAGE = `query Page($amount: Decimal) {
  invoices(first: 100, filter: { amount: { from: $amount } }) {
    nodes { id number status totals { gross { amount currency } paid { amount currency } due { amount currency } } customer { id name email } }
  }
}`;
const NESTED = `query Nested($amount: Decimal) {
  customers(first: 50) {
    nodes { id name invoices(first: 10, filter: { amount: { from: $amount } }) { nodes { id number status totals { gross { amount currency } } payments(first: 5) { nodes { id status method amount { amount currency } } } } } }
  }
}`;
const ONE = 'query One($number: String) { invoice(number: $number) { id number status totals { gross { amount currency } paid { amount currency } } } }';

const varied = (count: number, of: (n: number) => Question): readonly Question[] => Array.from({ length: count }, (_, n) => of(n));
const cents = (n: number): string => `0.${String(n).padStart(2, '0')}`;

export const WORKS: readonly Work[] = [
  { name: 'page', what: '100 invoices with customer and totals, variables that differ', questions: varied(100, (n) => ({ query: PAGE, variables: { amount: cents(n) } })) },
  { name: 'page-same', what: 'the same page again and again', questions: [{ query: PAGE, variables: { amount: '0.00' } }] },
  { name: 'nested', what: '50 customers → 10 invoices → payments, variables that differ', questions: varied(50, (n) => ({ query: NESTED, variables: { amount: cents(n) } })) },
  { name: 'one', what: 'an invoice by its number, another each time', questions: varied(1_000, (n) => ({ query: ONE, variables: { number: `CH-${n + 1}` } })) },
];
