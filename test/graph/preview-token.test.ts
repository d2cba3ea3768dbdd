import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import { createPreviewSignatures } from '../../src/server/preview-signatures.ts';
import { resultOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeSubscription, makeTariff } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import type { Answer, GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { PREVIEWS } from '../kit/previews.ts';

const PREVIEW = 'mutation ($input: InvoicePreviewInput!) { invoicePreview(input: $input) { __typename ... on InvoicePreviewPayload { previewToken totals { gross { amount } } } ... on UserError { message } } }';
const ISSUE = `mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) {
  __typename ... on InvoiceIssuePayload { invoice { totals { gross { amount } } } }
  ... on UserError { code message path retryable } ... on PreviewStaleError { changed }
} }`;

type Input = Readonly<Record<string, unknown>>;
/** The sandbox's office in MDL. */
const OFFICE = 101;
const LINES = [{ name: 'Cablu', unitPrice: '277.15', quantity: 2 }];

describe('over the sandbox', () => {
  let graph: GraphOverSandbox;
  beforeEach(async () => {
    graph = await startGraphOverSandbox({ invoices: 10 });
  });
  afterEach(() => graph.close());

  const tokenOf = async (input: Input): Promise<string> => valueAt(await graph.run(PREVIEW, { input }), 'invoicePreview.previewToken') as string;
  const issue = (input: Input): Promise<Answer> => graph.run(ISSUE, { input: { idempotencyKey: 'k-1', ...input } });
  /** Invoices that were made for an order: subscriptions that fall due are no business of these tests. */
  const created = (): number => [...graph.sandbox.state.invoices.createdBy('order_id').values()].reduce((sum, count) => sum + count, 0);
  const named = (): Input => ({ customerId: globalIdOf('Customer', customerId()), lines: LINES });
  const customerId = (): number => graph.sandbox.state.customers.find((row) => graph.sandbox.state.customers.departmentOf(row.id) === OFFICE && row.contact_email !== '', 1)[0]?.id ?? 0;
  const staleBy = (answer: Answer): unknown => resultOf(answer, 'invoiceIssue', 'PreviewStaleError')['changed'];

  it('an invoice that is as it was shown is issued, for the price that was shown', async () => {
    const shown = await graph.run(PREVIEW, { input: named() });
    expect(shown.calls.filter((endpoint) => endpoint.includes('put'))).toEqual([]);
    expect(created()).toBe(0);
    const answer = await issue({ ...named(), previewToken: valueAt(shown, 'invoicePreview.previewToken') });
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { totals: valueAt(shown, 'invoicePreview.totals') } });
    expect(answer.calls).toEqual(['customer.get', 'department.get', 'invoice.put']);
    expect(created()).toBe(1);
  });

  it('spelling out what was left out, or expecting the total that was shown, changes nothing', async () => {
    const previewToken = await tokenOf({ ...named(), currency: null });
    const answer = await issue({ ...named(), previewToken, currency: 'MDL', lines: [{ name: 'Cablu', unitPrice: '277.15', quantity: 2, unit: 'pcs', sku: null }], expectedTotal: '554.3' });
    resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload');
  });

  it.each([
    ['another VAT', (): unknown => graph.sandbox.state.patchDepartment(OFFICE, { tva_calc: 'over' }), ['DEPARTMENT', 'TOTALS']],
    ['another address of the office', (): unknown => graph.sandbox.state.patchDepartment(OFFICE, { address: 'str. Nouă 5' }), ['DEPARTMENT']],
    ['another name of the customer', (): unknown => graph.sandbox.state.patchCustomer(customerId(), { caption: 'Alt nume' }), ['CUSTOMER']],
    ['a customer that lost its address', (): unknown => graph.sandbox.state.patchCustomer(customerId(), { contact_email: '' }), ['CUSTOMER']],
  ] as const)('%s since then refuses it, and nothing is sent', async (_name, change, changed) => {
    const input = named();
    const previewToken = await tokenOf(input);
    change();
    const answer = await issue({ ...input, previewToken });
    expect(staleBy(answer)).toEqual(changed);
    expect(valueAt(answer, 'invoiceIssue')).toMatchObject({ code: 'PREVIEW_STALE', path: ['input', 'previewToken'], retryable: false });
    expect(answer.calls).toEqual(['customer.get', 'department.get']);
    expect(created()).toBe(0);
    // The key is as free as before.
    resultOf(await issue({ customer: { email: 'a@exemplu.md' }, lines: LINES }), 'invoiceIssue', 'InvoiceIssuePayload');
  });

  it('a customer that was only touched is the same', async () => {
    const previewToken = await tokenOf(named());
    graph.sandbox.state.patchCustomer(customerId(), { last_update: '2026-11-20 08:59:00' });
    resultOf(await issue({ ...named(), previewToken }), 'invoiceIssue', 'InvoiceIssuePayload');
  });

  it('a customer that appeared for the IDNO since then refuses it', async () => {
    const input = { customer: { email: 'a@exemplu.md', idno: '1999000000017' }, lines: LINES };
    const previewToken = await tokenOf(input);
    graph.sandbox.state.insertCustomer({ idno: '1999000000017' });
    expect(staleBy(await issue({ ...input, previewToken }))).toEqual(['CUSTOMER']);
    expect(created()).toBe(0);
  });

  it('the limit of an hour holds on both sides', async () => {
    const previewToken = await tokenOf(named());
    graph.sandbox.clock.advance({ seconds: 3_599 });
    resultOf(await issue({ ...named(), previewToken }), 'invoiceIssue', 'InvoiceIssuePayload');
    graph.sandbox.clock.advance({ seconds: 1 });
    const answer = await issue({ ...named(), previewToken, idempotencyKey: 'k-2' });
    expect(staleBy(answer)).toEqual(['TOKEN']);
    expect(answer.calls).toEqual([]);
    expect(created()).toBe(1);
  });

  it('a repeat of a key that is done answers its invoice, however old the token is and whatever it says', async () => {
    const previewToken = await tokenOf(named());
    const first = await issue({ ...named(), previewToken });
    graph.sandbox.clock.advance({ hours: 2 });
    graph.sandbox.state.patchDepartment(OFFICE, { tva_calc: 'over' });
    for (const token of [previewToken, 'gunoi', null]) expect((await issue({ ...named(), previewToken: token })).data).toEqual(first.data);
    expect(created()).toBe(1);
  });

  it('a token that nobody here signed is none', async () => {
    const previewToken = await tokenOf(named());
    const [text = '', signature = ''] = previewToken.split('.');
    const [version, expiresAtMs, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [number, number, ...unknown[]];
    const later = Buffer.from(JSON.stringify([version, expiresAtMs + 1, ...rest])).toString('base64url');
    const older = Buffer.from(JSON.stringify([version - 1, expiresAtMs, ...rest])).toString('base64url');
    const forged = ['', '.', 'gunoi', text, `${text}.`, `${text}.${signature}.x`, `${text}.${signature}=`, `${later}.${signature}`, `${text}.${createPreviewSignatures('another secret of the tests').sign(text)}`, 'x'.repeat(3_000), `${older}.${PREVIEWS.sign(older)}`];
    for (const token of forged) {
      const answer = await issue({ ...named(), previewToken: token });
      expect(staleBy(answer), token).toEqual(['TOKEN']);
      expect(answer.calls).toEqual([]);
    }
    expect(created()).toBe(0);
  });

  it.each([
    ['another price', { lines: [{ name: 'Cablu', unitPrice: '277.16', quantity: 2 }] }, ['INPUT', 'TOTALS']],
    ['another note', { note: 'altceva' }, ['INPUT']],
    ['another day', { dueOn: '2026-12-01' }, ['INPUT']],
  ] as const)('%s than was shown refuses it', async (_name, over, changed) => {
    const previewToken = await tokenOf(named());
    expect(staleBy(await issue({ ...named(), ...over, previewToken }))).toEqual(changed);
    expect(created()).toBe(0);
  });
});

