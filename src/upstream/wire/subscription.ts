import type { Subscription } from '../../domain/subscription.ts';
import { decimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, idOf, instantOf, referenceOf, textOf } from './fields.ts';
import { parseInvoiceLines } from './invoice-lines.ts';
import type { Readers } from './lazy-row.ts';
import { lazyRows, readAll } from './lazy-row.ts';
import { FREQUENCY, literalOf, SUBSCRIPTION_STATUS } from './literals.ts';
import type { Parsing } from './parsing.ts';

type Sure = Pick<Subscription, 'id' | 'customerId' | 'amount' | 'lastInvoiceId'>;

/** Members that a subscription cannot do without: where one cannot be read, the row cannot. */
const SURE: Readers<Sure> = {
  id: (row) => idOf(row.id, 'id'),
  customerId: (row) => referenceOf(row.customer_id, 'customer_id'),
  amount: (row) => decimalOf(row.amount, 'amount'),
  lastInvoiceId: (row) => referenceOf(row.last_invoice_id, 'last_invoice_id'),
};

/** The others, none of which throws but the lines. */
const READERS: Readers<Omit<Subscription, keyof Sure>> = {
  tariffAlias: (row) => textOf(row.tariff_alias),
  status: (row, parsing) => literalOf(SUBSCRIPTION_STATUS, row.status, 'status', parsing),
  currency: (row, parsing) => currencyOf(row.currency, 'currency', parsing),
  frequency: (row, parsing) => literalOf(FREQUENCY, row.frequency, 'frequency', parsing),
  startsAt: (row, parsing) => instantOf(row.date_start, 'date_start', parsing),
  endsAt: (row, parsing) => instantOf(row.date_stop, 'date_stop', parsing),
  nextInvoiceAt: (row, parsing) => instantOf(row.next_issue_on, 'next_issue_on', parsing),
  lines: (row, parsing) => parseInvoiceLines(row.items, parsing),
  createdAt: (row, parsing) => instantOf(row.moment, 'moment', parsing),
};

/** A row of contract section 5 as a subscription. */
export const parseSubscription = (row: Wire, parsing: Parsing): Subscription => ({ ...readAll(SURE, row, parsing), ...readAll(READERS, row, parsing) });

/** The same, each member read when it is asked for. */
export const parseSubscriptionLazily: (row: Wire, parsing: Parsing) => Subscription = lazyRows(SURE, READERS);
