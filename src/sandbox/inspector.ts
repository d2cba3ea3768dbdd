import { buyerFrom, issueInvoice } from './issue-invoice.ts';
import { KEY_OF, publicKey } from './public-key.ts';
import type { CustomerRow, DepartmentRow, InvoiceRow, PaymentRow, SubscriptionRow } from './rows.ts';
import type { State } from './state.ts';
import type { Table } from './table.ts';
import { parseWall, ZERO_DATE } from './wall-time.ts';

/** Members to plant in a row; odd values are the point, so none is checked. */
export type Odd<Row> = { [Name in keyof Row]?: unknown } & Record<string, unknown>;

/** The numbers of rows. */
export interface SandboxCounts {
  invoices: { total: number; created: number };
  customers: { total: number; created: number };
  subscriptions: { total: number; created: number };
  payments: { total: number; created: number };
  sent: number;
  pushed: number;
  signed: number;
}

/** Looks into the sandbox's tables. */
export class TableView<Row extends { id: number }> {
  readonly #table: Table<Row>;

  constructor(table: Table<Row>) {
    this.#table = table;
  }

  /** Rows added since the start, by calls or directly. */
  get created(): number {
    return this.#table.added;
  }

  /** The row, of whichever department. */
  get(id: number): Row | undefined {
    return this.#table.get(id);
  }

  /** Rows that pass, in id order; it makes every row it looks at, so a limit helps with a great seed. */
  find(match?: (row: Row) => boolean, limit?: number): Row[] {
    return this.#table.find(match, limit);
  }

  /**
   * How many rows added since the start share each value of a column, such as one order id: what a caller believes it made once
   * must be counted once here. Rows without the value (0, or an empty text) are left out.
   */
  createdBy(column: keyof Row & string): Map<string, number> {
    const counted = new Map<string, number>();
    const { nextId, added } = this.#table;
    for (let id = nextId - added; id < nextId; id += 1) {
      const value = this.#table.get(id)?.[column];
      if (value === undefined || value === null || value === 0 || value === '') continue;
      const text = String(value);
      counted.set(text, (counted.get(text) ?? 0) + 1);
    }
    return counted;
  }

  /** The rows of a department, or all. */
  count(department?: number): number {
    return department === undefined ? this.#table.nextId - 1 : this.#table.count(department);
  }

  departmentOf(id: number): number {
    return this.#table.departmentOf(id);
  }
}

/** Read access for tests, and the ways to plant rows that no call could make. */
export class Inspector {
  readonly invoices: TableView<InvoiceRow>;
  readonly customers: TableView<CustomerRow>;
  readonly subscriptions: TableView<SubscriptionRow>;
  readonly payments: TableView<PaymentRow>;
  readonly #state: State;
  readonly #now: () => string;

  constructor(state: State, now: () => string) {
    this.#state = state;
    this.#now = now;
    this.invoices = new TableView(state.invoices);
    this.customers = new TableView(state.customers);
    this.subscriptions = new TableView(state.subscriptions);
    this.payments = new TableView(state.payments);
  }

  counts(): SandboxCounts {
    const of = ({ created, count }: { created: number; count: number }): { total: number; created: number } => ({ total: count, created });
    const counted = <Row extends { id: number }>(view: TableView<Row>): { total: number; created: number } =>
      of({ created: view.created, count: view.count() });
    return {
      invoices: counted(this.invoices),
      customers: counted(this.customers),
      subscriptions: counted(this.subscriptions),
      payments: counted(this.payments),
      ...this.#state.deeds,
    };
  }

  /** Adds an invoice: a plausible one, with the given members over it. Default department: the first. */
  insertInvoice(members: Odd<InvoiceRow> = {}, department = this.#first()): InvoiceRow {
    const { row } = this.#state.office(department);
    const customer = this.#state.customers.get(Number(members.buyer_id ?? 0));
    const invoice = issueInvoice(this.#state, {
      department,
      at: parseWall(this.#now()) ?? 0,
      buyer: customer ? buyerFrom(customer) : { id: 0, name: 'Client', idno: '', tva: '', email: 'client@exemplu.md', phone: '', address: '' },
      lines: [{ code: 1, sku: 'SKU-1', name: 'Serviciu', price: 10_000n, quantity: 1, unit: 'pcs' }],
      currency: row.currency,
      status: 'actual',
      source: 'self',
      language: 'ro',
    });
    return this.patchInvoice(invoice.id, members);
  }

