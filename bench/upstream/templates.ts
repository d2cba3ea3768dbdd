import { startSandbox } from '../../src/sandbox/start.ts';
import { isSubscribed } from '../shared/dataset.ts';
import { PLACE, RowTemplate } from './row-template.ts';

/** Rows and replies as the sandbox sends them. */
export interface Templates {
  readonly invoices: readonly RowTemplate[];
  readonly customers: readonly RowTemplate[];
  readonly payments: readonly RowTemplate[];
  readonly subscriptions: readonly RowTemplate[];
  /** Whole replies that are the same each time, by path. */
  readonly fixed: ReadonlyMap<string, Buffer>;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of a template of each kind: a page. */
const KINDS = 100;

const ZERO_DATE = '0000-00-00 00:00:00';
const keyOf = (row: Row, member: string): string => `${String(row[member]).slice(0, 25)}${PLACE.id}`;

const invoiceOf = (row: Row, index: number): Row => {
  const key = keyOf(row, 'inner_hash');
  return {
    ...row,
    id: PLACE.id,
    inner_hash: key,
    outer_number: `CH-${PLACE.id}`,
    buyer_id: PLACE.parent,
    subscription_id: isSubscribed(index) ? PLACE.subscription : null,
    moment: PLACE.at,
    issue_date: PLACE.at,
    due_on: PLACE.due,
    paid_date: row.paid_date === ZERO_DATE ? ZERO_DATE : PLACE.due,
    doc_url: { pdf_url: `https://e-cont.md/storage/pdf/${key}.pdf` },
  };
};
const customerOf = (row: Row): Row => ({ ...row, id: PLACE.id, unique_key: keyOf(row, 'unique_key'), moment: PLACE.at, last_update: PLACE.at });
const paymentOf = (row: Row, invoice: Row): Row => ({ ...row, id: PLACE.id, invoice_id: PLACE.parent, hash: String(invoice.inner_hash), amount: invoice.amount, rest: invoice.amount, moment: PLACE.at, reverse_moment: ZERO_DATE });
const subscriptionOf = (row: Row): Row => ({ ...row, id: PLACE.id, customer_id: PLACE.parent, last_invoice_id: 0, date_start: PLACE.at, next_issue_on: PLACE.due, moment: PLACE.at });

const cycled = (rows: readonly Row[]): Row[] => Array.from({ length: KINDS }, (_, i) => rows[i % rows.length] ?? {});

/** Asks the sandbox for a page of everything once, and makes templates of what it sends. */
export const readTemplates = async (): Promise<Templates> => {
  const sandbox = await startSandbox({ now: '2026-03-02 09:00:00' });
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const ask = async (path: string, body: object): Promise<string> => {
    const connect = { client: department.client, token: department.token, language: 'ro' };
    const response = await fetch(`${sandbox.url}/facturare/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ connect, ...body }) });
    return response.text();
  };
  const page = async (object: string, sort: string): Promise<Row[]> => {
    const text = await ask(`list/${object}`, { filter: {}, sort: [[sort, 'desc']], start: 0, length: KINDS });
    return cycled((JSON.parse(text) as { readonly data: { readonly records: readonly Row[] } }).data.records);
  };
  const invoices = (await page('invoice', 'id')).map(invoiceOf);
  const payments = (await page('payment', 'id')).map((row, i) => paymentOf(row, invoices[i] ?? {}));
  const templates = (rows: readonly Row[]): readonly RowTemplate[] => rows.map((row) => new RowTemplate(row));
  const made: Templates = {
    invoices: templates(invoices),
    customers: templates((await page('customer', 'id')).map(customerOf)),
    payments: templates(payments),
    subscriptions: templates((await page('subscription', 'id')).map(subscriptionOf)),
    fixed: new Map([
      ['/facturare/v1/list/tariff', Buffer.from(await ask('list/tariff', { filter: {}, sort: [['alias', 'asc']], start: 0, length: KINDS }))],
      ['/facturare/v1/get/tariff', Buffer.from(await ask('get/tariff', { alias: 'pro' }))],
      ['/facturare/v1/get/department', Buffer.from(await ask('get/department', {}))],
    ]),
  };
  await sandbox.close();
  return made;
};
