/** Where a fact about the upstream comes from; see the README. */
export type Evidence = 'DOC' | 'SEEN' | 'ASSUMED';

export interface Endpoint {
  readonly verb: 'POST' | 'GET';
  readonly path: string;
  readonly evidence: Evidence;
  /** May be sent again after a failure whose effect is unknown: it changes nothing upstream. */
  readonly safe: boolean;
  /** Accepts `filter.id: [..]`. */
  readonly batchById: boolean;
  /** Accepts an array as the value of a relation filter (`invoice_id`, `customer_id`, …). */
  readonly batchByRelation: boolean;
}

const read = (path: string, evidence: Evidence): Endpoint => ({ verb: 'POST', path, evidence, safe: true, batchById: false, batchByRelation: false });
const list = (path: string, evidence: Evidence): Endpoint => ({ ...read(path, evidence), batchById: true, batchByRelation: true });
const write = (path: string, evidence: Evidence): Endpoint => ({ ...read(path, evidence), safe: false });
const act = (path: string, evidence: Evidence): Endpoint => ({ ...write(path, evidence), verb: 'GET' });

/** The whole upstream as data. A configuration file may override any member of any row. */
export const ENDPOINTS = {
  'invoice.put': write('/facturare/v1/put/invoice', 'DOC'),
  'invoice.get': read('/facturare/v1/get/invoice', 'DOC'),
  'invoice.list': list('/facturare/v1/list/invoice', 'ASSUMED'),
  'invoice.send': act('/facturare/v1/pdf/sendinvoice', 'SEEN'),
  'invoice.push': act('/facturare/v1/put/push', 'SEEN'),
  'invoice.sign': act('/facturare/v1/sign/invoice', 'SEEN'),
  'invoice.set': write('/facturare/v1/set/invoice', 'ASSUMED'),
  'customer.put': write('/facturare/v1/put/customer', 'ASSUMED'),
  'customer.get': read('/facturare/v1/get/customer', 'ASSUMED'),
  'customer.list': list('/facturare/v1/list/customer', 'ASSUMED'),
  'tariff.list': { ...list('/facturare/v1/list/tariff', 'ASSUMED'), batchById: false },
  'tariff.get': read('/facturare/v1/get/tariff', 'ASSUMED'),
  'subscription.put': write('/facturare/v1/put/subscription', 'ASSUMED'),
  'subscription.get': read('/facturare/v1/get/subscription', 'ASSUMED'),
  'subscription.list': list('/facturare/v1/list/subscription', 'ASSUMED'),
  'subscription.set': write('/facturare/v1/set/subscription', 'ASSUMED'),
  'payment.put': write('/facturare/v1/put/payment', 'ASSUMED'),
  'payment.get': read('/facturare/v1/get/payment', 'ASSUMED'),
  'payment.list': list('/facturare/v1/list/payment', 'ASSUMED'),
  'payment.refund': write('/facturare/v1/put/refund', 'ASSUMED'),
  'department.get': read('/facturare/v1/get/department', 'ASSUMED'),
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
export type EndpointTable = Readonly<Record<EndpointName, Endpoint>>;
