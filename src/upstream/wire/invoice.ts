import type { Invoice } from '../../domain/invoice.ts';
import { accumulatedOf, decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, dayOf, flagOf, foreignIdOf, idOf, instantOf, languageOf, objectOf, referenceOf, textOf, unpackJson, webUrlOf } from './fields.ts';
import { parseInvoiceLines } from './invoice-lines.ts';
import { INVOICE_STATUS, literalOf, vatModeOf } from './literals.ts';
import type { Parsing } from './parsing.ts';

/** `{"pdf_url": …}`, the same as JSON text, or the address alone. */
const pdfUrlOf = (value: unknown): string | null => {
  const unpacked = unpackJson(value);
  return webUrlOf(objectOf(unpacked)?.pdf_url ?? unpacked);
};

/** A row of contract section 3 as an invoice. */
export const parseInvoice = (row: Wire, parsing: Parsing): Invoice => ({
  id: idOf(row.id, 'id'),
  publicKey: textOf(row.inner_hash),
  number: textOf(row.outer_number),
  orderId: foreignIdOf(row.order_id, 'order_id', parsing),
  orderNumber: textOf(row.order_number),
  customerId: referenceOf(row.buyer_id, 'buyer_id'),
  subscriptionId: referenceOf(row.subscription_id, 'subscription_id'),
  status: literalOf(INVOICE_STATUS, row.status, 'status', parsing),
  isArchived: flagOf(row.is_archived),
  createdAt: instantOf(row.moment, 'moment', parsing),
  issuedAt: instantOf(row.issue_date, 'issue_date', parsing),
  dueOn: dayOf(row.due_on, 'due_on', parsing),
  paidAt: instantOf(row.paid_date, 'paid_date', parsing),
  refundedAt: instantOf(row.refund_date, 'refund_date', parsing),
  currency: currencyOf(row.currency, 'currency', parsing),
  amount: decimalOf(row.amount, 'amount'),
  amountPaid: accumulatedOf(row.amount_paid, 'amount_paid'),
  amountRefunded: accumulatedOf(row.amount_refunded, 'amount_refunded'),
  vatMode: vatModeOf(row.tva_calc, 'tva_calc', parsing),
  vatRate: optionalDecimalOf(row.tva_rate, 'tva_rate', parsing),
  vatAmount: optionalDecimalOf(row.tva_amount, 'tva_amount', parsing),
  netAmount: optionalDecimalOf(row.wtva_amount, 'wtva_amount', parsing),
  supplierIdno: textOf(row.supplier_idno),
  buyer: {
    name: textOf(row.buyer_name),
    idno: textOf(row.buyer_idno),
    vatCode: textOf(row.buyer_tva),
    email: textOf(row.buyer_email),
    phone: textOf(row.buyer_phone),
    address: textOf(row.buyer_address),
  },
  topic: textOf(row.topic),
  remark: textOf(row.remark),
  patternLanguage: languageOf(row.pattern_language),
  source: textOf(row.source_create),
  pdfUrl: pdfUrlOf(row.doc_url),
  lines: parseInvoiceLines(row.items, parsing),
});
