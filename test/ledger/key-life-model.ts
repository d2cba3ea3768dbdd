import { decimal } from '../../src/domain/decimal.ts';
import type { InvoiceOrder } from '../../src/domain/invoice.ts';
import { done } from '../../src/domain/result.ts';
import type { WriteOutcome } from '../../src/domain/result.ts';
import type { Ledger } from '../../src/ledger/create-ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { RequestLedger, WriteResult } from '../../src/ledger/ledger.ts';
import type { Drafts } from '../../src/ledger/operations.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import type { InvoiceReference } from '../../src/upstream/client.ts';
import type { UpstreamError } from '../../src/upstream/errors.ts';
import { instant, makeInvoice, MDL } from '../kit/domain-rows.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { LEDGER_SETTINGS, TENANT } from '../kit/start-ledger.ts';

/** Longer than all the time that a test lets pass otherwise. */
const RETENTION_MS = 1_000 * 86_400_000;

/** How the upstream takes a send. `late`: no answer, and it is made only when the test says so. `hang`: the process dies before the answer. */
export const SENDS = ['done', 'refused', 'passing', 'unsent', 'lostMade', 'lostNotMade', 'late', 'hangMade', 'hangNotMade'] as const;
export type Send = (typeof SENDS)[number];

export const KEYS = ['a', 'b', 'c'] as const;
export type Key = (typeof KEYS)[number];

/** What must be true of a key. */
export interface KeyModel {
  state: 'free' | 'done' | 'refused' | 'passing' | 'unknown' | 'abandoned';
  /** Which input it belongs to. */
  input: number | null;
  expired: boolean;
  /** Sends that reached the upstream, and those that were allowed to. */
  sends: number;
  allowed: number;
  /** An object of it exists upstream, or will once the late one arrives. */
  made: boolean;
  late: boolean;
}
export interface Model {
  readonly keys: Record<Key, KeyModel>;
  lookFails: boolean;
}
export const freshModel = (): Model => {
  const key = (): KeyModel => ({ state: 'free', input: null, expired: false, sends: 0, allowed: 0, made: false, late: false });
  return { keys: { a: key(), b: key(), c: key() }, lookFails: false };
};

const orderNumberOf = (key: string): string => `N-${key}`;
const draftOf = (key: string): Drafts['invoiceIssue'] => ({
  departmentId: 1, orderNumber: orderNumberOf(key), amount: decimal('100.00'), currency: MDL, createdAt: instant('2026-11-20T09:00:00+02:00'), orderStatus: 'pending',
  billing: { email: 'plata@exemplu.md' }, lines: [{ name: 'Abonament', unitPrice: decimal('100.00'), quantity: 1, total: decimal('100.00') }],
});

type Put = WriteOutcome<InvoiceReference, UpstreamError>;

/** The ledger under test, over an upstream that does what it is told, with processes that die and a clock that is moved by hand. */
export class World {
  readonly upstream: FakeUpstream;
  readonly puts: string[] = [];
  #next: Send = 'done';
  #lookFails = false;
  #late: InvoiceOrder[] = [];
  #hung: (() => void)[] = [];
  #hanging: () => void = () => undefined;
  #ledgers: { readonly ledger: Ledger; readonly die: () => void }[] = [];
  #now = Date.UTC(2026, 10, 20, 7);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    const fake = createFakeUpstream();
    this.upstream = {
      ...fake,
      putInvoice: (_scope, order) => this.#put(order),
      listInvoices: (scope, query) => (this.#lookFails ? Promise.reject(upstreamError('failed')) : fake.listInvoices(scope, query)),
    };
  }

