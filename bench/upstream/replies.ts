import type { Dataset } from '../shared/dataset.ts';
import { customerOfInvoice, FIRST, idOf, minuteOf, numberOf, wallTimeOf } from '../shared/dataset.ts';
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

/** The rest of a division, from 0 up for numbers below 0 too. */
const modulo = (n: number, by: number): number => ((n % by) + by) % by;

/** Wall times by minutes: the days of all years and the minutes of a day, once each. */
const createWallTimes = (): ((minute: number) => Buffer) => {
  const days = new Map<number, string>();
  const minutes = Array.from({ length: DAY_MINUTES }, (_, minute) => wallTimeOf(minute).slice(10));
  return (minute) => {
    const day = Math.floor(minute / DAY_MINUTES);
    const known = days.get(day) ?? wallTimeOf(day * DAY_MINUTES).slice(0, 10);
    days.set(day, known);
    return Buffer.from(known + (minutes[modulo(minute, DAY_MINUTES)] ?? ''), 'latin1');
  };
};

/** The replies of an upstream over a dataset. */
export const createReplies = (data: Dataset, templates: Templates): Replies => {
  const wallTime = createWallTimes();
  const valuesOf = (id: number, parent: number, customer: number, minute: number): RowValues => ({ id, parent, subscription: idOf('subscription', customer), at: wallTime(minute), due: wallTime(minute + 3 * DAY_MINUTES) });
  const kindOf = (templates_: readonly RowTemplate[], n: number): RowTemplate | undefined => templates_[modulo(n, templates_.length)];
  const rows: Readonly<Record<ListedObject, (n: number) => { readonly template: RowTemplate | undefined; readonly values: RowValues }>> = {
    invoice: (n) => {
      const customer = customerOfInvoice(data, n);
      return { template: kindOf(templates.invoices, n), values: valuesOf(idOf('invoice', n), idOf('customer', customer), customer, n) };
    },
    customer: (n) => ({ template: kindOf(templates.customers, n), values: valuesOf(idOf('customer', n), 0, n, n * 10) }),
    payment: (n) => ({ template: kindOf(templates.payments, n), values: valuesOf(idOf('payment', n), idOf('invoice', n), 0, n) }),
    subscription: (n) => ({ template: kindOf(templates.subscriptions, n), values: valuesOf(idOf('subscription', n), idOf('customer', n), n, n * 10) }),
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
  const issuedRow = (n: number): Buffer => write(HEAD, [{ template: templates.invoices[1], values: valuesOf(FIRST.issued + n, FIRST.customer, 0, now) }], '}');

  return {
    list(object, request, most = PAGE_ROWS) {
      const page = selectPage(data, object, request, most);
      return write(`${HEAD}{"recordsTotal":${page.total},"recordsFiltered":${page.total},"records":[`, page.rows.map(rows[object]), ']}}');
    },
    get(object, { id, outer_number }) {
      const wanted = Number(id ?? (typeof outer_number === 'string' ? outer_number.slice(3) : FIRST[object]));
      if (object === 'invoice' && wanted > FIRST.issued && wanted <= FIRST.issued + issued) return issuedRow(wanted - FIRST.issued);
      const n = numberOf(data, object, wanted);
      return n === null ? null : write(HEAD, [rows[object](n)], '}');
    },
    issued() {
      issued += 1;
      return issuedRow(issued);
    },
  };
};
