import type { LinkCall } from '../call.ts';
import { notFound, refuseField } from '../refusal.ts';
import type { InvoiceRow } from '../rows.ts';
import { KEY_OF, publicKey } from '../public-key.ts';

const SENDABLE: ReadonlySet<string> = new Set(['draft', 'actual', 'sended', 'part', 'full']);

function invoiceOf({ state, key }: LinkCall): InvoiceRow {
  if (key === '') throw refuseField('key', 'required');
  const row = state.invoiceByKey(key);
  if (!row) throw notFound('key');
  return row;
}

/** `pdf/sendinvoice`: e-mails the invoice to its payer; one that was not sent yet is `sended` by it. */
export function sendInvoice(call: LinkCall): unknown {
  const row = invoiceOf(call);
  if (!SENDABLE.has(row.status)) throw refuseField('status', 'notSendable', { status: row.status });
  if (row.status === 'draft' || row.status === 'actual') {
    row.status = 'sended';
    call.state.invoices.put(row);
  }
  call.state.deeds.sent += 1;
  return { id: row.id, inner_hash: row.inner_hash, status: row.status, email: row.buyer_email };
}

/** `put/push`: pushes the invoice to the department's integrations. */
export function pushInvoice(call: LinkCall): unknown {
  const row = invoiceOf(call);
  call.state.deeds.pushed += 1;
  return { id: row.id, inner_hash: row.inner_hash, status: row.status, pushed: 1 };
}

/** `sign/invoice`: starts signing and tells where the signer goes on. */
export function signInvoice(call: LinkCall): unknown {
  const row = invoiceOf(call);
  call.state.deeds.signed += 1;
  return { id: row.id, inner_hash: row.inner_hash, sign_url: `https://msign.example.md/sign/${publicKey(KEY_OF.payment, row.id)}` };
}
