import type { Call } from '../call.ts';
import { FieldReader } from '../field-reader.ts';
import { notFound } from '../refusal.ts';
import { INVOICE_STATUSES, INVOICE_TRANSITIONS, mayFollow } from '../statuses.ts';
import { renderInvoice } from './render-invoice.ts';

/** `set/invoice`: changes the status, the archive flag or the remark. */
export function setInvoice({ state, switches, department, body, clock }: Call): unknown {
  const request = new FieldReader(body);
  request.require('id');
  const id = request.integer('id', 1) ?? 0;
  const status = request.oneOf('status', INVOICE_STATUSES);
  const isArchived = request.integer('is_archived', 0, 1);
  const remark = request.string('remark', 2000);
  if (!['status', 'is_archived', 'remark'].some((name) => request.has(name))) request.fail('status', 'nothingToSet');
  request.check();
  const row = state.invoices.get(id, department.id);
  if (!row) throw notFound('id');
  if (status !== undefined) {
    if (!mayFollow(INVOICE_TRANSITIONS, row.status, status)) request.fail('status', 'transition', { from: row.status, to: status });
    request.check();
    row.status = status;
    if (status === 'full') row.paid_date = clock.now();
    if (status === 'refunded' || status === 'reverse') row.refund_date = clock.now();
    if (status === 'archived') row.is_archived = 1;
  }
  if (isArchived !== undefined) row.is_archived = isArchived;
  if (remark !== undefined) row.remark = remark;
  state.invoices.put(row);
  return renderInvoice(row, switches);
}
