import type { Dataset } from '../shared/dataset.ts';
import { customerOfInvoice, FIRST, minuteOf, wallTimeOf } from '../shared/dataset.ts';
import type { RowTemplate, RowValues } from './row-template.ts';
import type { ListedObject, ListRequest } from './selections.ts';
import { PAGE_ROWS, selectPage } from './selections.ts';
import type { Templates } from './templates.ts';

/** Answers from rows that are serialised already. */
export interface Replies {
  /** `most`: rows at most, where that is not a page. */
  readonly list: (object: ListedObject, request: ListRequest, most?: number) => Buffer;
  readonly get: (object: ListedObject, request: Readonly<Record<string, unknown>>) => Buffer | null;
  /** The row of an invoice that was just made. */
  readonly issued: () => Buffer;
}

const DAY_MINUTES = 1_440;
const HEAD = '{"status":"OK","data":';

/** Wall times by minutes: the days of all years and the minutes of a day, once each. */
const createWallTimes = (): ((minute: number) => Buffer) => {
  const days = new Map<number, string>();
  const minutes = Array.from({ length: DAY_MINUTES }, (_, minute) => wallTimeOf(minute).slice(10));
  return (minute) => {
    const day = Math.floor(minute / DAY_MINUTES);
    const known = days.get(day) ?? wallTimeOf(day * DAY_MINUTES).slice(0, 10);
    days.set(day, known);
    return Buffer.from(known + (minutes[minute % DAY_MINUTES] ?? ''), 'latin1');
  };
};

/** The replies of an upstream over a dataset. */
export const createReplies = (data: Dataset, templates: Templates): Replies => {
  const wallTime = createWallTimes();
  const valuesOf = (id: number, parent: number, minute: number): RowValues => ({ id, parent, subscription: FIRST.subscription + customerOfInvoice(data, id - FIRST.invoice), at: wallTime(minute), due: wallTime(minute + 3 * DAY_MINUTES) });
  const rows: Readonly<Record<ListedObject, (n: number) => { readonly template: RowTemplate | undefined; readonly values: RowValues }>> = {
    invoice: (n) => ({ template: templates.invoices[n % 100], values: valuesOf(FIRST.invoice + n, FIRST.customer + customerOfInvoice(data, n), n) }),
    customer: (n) => ({ template: templates.customers[n % 100], values: valuesOf(FIRST.customer + n, 0, n * 10) }),
    payment: (n) => ({ template: templates.payments[n % 100], values: valuesOf(FIRST.payment + n, FIRST.invoice + n, n) }),
    subscription: (n) => ({ template: templates.subscriptions[n % 100], values: valuesOf(FIRST.subscription + n, FIRST.customer + n, n * 10) }),
  };
  const now = minuteOf('2026-03-02 09:00:00');
  let issued = 0;

  const write = (head: string, parts: readonly ReturnType<(typeof rows)['invoice']>[], tail: string): Buffer => {
    const bytes = Buffer.allocUnsafe(head.length + tail.length + Math.max(0, parts.length - 1) + parts.reduce((sum, { template }) => sum + (template?.bytes.length ?? 0), 0));
    let offset = bytes.write(head, 0, 'latin1');
    parts.forEach(({ template, values }, i) => {
      if (i > 0) bytes[offset++] = 44;
      offset = template?.write(bytes, offset, values) ?? offset;
    });
    bytes.write(tail, offset, 'latin1');
    return bytes;
  };
  const issuedRow = (n: number): Buffer => write(HEAD, [{ template: templates.invoices[1], values: valuesOf(FIRST.issued + n, FIRST.customer, now) }], '}');

  return {
    list(object, request, most = PAGE_ROWS) {
      const page = selectPage(data, object, request, most);
      return write(`${HEAD}{"recordsTotal":${page.total},"recordsFiltered":${page.total},"records":[`, page.rows.map(rows[object]), ']}}');
    },
    get(object, { id, outer_number }) {
      const wanted = Number(id ?? (typeof outer_number === 'string' ? outer_number.slice(3) : FIRST[object]));
      if (object === 'invoice' && wanted >= FIRST.issued) return issuedRow(wanted - FIRST.issued);
      const n = wanted - FIRST[object];
      const count = object === 'invoice' || object === 'payment' ? data.invoices : data.customers;
      return n >= 0 && n < count ? write(HEAD, [rows[object](n)], '}') : null;
    },
    issued() {
      issued += 1;
      return issuedRow(issued);
    },
  };
};
