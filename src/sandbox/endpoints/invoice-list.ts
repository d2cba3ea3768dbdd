import type { Call } from '../call.ts';
import { INVOICE_LIST, type Key } from '../fields.ts';
import { readListRequest } from '../list-request.ts';
import { refuseField } from '../refusal.ts';
import { DAY } from '../wall-time.ts';
import { renderInvoice } from './render-invoice.ts';

type View = (key: (field: string) => Key, now: number) => boolean;

const AWAITING: ReadonlySet<unknown> = new Set(['actual', 'sended', 'part']);
const isAwaiting = (key: (field: string) => Key): boolean => AWAITING.has(key('status')) && key('is_archived') !== 1;
const isArchived = (key: (field: string) => Key): boolean => key('is_archived') === 1 || key('status') === 'archived';

/** The tabs of the vendor's own table. */
const VIEWS: Readonly<Record<string, View | undefined>> = {
  all: undefined,
  actual: isAwaiting,
  deadline: (key, now) => isAwaiting(key) && Number(key('due_on')) >= now && Number(key('due_on')) <= now + 3 * DAY,
  expired: (key, now) => isAwaiting(key) && Number(key('due_on')) > 0 && Number(key('due_on')) < now,
  rejected: (key) => (key('status') === 'rejected' || key('status') === 'denied') && !isArchived(key),
  archived: isArchived,
};

/** `list/invoice`. */
export function listInvoices({ state, switches, department, body, clock }: Call): unknown {
  const query = readListRequest(body, INVOICE_LIST, switches, [['id', 'desc']]);
  const name = body['view'] ?? 'all';
  if (typeof name !== 'string' || !Object.hasOwn(VIEWS, name)) throw refuseField('view', 'oneOf', { values: Object.keys(VIEWS).join(', ') });
  const view = VIEWS[name];
  const now = clock.seconds();
  const page = state.lists.invoices.page(department.id, view ? { ...query, extra: (key) => view(key, now) } : query);
  return { ...page, records: page.records.map((row) => renderInvoice(row, switches)) };
}
