import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Dispatcher } from 'undici';
import { Pool } from 'undici';

import { createSeal } from '../../src/server/create-seal.ts';
import { deriveTenantSecrets } from '../../src/server/tenant.ts';
import { INVOICE_STATUS, PAYMENT_STATUS } from '../../src/upstream/wire/literals.ts';

/**
 * The floor: what somebody would write by hand for these questions and nothing else. It makes the calls that are needed, takes what is asked
 * for out of the rows, and writes JSON. No query language, no check, no limit, no log. `raw-server.js <JSON>`; `low`: over undici's `dispatch`.
 */
const { apiUrl, client, token, idSecret, account, low } = JSON.parse(process.argv[2] ?? '{}') as Readonly<Record<'apiUrl' | 'client' | 'token' | 'idSecret' | 'account', string>> & { readonly low: boolean };

/** The members of any row that these questions need. */
type Row = Readonly<Record<'id' | 'buyer_id' | 'invoice_id', number> & Record<'outer_number' | 'status' | 'currency' | 'amount' | 'amount_paid' | 'tva_calc' | 'tva_amount' | 'wtva_amount' | 'caption' | 'contact_email' | 'bank', string>>;
interface Reply {
  readonly data: { readonly records: readonly Row[]; readonly recordsFiltered: number } & Row;
}

const pool = new Pool(apiUrl, { connections: 32 });
const connect = { client, token, language: 'ro' };
const seal = createSeal(deriveTenantSecrets({ ids: idSecret, links: 'a secret that these questions never need', account, ledgerTenant: account }));
const idOf = (type: string, id: number): string => seal.close('id', `${type}:${id}`);

const byRequest = async (path: string, body: string): Promise<Reply['data']> => {
  const { body: reply } = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await reply.json()) as Reply).data;
};

/** The same without streams: the chunks of a reply are put together and parsed. */
const byDispatch = (path: string, body: string): Promise<Reply['data']> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve((JSON.parse(Buffer.concat(chunks).toString('utf8')) as Reply).data),
      onResponseError: (_controller, error) => reject(error),
    };
    pool.dispatch({ path, method: 'POST', headers: { 'content-type': 'application/json' }, body }, handler);
  });

const call = (path: string, body: object): Promise<Reply['data']> => (low ? byDispatch : byRequest)(`/facturare/v1/${path}`, JSON.stringify({ connect, ...body }));
const money = (amount: string, currency: string): object => ({ amount, currency });
const SETTLED = new Set(['full', 'reverse', 'refunded', 'rejected', 'denied', 'archived']);
const centsOf = (amount: string): number => Number(amount.replace('.', ''));
const amountOf = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
const grossOf = (row: Row): string => (row.tva_calc === 'over' ? amountOf(centsOf(row.wtva_amount) + centsOf(row.tva_amount)) : row.amount);
const dueOf = (row: Row): string => (SETTLED.has(row.status) ? '0.00' : amountOf(Math.max(0, centsOf(grossOf(row)) - centsOf(row.amount_paid))));
const statusOf = (row: Row): string | undefined => INVOICE_STATUS.read.get(row.status);

const page = async (amount: string): Promise<object> => {
  const { records } = await call('list/invoice', { filter: { amount_from: amount }, sort: [['issue_date', 'desc'], ['id', 'desc']], start: 0, length: 100 });
  const ids = [...new Set(records.map((row) => row.buyer_id))];
  const customers = await call('list/customer', { filter: { id: ids }, sort: [['id', 'asc']], start: 0, length: ids.length });
  const byId = new Map(customers.records.map((row) => [row.id, row]));
  const nodes = records.map((row) => {
    const customer = byId.get(row.buyer_id);
    const currency = row.currency;
    return {
      id: idOf('Invoice', row.id), number: row.outer_number, status: statusOf(row),
      totals: { gross: money(grossOf(row), currency), paid: money(row.amount_paid, currency), due: money(dueOf(row), currency) },
      customer: customer === undefined ? null : { id: idOf('Customer', customer.id), name: customer.caption, email: customer.contact_email },
    };
  });
  return { invoices: { nodes } };
};

const grouped = (rows: readonly Row[], by: 'buyer_id' | 'invoice_id'): ReadonlyMap<number, readonly Row[]> => {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const known = groups.get(row[by]);
    if (known === undefined) groups.set(row[by], [row]);
    else known.push(row);
  }
  return groups;
};

/** All rows of a list: the first page tells how many there are. */
const whole = async (path: string, body: object): Promise<readonly Row[]> => {
  const first = await call(path, { ...body, start: 0, length: 100 });
  const starts = Array.from({ length: Math.ceil(first.recordsFiltered / 100) - 1 }, (_, n) => (n + 1) * 100);
  const others = await Promise.all(starts.map((start) => call(path, { ...body, start, length: Math.min(100, first.recordsFiltered - start) })));
  return [first, ...others].flatMap(({ records }) => records);
};

const nested = async (amount: string): Promise<object> => {
  const customers = await call('list/customer', { filter: {}, sort: [['id', 'desc']], start: 0, length: 50 });
  const invoices = grouped(await whole('list/invoice', { filter: { amount_from: amount, buyer_id: customers.records.map((row) => row.id) }, sort: [['issue_date', 'desc'], ['id', 'desc']] }), 'buyer_id');
  const shown = customers.records.map((row) => (invoices.get(row.id) ?? []).slice(0, 10));
  const ids = shown.flat().map((row) => row.id);
  const parts = Array.from({ length: Math.ceil(ids.length / 100) }, (_, n) => ids.slice(n * 100, n * 100 + 100));
  const payments = grouped((await Promise.all(parts.map((part) => whole('list/payment', { filter: { invoice_id: part }, sort: [['moment', 'desc'], ['id', 'desc']] })))).flat(), 'invoice_id');
  const nodes = customers.records.map((customer, n) => ({
    id: idOf('Customer', customer.id),
    name: customer.caption,
    invoices: {
      nodes: (shown[n] ?? []).map((row) => ({
        id: idOf('Invoice', row.id), number: row.outer_number, status: statusOf(row), totals: { gross: money(grossOf(row), row.currency) },
        payments: {
          nodes: (payments.get(row.id) ?? []).slice(0, 5).map((payment) => ({
            id: idOf('Payment', payment.id), status: PAYMENT_STATUS.read.get(payment.status), method: payment.bank, amount: money(payment.amount, payment.currency),
          })),
        },
      })),
    },
  }));
  return { customers: { nodes } };
};

const one = async (number: string): Promise<object> => {
  const row = await call('get/invoice', { outer_number: number });
  const currency = row.currency;
  return { invoice: { id: idOf('Invoice', row.id), number: row.outer_number, status: statusOf(row), totals: { gross: money(grossOf(row), currency), paid: money(row.amount_paid, currency) } } };
};

interface Body {
  readonly query: string;
  readonly variables: { readonly amount: string; readonly number: string };
}

const answer = ({ query, variables }: Body): Promise<object> => {
  if (query.startsWith('query Page')) return page(variables.amount);
  return query.startsWith('query Nested') ? nested(variables.amount) : one(variables.number);
};

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    answer(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body).then(
      (data) => {
        const text = JSON.stringify({ data });
        res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
        res.end(text);
      },
      (error: unknown) => {
        res.writeHead(500);
        res.end(String(error));
      },
    );
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`));
