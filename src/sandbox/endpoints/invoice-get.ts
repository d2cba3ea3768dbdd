import type { Call } from '../call.ts';
import { findInvoice } from '../find-invoice.ts';
import { invoicePdf } from '../pdf/invoice-pdf.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { renderInvoice } from './render-invoice.ts';

/** `get/invoice`: the row. */
export function getInvoice(call: Call): unknown {
  return renderInvoice(findInvoice(call), call.switches);
}

/** `get/invoice` with `Accept: application/pdf`: the document. */
export function getInvoicePdf(call: Call): PdfFile {
  return invoicePdf(findInvoice(call), call.department, call.switches.pdfBytes);
}
