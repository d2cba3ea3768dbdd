import type { Call, LinkCall } from './call.ts';
import { getCustomer, listCustomers, putCustomer } from './endpoints/customer.ts';
import { getDepartment } from './endpoints/department.ts';
import { getInvoice, getInvoicePdf } from './endpoints/invoice-get.ts';
import { pushInvoice, sendInvoice, signInvoice } from './endpoints/invoice-links.ts';
import { listInvoices } from './endpoints/invoice-list.ts';
import { putInvoice } from './endpoints/invoice-put.ts';
import { setInvoice } from './endpoints/invoice-set.ts';
import { getPayment, listPayments, putPayment, refundPayment } from './endpoints/payment.ts';
import { getSubscription, listSubscriptions, putSubscription, setSubscription } from './endpoints/subscription.ts';
import { getTariff, listTariffs } from './endpoints/tariff.ts';
import type { PdfFile } from './pdf/pdf-file.ts';

/** What a path leads to; the names are the contract's. */
export type Route =
  | { kind: 'api'; name: string; answer: (call: Call) => unknown; pdf?: (call: Call) => PdfFile }
  | { kind: 'link'; name: string; answer: (call: LinkCall) => unknown }
  | { kind: 'page'; name: string; key: string };

const BASE = '/facturare/v1';

const api = (path: string, name: string, answer: (call: Call) => unknown, pdf?: (call: Call) => PdfFile): [string, Route] => [
  `${BASE}/${path}`,
  { kind: 'api', name, answer, ...(pdf ? { pdf } : {}) },
];
const link = (path: string, name: string, answer: (call: LinkCall) => unknown): [string, Route] => [`${BASE}/${path}`, { kind: 'link', name, answer }];

const ROUTES: ReadonlyMap<string, Route> = new Map([
  api('put/invoice', 'invoice.put', putInvoice),
  api('get/invoice', 'invoice.get', getInvoice, getInvoicePdf),
  api('list/invoice', 'invoice.list', listInvoices),
  api('set/invoice', 'invoice.set', setInvoice),
  link('pdf/sendinvoice', 'invoice.send', sendInvoice),
  link('put/push', 'invoice.push', pushInvoice),
  link('sign/invoice', 'invoice.sign', signInvoice),
  api('put/customer', 'customer.put', putCustomer),
  api('get/customer', 'customer.get', getCustomer),
  api('list/customer', 'customer.list', listCustomers),
  api('list/tariff', 'tariff.list', listTariffs),
  api('get/tariff', 'tariff.get', getTariff),
  api('put/subscription', 'subscription.put', putSubscription),
  api('get/subscription', 'subscription.get', getSubscription),
  api('list/subscription', 'subscription.list', listSubscriptions),
  api('set/subscription', 'subscription.set', setSubscription),
  api('put/payment', 'payment.put', putPayment),
  api('get/payment', 'payment.get', getPayment),
  api('list/payment', 'payment.list', listPayments),
  api('put/refund', 'payment.refund', refundPayment),
  api('get/department', 'department.get', getDepartment),
]);

/** The names that calls and faults go by. */
export const ENDPOINTS: readonly string[] = [...[...ROUTES.values()].map(({ name }) => name), 'invoice.page', 'unknown'];

/** The route of a path, or undefined. */
export function routeOf(path: string): Route | undefined {
  const page = /^\/order\/([^/]+)$/.exec(path);
  if (page?.[1] !== undefined) return { kind: 'page', name: 'invoice.page', key: page[1] };
  return ROUTES.get(path);
}
