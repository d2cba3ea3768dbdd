import type { Subscription } from '../../domain/subscription.ts';
import { decimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, idOf, instantOf, referenceOf, textOf } from './fields.ts';
import { parseInvoiceLines } from './invoice-lines.ts';
import { FREQUENCY, literalOf, SUBSCRIPTION_STATUS } from './literals.ts';
import type { Parsing } from './parsing.ts';

/** A row of contract section 5 as a subscription. */
export const parseSubscription = (row: Wire, parsing: Parsing): Subscription => ({
  id: idOf(row.id, 'id'),
  customerId: referenceOf(row.customer_id, 'customer_id'),
  tariffAlias: textOf(row.tariff_alias),
  status: literalOf(SUBSCRIPTION_STATUS, row.status, 'status', parsing),
  currency: currencyOf(row.currency, 'currency', parsing),
  amount: decimalOf(row.amount, 'amount'),
  frequency: literalOf(FREQUENCY, row.frequency, 'frequency', parsing),
  startsAt: instantOf(row.date_start, 'date_start', parsing),
  endsAt: instantOf(row.date_stop, 'date_stop', parsing),
  nextInvoiceAt: instantOf(row.next_issue_on, 'next_issue_on', parsing),
  lastInvoiceId: referenceOf(row.last_invoice_id, 'last_invoice_id'),
  lines: parseInvoiceLines(row.items, parsing),
  createdAt: instantOf(row.moment, 'moment', parsing),
});