describe('the subscription that is billed', () => {
  const id = globalIdOf('Subscription', 41);
  const input = { customer: { email: 'a@exemplu.md' }, lines: LINES, subscriptionId: id };
  const make = (): FakeUpstream => createFakeUpstream({ customers: [makeCustomer({ id: 5 })], subscriptions: [makeSubscription({ id: 41, tariffAlias: 'standard' })], tariffs: [makeTariff({ alias: 'standard' }), makeTariff({ alias: 'plus' })] });

  it.each([
    ['another rate of its tariff', (rows: FakeUpstream['rows']) => rows.tariffs.splice(0, 1, makeTariff({ alias: 'standard', rate: decimal('121.00') }))],
    ['another tariff', (rows: FakeUpstream['rows']) => rows.subscriptions.splice(0, 1, makeSubscription({ id: 41, tariffAlias: 'plus' }))],
    ['no tariff', (rows: FakeUpstream['rows']) => rows.subscriptions.splice(0, 1, makeSubscription({ id: 41, tariffAlias: null }))],
    ['a subscription that is gone', (rows: FakeUpstream['rows']) => rows.subscriptions.splice(0, 1)],
  ] as const)('with %s since then refuses it', async (_name, change) => {
    const upstream = make();
    const previewToken = valueAt(await execute(upstream, PREVIEW, { input }), 'invoicePreview.previewToken');
    change(upstream.rows);
    const answer = await execute(upstream, ISSUE, { input: { ...input, previewToken, idempotencyKey: 'k' } });
    expect(resultOf(answer, 'invoiceIssue', 'PreviewStaleError')['changed']).toEqual(['TARIFF']);
    expect(upstream.orders).toEqual([]);
  });

  it('is issued when it is as it was', async () => {
    const upstream = make();
    const previewToken = valueAt(await execute(upstream, PREVIEW, { input }), 'invoicePreview.previewToken');
    resultOf(await execute(upstream, ISSUE, { input: { ...input, previewToken, idempotencyKey: 'k' } }), 'invoiceIssue', 'InvoiceIssuePayload');
    expect(upstream.orders).toHaveLength(1);
  });
});
