import { parseUpstreamDateTime } from '../src/domain/dates.ts';
import { MOBILE_MIX, mobileBodies } from './mobile.ts';
import { createAccountSeal } from './shared/account.ts';
import type { Dataset } from './shared/dataset.ts';
import { FIRST, wallTimeOf } from './shared/dataset.ts';
import type { Work } from './work.ts';

const MONEY = '{ amount currency }';
const PAGE = `nodes { id upstreamId number status issuedAt dueOn customer { id name email } totals { net ${MONEY} tax ${MONEY} gross ${MONEY} paid ${MONEY} due ${MONEY} } }`;
const PAGE_PLAIN = 'nodes { upstreamId number publicKey currency supplierIdno topic customer { upstreamId name idno email } }';
const NESTED = `nodes { id name idno email invoices(first: 10) { nodes { id number status totals { gross ${MONEY} } payments(first: 10) { nodes { id createdAt amount ${MONEY} } } } } }`;
const NESTED_PLAIN = 'nodes { upstreamId name idno email invoices(first: 10) { nodes { upstreamId number publicKey currency payments(first: 10) { nodes { upstreamId method transactionId } } } } }';
const ONE = `id number status issuedAt dueOn totals { gross ${MONEY} due ${MONEY} }`;
const ONE_PLAIN = 'upstreamId number publicKey currency supplierIdno topic';

const body = (operationName: string, query: string, variables?: object): string => JSON.stringify({ operationName, query: `query ${operationName}${query}`, ...(variables === undefined ? {} : { variables }) });

/** Far apart from each other, and none twice: the stride has no factor in common with the count. */
const spread = (n: number, count: number): number => (n * 7_919_101) % Math.max(1, count);
const instant = (minute: number, seconds: number): string => parseUpstreamDateTime(`${wallTimeOf(minute).slice(0, 17)}${String(seconds % 60).padStart(2, '0')}`) ?? '';

/** Instants up to which there is a page of invoices or customers at least, `every` minutes from one to the next, `from` being the number of the first. */
const instants = (rows: number, page: number, every: number, count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, n) => instant((from + Math.min(page, rows) - 1 + spread(n, rows - Math.min(page, rows) + 1)) * every, n));

const seal = createAccountSeal();

const ISSUE_INPUT = {
  idempotencyKey: 'bench-{n}',
  customer: { email: 'contabilitate@exemplu.md', companyName: 'Exemplu & Fiii SRL', idno: '1003600012345', address: { line1: 'str. Ștefan cel Mare 1', city: 'Chișinău', countryCode: 'MD' } },
  lines: [{ name: 'Servicii de consultanță', unitPrice: '554.30', quantity: 2, unit: 'ore' }, { name: 'Găzduire web', unitPrice: '120.00', quantity: 1 }],
};
const ISSUE = `mutation Issue($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on InvoiceIssuePayload { invoice { id number status dueOn totals { net ${MONEY} tax ${MONEY} gross ${MONEY} } } } } }`;

const pageUpTo = (name: string, fields: string) => (to: string): string => body(name, `($to: DateTime!) { invoices(first: 100, filter: { issuedAt: { to: $to } }) { ${fields} } }`, { to });
const page = (name: string, fields: string) => (data: Dataset, count: number) => instants(data.invoices, 100, 1, count).map(pageUpTo(name, fields));
/** In the time of the regular customers. */
const pageShared = ({ regularInvoices }: Dataset, count: number) => instants(regularInvoices, 100, 1, count, -regularInvoices).map(pageUpTo('PageShared', PAGE));
const nested = (name: string, fields: string) => (data: Dataset, count: number) => instants(data.customers, 50, 10, count).map((to) => body(name, `($to: DateTime!) { customers(first: 50, filter: { createdAt: { to: $to } }) { ${fields} } }`, { to }));
const invoiceIds = (data: Dataset, count: number): readonly number[] => Array.from({ length: count }, (_, n) => FIRST.invoice + spread(n, data.invoices));

const PAGE_STEPS = ['list/invoice', 'list/customer of up to 100 ids'];
/** 500 invoices of 50 customers: docs/adr/0004-nested-lists.md. The rest takes 4 pages and asking one by one 50 calls, so the rest is read. */
const NESTED_STEPS = ['list/customer', 'list/invoice of 50 customers: the first 100 of 500, which tell how many there are', 'list/invoice of the same: the other 4 pages side by side', 'list/payment of 100 invoices each: 5 side by side'];
/** The order is made in the currency of the department; the reply to it holds the invoice. */
const ISSUE_STEPS = ['get/department', 'put/invoice'];

/** What can be asked of every contender. The plain ones ask for columns as they are, and so for nothing that takes code. */
export const WORKS: readonly Work[] = [
  { name: 'page', what: '100 invoices with customer and totals, varied', steps: PAGE_STEPS, bodies: page('Page', PAGE) },
  { name: 'page-shared', what: 'the same where 1 000 customers have all the invoices, a quarter of them half: pages that are read at once have customers in common', steps: PAGE_STEPS, bodies: pageShared },
  { name: 'page-same', what: 'the same with one fixed text and no variables', steps: PAGE_STEPS, bodies: () => [body('PageSame', ` { invoices(first: 100) { ${PAGE} } }`)] },
  { name: 'nested', what: '50 customers, 10 invoices each, their payments, varied', steps: NESTED_STEPS, stretch: 2, bodies: nested('Nested', NESTED) },
  { name: 'one', what: 'an invoice by its id, varied', steps: ['get/invoice'], bodies: (data, count) => invoiceIds(data, count).map((id) => body('One', `($id: ID!) { invoice(id: $id) { ${ONE} } }`, { id: seal.close('id', `Invoice:${id}`) })) },
  { name: 'issue', what: 'the mutation invoiceIssue, a fresh key each', steps: ISSUE_STEPS, bodies: () => [JSON.stringify({ operationName: 'Issue', query: ISSUE, variables: { input: ISSUE_INPUT } })], fresh: ['id', 'number'] },
  { name: 'page-plain', what: 'the rows of page, columns as they are', steps: PAGE_STEPS, bodies: page('PagePlain', PAGE_PLAIN) },
  { name: 'nested-plain', what: 'the rows of nested, columns as they are', steps: NESTED_STEPS, stretch: 2, bodies: nested('NestedPlain', NESTED_PLAIN) },
  { name: 'one-plain', what: 'the rows of one, columns as they are', steps: ['get/invoice'], bodies: (data, count) => invoiceIds(data, count).map((id) => body('OnePlain', `($number: String!) { invoice(number: $number) { ${ONE_PLAIN} } }`, { number: `CH-${id}` })) },
  { name: 'mobile', what: 'the ready operations that read the upstream, in turn; no floor was written for them', mix: MOBILE_MIX, bodies: (data, count) => mobileBodies(invoiceIds(data, count).map((id) => id - FIRST.invoice), data, seal), fresh: ['url', 'expiresAt', 'filename'] },
  { name: 'pdf', what: 'a document of 10 MB, streamed', bodies: () => [] },
];

/** Names of all kinds of work. */
export const WORK_NAMES = WORKS.map(({ name }) => name);
