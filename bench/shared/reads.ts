import type { Econt, Wire } from './econt.ts';
import { wallOf } from './wire-values.ts';

interface Listed {
  readonly recordsFiltered: number;
  readonly records: readonly Wire[];
}

/** What the questions of the benchmark read, in as few calls as it takes. */
export interface Reads {
  readonly invoices: (first: number, to: string | undefined) => Promise<readonly Wire[]>;
  readonly customers: (first: number, to: string | undefined) => Promise<readonly Wire[]>;
  readonly invoice: (by: { readonly id: number } | { readonly outer_number: string }) => Promise<Wire>;
  /** In the order of the ids. */
  readonly customersByIds: (ids: readonly unknown[]) => Promise<readonly (Wire | null)[]>;
  readonly invoicesOfCustomers: (ids: readonly unknown[], first: number) => Promise<readonly (readonly Wire[])[]>;
  readonly paymentsOfInvoices: (ids: readonly unknown[], first: number) => Promise<readonly (readonly Wire[])[]>;
}

const PAGE = 100;
const NEWEST_INVOICE = [['issue_date', 'desc'], ['id', 'desc']];
const NEWEST = [['moment', 'desc'], ['id', 'desc']];

const parted = (ids: readonly unknown[]): readonly (readonly unknown[])[] => Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, i) => ids.slice(i * PAGE, (i + 1) * PAGE));

const grouped = (rows: readonly Wire[], member: string, ids: readonly unknown[], first: number): readonly (readonly Wire[])[] => {
  const groups = new Map<unknown, Wire[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row[member])?.push(row);
  return ids.map((id) => groups.get(id)?.slice(0, first) ?? []);
};

/** The reads over one way to ask the upstream. */
export const createReads = (econt: Econt): Reads => {
  const list = (object: string, filter: object, sort: object, start: number, length: number): Promise<Listed> => econt(`list/${object}`, { filter, sort, start, length }) as unknown as Promise<Listed>;
  const whole = async (object: string, filter: object, sort: object): Promise<readonly Wire[]> => {
    const page = await list(object, filter, sort, 0, PAGE);
    const starts = Array.from({ length: Math.ceil(page.recordsFiltered / PAGE) - 1 }, (_, i) => (i + 1) * PAGE);
    const others = await Promise.all(starts.map((start) => list(object, filter, sort, start, PAGE)));
    return [page, ...others].flatMap(({ records }) => records);
  };
  return {
    invoices: async (first, to) => (await list('invoice', to === undefined ? {} : { issue_date_to: wallOf(to) }, NEWEST_INVOICE, 0, first)).records,
    customers: async (first, to) => (await list('customer', to === undefined ? {} : { moment_to: wallOf(to) }, NEWEST, 0, first)).records,
    invoice: (by) => econt('get/invoice', by),
    async customersByIds(ids) {
      const pages = await Promise.all(parted([...new Set(ids)]).map((part) => list('customer', { id: part }, [['id', 'asc']], 0, part.length)));
      const byId = new Map(pages.flatMap(({ records }) => records).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    invoicesOfCustomers: async (ids, first) => grouped(await whole('invoice', { buyer_id: ids }, NEWEST_INVOICE), 'buyer_id', ids, first),
    async paymentsOfInvoices(ids, first) {
      const parts = await Promise.all(parted(ids).map((part) => whole('payment', { invoice_id: part }, NEWEST)));
      return grouped(parts.flat(), 'invoice_id', ids, first);
    },
  };
};
