import type { InvoiceFilter, InvoiceSortField } from '../../domain/invoice.ts';
import type { Invoice } from '../../domain/invoice.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import { parseInvoiceLazily } from '../wire/invoice.ts';
import { INVOICE_FILTER, INVOICE_SORT, writeInvoiceView } from '../wire/list-tables.ts';
import { getOne } from './get-one.ts';
import { writeInvoiceSelector } from './invoice-selector.ts';
import type { ListSpec } from './list-rows.ts';
import { inList, listRows } from './list-rows.ts';

const LIST: ListSpec<Invoice, InvoiceFilter, InvoiceSortField> = {
  endpoint: 'invoice.list',
  filter: INVOICE_FILTER,
  sort: INVOICE_SORT,
  parse: parseInvoiceLazily,
  beside: writeInvoiceView,
};

/** `invoice.get` (as data and as a PDF) and `invoice.list`. */
export const invoiceReads = (sender: Sender): Pick<UpstreamClient, 'getInvoice' | 'listInvoices' | 'openInvoicePdf'> => ({
  getInvoice: (scope, selector) => getOne(sender, scope, 'invoice.get', writeInvoiceSelector(selector), parseInvoiceLazily, 'id' in selector ? inList(LIST, selector.id) : undefined),
  listInvoices: (scope, query) => listRows(sender, scope, LIST, query),
  openInvoicePdf: (scope, selector) => sender.openPdf(scope, { endpoint: 'invoice.get', body: writeInvoiceSelector(selector) }),
});
