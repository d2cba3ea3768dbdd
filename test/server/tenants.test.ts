import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { SETTINGS } from '../kit/graph-over-sandbox.ts';
import { LEDGER_SETTINGS, startLedger, temporaryLedgerPath } from '../kit/start-ledger.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const acme = madeKey({ name: 'acme office' });
const beta = madeKey({ name: 'beta office', tenant: 'beta', scopes: [] });
const all = ['invoices:read', 'invoices:write', 'customers:read', 'payments:read', 'catalog:read', 'outcomes:read', 'outcomes:resolve', 'audit:read'] as const;
const ring = createKeyRing([{ ...acme.record, scopes: all }, { ...beta.record, scopes: all }]);

interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

let stack: Stack;
beforeEach(async () => {
  stack = await startStack({
    sandbox: { invoices: 30 },
    tenants: [{ name: 'beta', sandbox: { invoices: 60 }, language: 'en', publicUrl: 'https://beta.example.md' }],
    auth: (tenants) => createAuthenticate({ tenants, keys: () => ring, tokens: undefined, nowMs: Date.now }),
  });
});
afterEach(() => stack.close());

const ask = async (key: { readonly text: string }, query: string, variables: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  (await (await stack.post({ query, variables }, { ...bearer(key.text), ...headers })).json()) as Answer;
const callsOf = (name: string): number => stack.sandboxes.get(name)?.calls.count() ?? -1;
const totalOf = (name: string): number => {
  const sandbox = stack.sandboxes.get(name);
  return sandbox?.state.invoices.count(sandbox.departments[0]?.id) ?? -1;
};

const ISSUE = `mutation ($key: ID!) { invoiceIssue(input: { idempotencyKey: $key, customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) {
  __typename ... on InvoiceIssuePayload { invoice { upstreamId orderId } } ... on UserError { code } } }`;

describe('two tenants of one server', () => {
  it('each see their own and call their own alone, also at the same time', async () => {
    const query = '{ invoices(first: 3) { totalCount nodes { number } } }';
    const answers = await Promise.all([acme, beta, acme, beta].map((key) => ask(key, query)));
    expect(answers.map(({ data }) => (data['invoices'] as { totalCount: number }).totalCount)).toEqual([totalOf('test'), totalOf('beta'), totalOf('test'), totalOf('beta')]);
    expect(totalOf('test')).not.toBe(totalOf('beta'));
    const [before, after] = [callsOf('test'), callsOf('beta')];
    await ask(beta, query);
    expect(callsOf('test')).toBe(before);
    expect(callsOf('beta')).toBeGreaterThan(after);
  });

  it('are answered in the language of each where the request names none', async () => {
    const languageOf = async (key: { readonly text: string }, headers: Readonly<Record<string, string>> = {}): Promise<string | null> =>
      (await stack.post({ query: '{ department { currency } }' }, { ...bearer(key.text), ...headers })).headers.get('content-language');
    expect([await languageOf(acme), await languageOf(beta), await languageOf(beta, { 'accept-language': 'ru' })]).toEqual(['ro', 'en', 'ru']);
    expect(stack.sandbox.calls.of('department.get').map(({ path }) => path.split('/').at(-1))).not.toContain('en');
  });

  it('may use the same idempotency key: each makes an invoice of its own, with an order id of its own department', async () => {
    const [first, second] = await Promise.all([ask(acme, ISSUE, { key: 'same' }), ask(beta, ISSUE, { key: 'same' })]);
    const issued = [first, second].map(({ data }) => data['invoiceIssue'] as { __typename: string; invoice: { upstreamId: number; orderId: number } });
    expect(issued.map(({ __typename, invoice }) => [__typename, invoice.orderId])).toEqual([['InvoiceIssuePayload', LEDGER_SETTINGS.orderIdStart], ['InvoiceIssuePayload', LEDGER_SETTINGS.orderIdStart]]);
    expect(issued.map(({ invoice }) => invoice.upstreamId)).toEqual([31, 61]);
    // And neither is asked for the other's.
    expect((await ask(acme, ISSUE, { key: 'same' })).data).toEqual(first.data);
    expect((await ask(beta, ISSUE, { key: 'same' })).data).toEqual(second.data);
    expect([...stack.sandboxes.values()].map((sandbox) => sandbox.calls.count('invoice.put'))).toEqual([1, 1]);
  });

  it('have records that the other cannot see', async () => {
    await ask(acme, ISSUE, { key: 'mine' });
    const tenants = stack.tenants.map(({ ledgerTenant }) => stack.ledger.ledger.forCaller({ tenant: ledgerTenant, caller: 'tester', requestId: null, language: 'ro' }));
    const seen = await Promise.all(
      tenants.map(async (ledger) => ({ outcome: (await ledger.outcome('mine'))?.state ?? null, hash: ledger.hashKey('mine') })),
    );
    expect(seen.map(({ outcome }) => outcome)).toEqual(['DONE', null]);
    expect(seen[0]?.hash).not.toBe(seen[1]?.hash);
    const records = await stack.ledger.store.db.selectFrom('audit').select(['tenant', 'caller']).execute();
    expect(records).toEqual([{ tenant: 'test', caller: 'key:acme office' }]);
  });

  it('have links of their own: each leads to its tenant, whoever follows it, and to no other', async () => {
    const linkOf = async (key: { readonly text: string }): Promise<string> =>
      ((await ask(key, '{ invoices(first: 1) { nodes { pdf { url } } } }')).data['invoices'] as { nodes: { pdf: { url: string } }[] }).nodes[0]?.pdf.url ?? '';
    const [ours, theirs] = [await linkOf(acme), await linkOf(beta)];
    expect([new URL(ours).origin, new URL(theirs).origin]).toEqual([stack.url, 'https://beta.example.md']);
    const local = (link: string): string => stack.url + new URL(link).pathname + new URL(link).search;
    const before = callsOf('test');
    const pdf = await fetch(local(theirs));
    expect(pdf.status).toBe(200);
    await pdf.arrayBuffer();
    expect([callsOf('test') - before, stack.sandboxes.get('beta')?.calls.count('invoice.get')]).toEqual([0, 1]);
    for (const moved of [local(theirs).replace('tenant=beta', 'tenant=test'), local(ours).replace('tenant=test', 'tenant=beta'), local(ours).replace('tenant=test', 'tenant=gamma'), local(ours).replace('tenant=test&', '')]) {
      const refused = await fetch(moved);
      expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([403, 'LINK_INVALID']);
    }
    expect([callsOf('test') - before, stack.sandboxes.get('beta')?.calls.count('invoice.get')]).toEqual([0, 1]);
  });

  it('have previews that are no good for the other', async () => {
    const input = { customer: { email: 'a@b.md', companyName: 'A' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] };
    const shown = await ask(acme, 'mutation ($input: InvoicePreviewInput!) { invoicePreview(input: $input) { ... on InvoicePreviewPayload { previewToken } } }', { input });
    const { previewToken } = shown.data['invoicePreview'] as { previewToken: string };
    const issue = (key: { readonly text: string }): Promise<Answer> =>
      ask(key, 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename } }', { input: { ...input, idempotencyKey: 'shown', previewToken } });
    expect((await issue(beta)).data).toEqual({ invoiceIssue: { __typename: 'PreviewStaleError' } });
    expect(stack.sandboxes.get('beta')?.calls.count('invoice.put')).toBe(0);
    expect((await issue(acme)).data).toEqual({ invoiceIssue: { __typename: 'InvoiceIssuePayload' } });
  });

  it('are told apart in the log', async () => {
    await ask(acme, '{ department { currency } }');
    await ask(beta, '{ department { currency } }');
    const lines = stack.logs.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');
    expect(lines.map(({ tenant, caller }) => [tenant, caller])).toEqual([['test', 'key:acme office'], ['beta', 'key:beta office']]);
  });
});