  patchInvoice(id: number, members: Odd<InvoiceRow>): InvoiceRow {
    return patch(this.#state.invoices, id, members);
  }

  insertCustomer(members: Odd<CustomerRow> = {}, department = this.#first()): CustomerRow {
    const id = this.#state.customers.nextId;
    const model = this.#state.customers.get(1);
    if (!model) throw new Error('There is no customer to take after.');
    this.#state.customers.insert(department, {
      ...model,
      id,
      unique_key: publicKey(KEY_OF.customer, id),
      idno: `10${String(id).padStart(11, '0')}`,
      contact_email: `client${id}@exemplu.md`,
      currency: this.#state.office(department).row.currency,
      moment: this.#now(),
      last_update: this.#now(),
    });
    return patch(this.#state.customers, id, members);
  }

  patchCustomer(id: number, members: Odd<CustomerRow>): CustomerRow {
    return patch(this.#state.customers, id, members);
  }

  insertSubscription(members: Odd<SubscriptionRow> = {}, department = this.#first()): SubscriptionRow {
    const id = this.#state.subscriptions.nextId;
    const [tariff] = this.#state.tariffsOf(department);
    const customer = this.customers.find((row) => this.#state.customers.departmentOf(row.id) === department, 1)[0];
    if (!tariff || !customer) throw new Error(`Department ${department} has no tariff or no customer.`);
    this.#state.subscriptions.insert(department, {
      id,
      customer_id: customer.id,
      tariff_alias: tariff.alias,
      status: 'pending',
      currency: tariff.currency,
      amount: tariff.tariff_rate,
      frequency: tariff.frequency,
      date_start: this.#now(),
      date_stop: ZERO_DATE,
      next_issue_on: ZERO_DATE,
      last_invoice_id: 0,
      items: {},
      moment: this.#now(),
    });
    return patch(this.#state.subscriptions, id, members);
  }

  patchSubscription(id: number, members: Odd<SubscriptionRow>): SubscriptionRow {
    return patch(this.#state.subscriptions, id, members);
  }

  /** Adds a payment beside the rules: the invoice stays as it is. */
  insertPayment(members: Odd<PaymentRow> & { invoice_id: number }): PaymentRow {
    const invoice = this.#state.invoices.get(members.invoice_id);
    if (!invoice) throw new Error(`There is no invoice ${members.invoice_id}.`);
    const id = this.#state.payments.nextId;
    this.#state.payments.insert(this.#state.invoices.departmentOf(invoice.id), {
      id,
      invoice_id: invoice.id,
      hash: invoice.inner_hash,
      bank: 'maib',
      terminal: '',
      transaction_id: publicKey(KEY_OF.payment, id).slice(0, 20).toUpperCase(),
      amount: invoice.amount,
      rest: invoice.amount,
      refund: '0.00',
      currency: invoice.currency,
      trtype: 'CONFIRM',
      status: 'CONFIRMED',
      approval: '',
      rrn: '',
      card: '',
      moment: this.#now(),
      reverse_moment: ZERO_DATE,
    });
    return patch(this.#state.payments, id, members);
  }

  patchPayment(id: number, members: Odd<PaymentRow>): PaymentRow {
    return patch(this.#state.payments, id, members);
  }

  /** Changes a department's settings, such as its VAT. */
  patchDepartment(id: number, members: Partial<DepartmentRow>): DepartmentRow {
    return Object.assign(this.#state.office(id).row, members);
  }

  #first(): number {
    const [office] = this.#state.offices;
    if (!office) throw new Error('There is no department.');
    return office.row.id;
  }
}

function patch<Row extends { id: number }>(table: Table<Row>, id: number, members: Odd<Row>): Row {
  const row = table.get(id);
  if (!row) throw new Error(`There is no row ${id}.`);
  const changed = { ...row, ...members, id };
  table.put(changed);
  return changed;
}