  #make(order: InvoiceOrder): InvoiceReference {
    const { invoices } = this.upstream.rows;
    const id = invoices.length + 1;
    invoices.push(makeInvoice({ id, orderId: order.orderId, orderNumber: order.orderNumber }));
    return { id };
  }

  #put(order: InvoiceOrder): Promise<Put> {
    const lost: Put = { outcome: 'unknown', failure: upstreamError('connectionLost', { sent: 'maybe' }) };
    const send = this.#next;
    if (send === 'unsent') return Promise.resolve({ outcome: 'refused', failure: upstreamError('unreachable', { sent: 'nothing' }) });
    this.puts.push(order.orderNumber);
    switch (send) {
      case 'done':
        return Promise.resolve(done(this.#make(order)));
      case 'refused':
        return Promise.resolve({ outcome: 'refused', failure: upstreamError('rejected') });
      case 'passing':
        return Promise.resolve({ outcome: 'refused', failure: upstreamError('rateLimited') });
      case 'lostMade':
        this.#make(order);
        return Promise.resolve(lost);
      case 'lostNotMade':
        return Promise.resolve(lost);
      case 'late':
        this.#late.push(order);
        return Promise.resolve(lost);
      case 'hangMade':
        this.#make(order);
        break;
      case 'hangNotMade':
        break;
    }
    this.#hanging();
    return new Promise((resolve) => this.#hung.push(() => resolve(lost)));
  }

  async start(): Promise<void> {
    let diedAt: number | null = null;
    const nowMs = (): number => diedAt ?? this.#now;
    const ledger = await createLedger({ store: this.#store, upstreamOf: () => this.upstream, settings: { ...LEDGER_SETTINGS, retentionMs: RETENTION_MS }, nowMs });
    this.#ledgers.push({ ledger, die: () => (diedAt = this.#now) });
    // It looks for what is open as soon as it starts; a test waits for that, so that it knows what was found.
    await ledger.reconcile();
  }

  get #ledger(): Ledger {
    const last = this.#ledgers.at(-1);
    if (last === undefined) throw new Error('no ledger was started');
    return last.ledger;
  }

  get request(): RequestLedger {
    return this.#ledger.forCaller({ tenant: TENANT, caller: 'tester', requestId: null, language: 'ro' });
  }

  /** The process is no more: its sends are never answered, its signs of life end, and another one starts. */
  async crash(): Promise<void> {
    this.#ledgers.at(-1)?.die();
    this.#now += 30_000;
    await this.start();
  }

  write(key: Key, input: number): Promise<WriteResult<never>> {
    return this.request.write<'invoiceIssue', never>({ operation: 'invoiceIssue', key, input: { input }, prepare: () => Promise.resolve({ ok: true, draft: draftOf(key) }) });
  }

  /** Does something whose send the process does not survive. False: nothing was sent, and the process lives. */
  async dieIn(doing: () => Promise<unknown>): Promise<boolean> {
    const sent = new Promise<boolean>((resolve) => (this.#hanging = () => resolve(true)));
    const died = await Promise.race([sent, doing().then(() => false)]);
    if (died) await this.crash();
    return died;
  }

  plan(send: Send): void {
    this.#next = send;
  }

  lookFails(fails: boolean): void {
    this.#lookFails = fails;
  }

  arrive(key: Key): void {
    for (const order of this.#late.filter(({ orderNumber }) => orderNumber === orderNumberOf(key))) this.#make(order);
    this.#late = this.#late.filter(({ orderNumber }) => orderNumber !== orderNumberOf(key));
  }

  idOf(key: Key): number | undefined {
    return this.upstream.rows.invoices.find(({ orderNumber }) => orderNumber === orderNumberOf(key))?.id;
  }

  madeOf(key: Key): number {
    return this.upstream.rows.invoices.filter(({ orderNumber }) => orderNumber === orderNumberOf(key)).length;
  }

  sendsOf(key: Key): number {
    return this.puts.filter((orderNumber) => orderNumber === orderNumberOf(key)).length;
  }

  reconcile(): Promise<number> {
    // Beyond every pause between two looks.
    this.#now += 2 * 86_400_000;
    return this.#ledger.reconcile();
  }

  async retentionPasses(): Promise<void> {
    this.#now += RETENTION_MS + 1;
    await this.#ledger.forget();
  }

  async close(): Promise<void> {
    for (const answer of this.#hung) answer();
    for (const { ledger } of this.#ledgers) await ledger.close();
  }
}
