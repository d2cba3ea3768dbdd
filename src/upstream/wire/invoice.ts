import type { Invoice } from '../../domain/invoice.ts';
import { accumulatedOf, decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, dayOf, flagOf, foreignIdOf, idOf, instantOf, languageOf, objectOf, referenceOf, textOf, unpackJson, webUrlOf } from './fields.ts';
import { parseInvoiceLines } from './invoice-lines.ts';
import type { Readers } from './lazy-row.ts';
import { lazyRows, readAll } from './lazy-row.ts';
import { INVOICE_STATUS, literalOf, vatModeOf } from './literals.ts';
import type { Parsing } from './parsing.ts';

/** `{"pdf_url": …}`, the same as JSON text, or the address alone. */
const pdfUrlOf = (value: unknown): string | null => {
  const unpacked = unpackJson(value);
  return webUrlOf(objectOf(unpacked)?.pdf_url ?? unpacked);
};

type Sure = Pick<Invoice, 'id' | 'customerId' | 'subscriptionId' | 'amount' | 'amountPaid' | 'amountRefunded'>;

/** Members that an invoice cannot do without: where one cannot be read, the row cannot. */
const SURE: Readers<Sure> = {
  id: (row) => idOf(row.id, 'id'),
  customerId: (row) => referenceOf(row.buyer_id, 'buyer_id'),
  subscriptionId: (row) => referenceOf(row.subscription_id, 'subscription_id'),
  amount: (row) => decimalOf(row.amount, 'amount'),
  amountPaid: (row) => accumulatedOf(row.amount_paid, 'amount_paid'),
  amountRefunded: (row) => accumulatedOf(row.amount_refunded, 'amount_refunded'),
};

/** The others, none of which throws but the lines. */
const READERS: Readers<Omit<Invoice, keyof Sure>> = {
  publicKey: (row) => textOf(row.inner_hash),
  number: (row) => textOf(row.outer_number),
  orderId: (row, parsing) => foreignIdOf(row.order_id, 'order_id', parsing),
  orderNumber: (row) => textOf(row.order_number),
  status: (row, parsing) => literalOf(INVOICE_STATUS, row.status, 'status', parsing),
  isArchived: (row) => flagOf(row.is_archived),
  createdAt: (row, parsing) => instantOf(row.moment, 'moment', parsing),
  issuedAt: (row, parsing) => instantOf(row.issue_date, 'issue_date', parsing),
  dueOn: (row, parsing) => dayOf(row.due_on, 'due_on', parsing),
  paidAt: (row, parsing) => instantOf(row.paid_date, 'paid_date', parsing),
  refundedAt: (row, parsing) => instantOf(row.refund_date, 'refund_date', parsing),
  currency: (row, parsing) => currencyOf(row.currency, 'currency', parsing),
  vatMode: (row, parsing) => vatModeOf(row.tva_calc, 'tva_calc', parsing),
  vatRate: (row, parsing) => optionalDecimalOf(row.tva_rate, 'tva_rate', parsing),
  vatAmount: (row, parsing) => optionalDecimalOf(row.tva_amount, 'tva_amount', parsing),
  netAmount: (row, parsing) => optionalDecimalOf(row.wtva_amount, 'wtva_amount', parsing),
  supplierIdno: (row) => textOf(row.supplier_idno),
  buyer: (row) => ({
    name: textOf(row.buyer_name),
    idno: textOf(row.buyer_idno),
    vatCode: textOf(row.buyer_tva),
    email: textOf(row.buyer_email),
    phone: textOf(row.buyer_phone),
    address: textOf(row.buyer_address),
  }),
  topic: (row) => textOf(row.topic),
  remark: (row) => textOf(row.remark),
  patternLanguage: (row) => languageOf(row.pattern_language),
  source: (row) => textOf(row.source_create),
  pdfUrl: (row) => pdfUrlOf(row.doc_url),
  lines: (row, parsing) => parseInvoiceLines(row.items, parsing),
};

/** A row of contract section 3 as an invoice. */
export const parseInvoice = (row: Wire, parsing: Parsing): Invoice => ({ ...readAll(SURE, row, parsing), ...readAll(READERS, row, parsing) });

/** The same, each member read when it is asked for. */
export const parseInvoiceLazily: (row: Wire, parsing: Parsing) => Invoice = lazyRows(SURE, READERS);
