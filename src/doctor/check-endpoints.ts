import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { EndpointName, EndpointTable } from '../upstream/endpoints.ts';
import { UpstreamError } from '../upstream/errors.ts';
import { adviceOn } from './advice.ts';

/** What became of one check. `skipped`: it was not made, and nothing is known. */
export interface Finding {
  readonly state: 'ok' | 'wrong' | 'skipped';
  /** What was looked at, such as `invoice.list`. */
  readonly what: string;
  readonly detail: string;
}

const BY_ID = [{ field: 'id', direction: 'desc' }] as const;
const page = <Filter extends object>(filter: Filter, length = 2) => ({ filter, sort: [...BY_ID], start: 0, length });

const rowsText = (total: number): string => `${total} ${total === 1 ? 'row' : 'rows'}`;

/** Asks every endpoint that only reads, and tells what it answered. Those that write are named, and left alone. */
export const checkEndpoints = async (upstream: UpstreamClient, scope: UpstreamScope, endpoints: EndpointTable): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const check = async <Value>(what: EndpointName, read: () => Promise<Value>, detailOf: (value: Value) => string): Promise<Value | null> => {
    try {
      const value = await read();
      findings.push({ state: 'ok', what, detail: detailOf(value) });
      return value;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      findings.push({ state: 'wrong', what, detail: `${error.message} – ${adviceOn(error)}` });
      return null;
    }
  };
  const skip = (what: string, detail: string): void => void findings.push({ state: 'skipped', what, detail });
  /** One object by the id of the first row of its list. */
  const checkOne = async (what: EndpointName, id: number | string | undefined, read: () => Promise<object | null>): Promise<void> => {
    if (id === undefined) skip(what, 'the list shows nothing that could be asked for.');
    else await check(what, read, (found) => (found === null ? `answers that there is no ${id}, which its list shows` : `answers ${id}`));
  };
  /** Whether the upstream takes several ids at once; where it does not, objects are read one by one. */
  const checkBatch = async (what: EndpointName, ids: readonly number[], list: () => Promise<{ readonly rows: readonly { readonly id: number }[] }>): Promise<void> => {
    if (!endpoints[what].batchById || ids.length < 2) return;
    try {
      const { rows } = await list();
      const isHeld = rows.length === ids.length && rows.every(({ id }) => ids.includes(id));
      findings.push({ state: isHeld ? 'ok' : 'wrong', what: `${what} by ids`, detail: isHeld ? 'answers those asked for, and no other' : 'ignores `filter.id`: set `batchById: false` for it in ECONT_ENDPOINTS, which saves a call in vain.' });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      findings.push({ state: 'wrong', what: `${what} by ids`, detail: `refuses several ids: set \`batchById: false\` for it in ECONT_ENDPOINTS. ${error.message}` });
    }
  };

  const department = await check('department.get', () => upstream.getDepartment(scope), ({ id, currency }) => `department ${id}, ${currency}`);
  // Without it nothing else will answer, and a locked account should not be asked ten times.
  if (department === null) {
    skip('the other endpoints', 'are not asked, since this one does not answer.');
    return findings;
  }
  const invoices = await check('invoice.list', () => upstream.listInvoices(scope, page({})), ({ total }) => rowsText(total));
  const invoice = invoices?.rows[0];
  await checkOne('invoice.get', invoice?.id, () => upstream.getInvoice(scope, { id: invoice?.id ?? 0 }));
  const invoiceIds = invoices?.rows.map(({ id }) => id) ?? [];
  await checkBatch('invoice.list', invoiceIds, () => upstream.listInvoices(scope, page({ ids: invoiceIds }, 3)));
  const customers = await check('customer.list', () => upstream.listCustomers(scope, page({})), ({ total }) => rowsText(total));
  const customer = customers?.rows[0];
  await checkOne('customer.get', customer?.id, () => upstream.getCustomer(scope, { id: customer?.id ?? 0 }));
  const customerIds = customers?.rows.map(({ id }) => id) ?? [];
  await checkBatch('customer.list', customerIds, () => upstream.listCustomers(scope, page({ ids: customerIds }, 3)));
  const subscriptions = await check('subscription.list', () => upstream.listSubscriptions(scope, page({})), ({ total }) => rowsText(total));
  const subscription = subscriptions?.rows[0];
  await checkOne('subscription.get', subscription?.id, () => upstream.getSubscription(scope, subscription?.id ?? 0));
  const payments = await check('payment.list', () => upstream.listPayments(scope, page({})), ({ total }) => rowsText(total));
  const payment = payments?.rows[0];
  await checkOne('payment.get', payment?.id, () => upstream.getPayment(scope, payment?.id ?? 0));
  const tariffs = await check('tariff.list', () => upstream.listTariffs(scope, { filter: {}, sort: [], start: 0, length: 1 }), ({ total }) => rowsText(total));
  const tariff = tariffs?.rows[0];
  await checkOne('tariff.get', tariff?.alias, () => upstream.getTariff(scope, tariff?.alias ?? ''));

  const writes = Object.entries(endpoints).filter(([, { safe }]) => !safe).map(([name]) => name);
  skip(writes.join(', '), 'are not asked: they write.');
  return findings;
};
