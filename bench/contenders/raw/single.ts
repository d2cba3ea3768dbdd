import type { Seal } from '../../../src/graphql/seal.ts';
import { upstreamIdOf } from '../../../src/graphql/node/global-id.ts';
import { CONNECT } from '../../shared/account.ts';
import type { Econt, Wire } from '../../shared/econt.ts';
import { dayOf, dueOf, instantOf, statusOf, wallOf } from '../../shared/wire-values.ts';

/** *one*. */
export const one = async (econt: Econt, seal: Seal, id: string): Promise<object> => {
  const row = await econt('get/invoice', { id: upstreamIdOf({ seal }, 'Invoice', id) });
  const { currency } = row;
  return {
    invoice: {
      id: seal.close('id', `Invoice:${String(row.id)}`),
      number: row.outer_number,
      status: statusOf(row),
      issuedAt: instantOf(row.issue_date),
      dueOn: dayOf(row.due_on),
      totals: { gross: { amount: row.amount, currency }, due: { amount: dueOf(row), currency } },
    },
  };
};

/** *one plain*. */
export const onePlain = async (econt: Econt, number: string): Promise<object> => {
  const row = await econt('get/invoice', { outer_number: number });
  return { invoice: { upstreamId: row.id, number: row.outer_number, publicKey: row.inner_hash, currency: row.currency, supplierIdno: row.supplier_idno, topic: row.topic } };
};

export interface IssueInput {
  readonly idempotencyKey: string;
  readonly customer: { readonly email: string; readonly companyName: string; readonly idno: string; readonly address: { readonly line1: string; readonly city: string; readonly countryCode: string } };
  readonly lines: readonly { readonly name: string; readonly unitPrice: string; readonly quantity: number; readonly unit?: string }[];
}

/** What `put/invoice` is sent. */
export const orderOf = ({ customer, lines }: IssueInput, id: number, currency: unknown): object => {
  const totals = lines.map(({ unitPrice, quantity }) => Math.round(Number(unitPrice) * 100) * quantity);
  return {
    order: {
      id,
      order_number: `${id}`,
      amount: (totals.reduce((sum, total) => sum + total, 0) / 100).toFixed(2),
      currency,
      date_created: wallOf(new Date().toISOString()),
      status: 'pending',
      billing: { company: customer.companyName, idno: customer.idno, address_1: customer.address.line1, city: customer.address.city, country: customer.address.countryCode, email: customer.email },
      pattern_language: CONNECT.language,
    },
    items: Object.fromEntries(lines.map((line, i) => [`${i + 1}`, { product_name: line.name, product_price: line.unitPrice, product_qnt: line.quantity, product_unit: line.unit, line_total: ((totals[i] ?? 0) / 100).toFixed(2) }])),
  };
};

/** Makes an invoice in the department's currency; the reply holds its row. */
export type Send = (econt: Econt, input: IssueInput) => Promise<Wire>;

let orderId = 1_000;

/** Nothing would keep a second one from being made. */
export const send: Send = async (econt, input) => {
  const { currency } = await econt('get/department', {});
  orderId += 1;
  return econt('put/invoice', orderOf(input, orderId, currency));
};

/** *issue*. */
export const issue = async (econt: Econt, seal: Seal, input: IssueInput, by: Send = send): Promise<object> => {
  const row = await by(econt, input);
  const { currency } = row;
  const invoice = {
    id: seal.close('id', `Invoice:${String(row.id)}`),
    number: row.outer_number,
    status: statusOf(row),
    dueOn: dayOf(row.due_on),
    totals: { net: { amount: row.wtva_amount, currency }, tax: { amount: row.tva_amount, currency }, gross: { amount: row.amount, currency } },
  };
  return { invoiceIssue: { __typename: 'InvoiceIssuePayload', invoice } };
};