describe('a tenant that is taken out of the configuration', () => {
  it('keeps its open writes: nobody looks for them, nor says so twice, until it is back', async () => {
    const path = temporaryLedgerPath();
    const department = stack.sandbox.departments[0];
    const upstream = createUpstreamClient({ ...SETTINGS, apiUrl: stack.sandbox.url, client: department?.client ?? '', token: department?.token ?? '' });
    let nowMs = Date.now();
    const order = { departmentId: 1, amount: '1.00', currency: 'MDL', createdAt: '2026-11-20T09:00:00+02:00', orderStatus: 'pending', billing: { email: 'a@b.md' }, lines: [{ name: 'A', unitPrice: '1.00', quantity: 1, total: '1.00' }] };
    const prepare = () => Promise.resolve({ ok: true as const, draft: order as never });
    const first = await startLedger(upstream, { path, nowMs: () => nowMs });
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetAfter', times: 22 });
    // More of the one that goes than one round looks for, and older than those of the one that stays.
    for (const tenant of [...Array.from({ length: 21 }, () => 'gone'), 'here']) {
      await first.ledger.forCaller({ tenant, caller: 'tester', requestId: null, language: 'ro' }).write({ operation: 'invoiceIssue', key: null, input: {}, prepare });
    }
    await first.close();
    nowMs += 3_600_000;

    const told: string[] = [];
    const looked = stack.sandbox.calls.count('invoice.list');
    const second = await startLedger((tenant) => (tenant === 'gone' ? null : upstream), { path, nowMs: () => nowMs, observer: { onUnserved: (tenant) => void told.push(tenant) } });
    await second.ledger.reconcile();
    await second.ledger.reconcile();
    expect(stack.sandbox.calls.count('invoice.list') - looked).toBe(1);
    expect(told).toEqual(['gone']);
    const states = async (tenant: string): Promise<unknown[]> => {
      const rows = await second.store.db.selectFrom('keys').select(['state', 'checks']).where('tenant', '=', tenant).execute();
      return [...new Set(rows.map(({ state, checks }) => `${state} ${checks}`))];
    };
    expect([await states('gone'), await states('here')]).toEqual([['unknown 0'], ['unknown 1']]);
    await second.close();

    // The start itself looks for the first ones.
    const third = await startLedger(upstream, { path, nowMs: () => nowMs });
    await third.ledger.reconcile();
    await third.ledger.reconcile();
    expect((await third.store.db.selectFrom('keys').select('checks').where('tenant', '=', 'gone').where('state', '=', 'unknown').where('checks', '=', 0).execute()).length).toBe(0);
    await third.close();
    await upstream.close();
  });
});
