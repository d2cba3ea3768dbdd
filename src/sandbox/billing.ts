import { firstIssue, issueAfter, nextIssue } from './billing-dates.ts';
import type { Clock } from './clock.ts';
import { parseCents } from './cents.ts';
import { buyerFrom, issueInvoice } from './issue-invoice.ts';
import type { InvoiceRow, SubscriptionRow } from './rows.ts';
import type { State } from './state.ts';
import type { SandboxSwitches } from './switches.ts';
import { DAY, formatWall, parseWall, ZERO_DATE } from './wall-time.ts';

/** How long a demo lasts. */
export const DEMO_DAYS = 14;

const seconds = (text: unknown): number => (typeof text === 'string' ? (parseWall(text) ?? 0) : 0);

/** Issues the invoices of subscriptions when their time comes; a period is billed at its beginning. */
export class Billing {
  readonly #state: State;
  readonly #clock: Clock;
  readonly #switches: SandboxSwitches;
  /** The earliest thing to do, as of a version of the table. */
  #next: { version: number; at: number } | undefined;

  constructor(state: State, clock: Clock, switches: SandboxSwitches) {
    this.#state = state;
    this.#clock = clock;
    this.#switches = switches;
  }

  /** Does all that is due by now, in the order of its time. */
  run(): void {
    const now = this.#clock.seconds();
    const { subscriptions } = this.#state;
    if (this.#next?.version === subscriptions.version && this.#next.at > now) return;
    const queue = this.#queue(now);
    for (let due = queue.pop(); due; due = queue.pop()) {
      this.#step(due.id);
      const again = { id: due.id, at: this.#dueAt(due.id) };
      if (again.at > now) continue;
      const place = queue.findLastIndex(({ at }) => at > again.at);
      queue.splice(place + 1, 0, again);
    }
    let at = Infinity;
    for (let id = 1; id < subscriptions.nextId; id += 1) at = Math.min(at, this.#dueAt(id));
    this.#next = { version: subscriptions.version, at };
  }

  /** What is due, the latest first. */
  #queue(now: number): { id: number; at: number }[] {
    const queue: { id: number; at: number }[] = [];
    for (let id = 1; id < this.#state.subscriptions.nextId; id += 1) {
      const at = this.#dueAt(id);
      if (at <= now) queue.push({ id, at });
    }
    return queue.sort((a, b) => b.at - a.at || b.id - a.id);
  }

  /** When something happens to a subscription; Infinity: never. */
  #dueAt(id: number): number {
    const status = this.#state.subscriptions.key(id, 'status');
    if (status !== 'active' && status !== 'demo') return Infinity;
    return Number(this.#state.subscriptions.key(id, 'next_issue_on')) || Infinity;
  }

  #step(id: number): void {
    const row = this.#state.subscriptions.get(id);
    if (!row) return;
    const at = seconds(row.next_issue_on);
    if (row.status === 'demo') row.status = 'active';
    const stop = seconds(row.date_stop);
    if (stop > 0 && at > stop) row.next_issue_on = ZERO_DATE;
    else {
      row.last_invoice_id = this.#issue(row, at).id;
      row.next_issue_on = formatWall(nextIssue(anchorOf(row), row.frequency, at));
    }
    this.#state.subscriptions.put(row);
  }

  #issue(row: SubscriptionRow, at: number): InvoiceRow {
    const department = this.#state.subscriptions.departmentOf(row.id);
    const customer = this.#state.customers.get(row.customer_id);
    if (!customer) throw new Error(`Subscription ${row.id} has no customer.`);
    return issueInvoice(this.#state, {
      department,
      at,
      buyer: buyerFrom(customer),
      lines: Object.values(row.items).map((item) => ({
        code: item.Code,
        sku: item.SKU,
        name: item.Name,
        price: parseCents(item.UnitPrice) ?? 0n,
        quantity: item.Quantity,
        unit: item.UnitOfMeasure,
        total: parseCents(item.TotalPrice) ?? 0n,
      })),
      currency: row.currency,
      status: this.#switches.newInvoiceStatus,
      source: 'subscription',
      language: customer.preferred_language,
      subscriptionId: row.id,
    });
  }
}

/** What the periods are counted from: a demo moves the first one to its end. */
function anchorOf(row: SubscriptionRow): number {
  const start = seconds(row.date_start);
  const next = seconds(row.next_issue_on);
  return [start, start + DEMO_DAYS * DAY].find((anchor) => isOnGrid(anchor, row, next)) ?? next;
}

function isOnGrid(start: number, row: SubscriptionRow, moment: number): boolean {
  let periods = 0;
  while (issueAfter(start, row.frequency, periods) < moment) periods += 1;
  return issueAfter(start, row.frequency, periods) === moment;
}

/** The next billing moment of a subscription that enters a status now. */
export function nextIssueOn(row: SubscriptionRow, status: string, now: number): string {
  const start = seconds(row.date_start);
  if (status === 'demo') return formatWall(Math.max(start, now) + DEMO_DAYS * DAY);
  if (status === 'active') return formatWall(firstIssue(start, row.frequency, now));
  return ZERO_DATE;
}

/** The next billing moment of a subscription that was changed: what was billed up to now stays billed, and is not billed again. */
export function nextIssueAfterChange(before: SubscriptionRow, after: SubscriptionRow, now: number): string {
  const names = ['frequency', 'date_start', 'date_stop'] as const;
  if (after.status !== 'active' || names.every((name) => after[name] === before[name])) return after.next_issue_on;
  const keepsAnchor = after.date_start === before.date_start && seconds(before.next_issue_on) > 0;
  return formatWall(nextIssue(keepsAnchor ? anchorOf(before) : seconds(after.date_start), after.frequency, now));
}
