import type { InvoiceRow } from '../rows.ts';
import type { SandboxSwitches } from '../switches.ts';

/** An invoice as the switches let it be seen. */
export function renderInvoice(row: InvoiceRow, { docUrlForm }: SandboxSwitches): unknown {
  const url: unknown = row.doc_url;
  return docUrlForm === 'jsonString' && typeof url === 'object' ? { ...row, doc_url: JSON.stringify(url) } : row;
}
