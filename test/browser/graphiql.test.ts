import { mkdir } from 'node:fs/promises';

import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/** Chromium without its own errands: nothing in these tests may leave this machine. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let stack: Stack;
let browser: Browser;
let page: Page;
const elsewhere: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ARGS });
  page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  page.setDefaultTimeout(8_000);
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(stack.url) && !/^(?:blob|data):/.test(url)) elsewhere.push(url);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${stack.url}/graphql`);
  await page.waitForSelector('.graphiql-execute-button');
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

/** Opens a tab, runs it, and answers the text of the result. */
const runTab = async (name: string): Promise<string> => {
  // By keyboard: GraphiQL moves its tabs under the mouse while they can be dragged.
  await page.locator(`.graphiql-tab-button[title="${name}"]`).focus();
  await page.keyboard.press('Enter');
  await page.locator('.graphiql-tab-active', { hasText: name }).waitFor();
  // The editor's changes reach GraphiQL's state, and then its storage, behind a debounce; before that it would run nothing.
  await page.waitForFunction((operation) => (globalThis as unknown as { localStorage: { getItem(key: string): string | null } }).localStorage.getItem('graphiql:query')?.includes(` ${operation}`), name);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && (response.request().postData() ?? '').includes(name));
  await page.locator('.graphiql-execute-button[aria-label^="Execute"]').focus();
  await page.keyboard.press('Enter');
  const text = await (await answered).text();
  // The button stops a request that still runs: the next one may only be begun once this one is shown.
  await page.locator('.graphiql-execute-button[aria-label^="Execute"]').waitFor();
  await page.locator('.result-window', { hasText: '"data"' }).waitFor();
  return text;
};

describe('GraphiQL', () => {
  it('offers the published operations as tabs', async () => {
    await page.locator('.graphiql-tab', { hasText: 'Refetch' }).waitFor();
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual([
      'Welcome', 'InvoiceList', 'BillingOverview', 'CustomerList', 'InvoiceIssue', 'InvoiceIssueMany', 'InvoiceIssueJob', 'InvoiceSend', 'InvoiceCancel', 'PaymentRecord', 'CustomerCreate', 'SubscriptionPause', 'MutationOutcome', 'UnknownOutcomes', 'AuditLog', 'InvoiceDetails', 'CustomerCard', 'SubscriptionList', 'PaymentList', 'Settings', 'Refetch',
    ]);
  });

  it('runs the nested query, and shows its answer', async () => {
    const { data, errors } = JSON.parse(await runTab('BillingOverview')) as { data: { invoices: { nodes: unknown[] } }; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(data.invoices.nodes).toHaveLength(100);
    await page.locator('.result-window', { hasText: 'CH-1580' }).waitFor();
    await mkdir('.cache', { recursive: true });
    await page.screenshot({ path: '.cache/graphiql.png' });
  });

  it('issues an invoice that the list then shows', async () => {
    const { data } = JSON.parse(await runTab('InvoiceIssue')) as { data: { invoiceIssue: { invoice: { id: string; number: string; pdf: { url: string } } } } };
    expect(data.invoiceIssue.invoice.number).toBe('CH-1581');
    const list = await stack.post({ query: '{ invoices(first: 1, orderBy: { field: UPSTREAM_ID }) { nodes { id } } }' });
    expect(await list.json()).toMatchObject({ data: { invoices: { nodes: [{ id: data.invoiceIssue.invoice.id }] } } });
    const pdf = await fetch(data.invoiceIssue.invoice.pdf.url);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it.each(['MutationOutcome', 'UnknownOutcomes', 'AuditLog', 'InvoiceDetails', 'CustomerCard', 'Refetch', 'Settings', 'PaymentList', 'SubscriptionList', 'CustomerList', 'InvoiceList'])('runs %s against the sandbox as it comes', async (name) => {
    const { data, errors } = JSON.parse(await runTab(name)) as { data: Record<string, unknown>; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(Object.values(data)).not.toContain(null);
  });

  it('explains the schema with our descriptions', async () => {
    await page.getByLabel('Show Documentation Explorer').focus();
    await page.keyboard.press('Enter');
    const docs = page.locator('.graphiql-plugin');
    await docs.getByText('query: Query').waitFor();
    expect(await docs.innerText()).not.toContain('subscription: Subscription');
    await docs.getByText('Query', { exact: true }).first().click();
    await docs.getByText('Everything that can be read.').waitFor();
    await docs.getByText('Customers of the department, newest first unless ordered otherwise.').waitFor();
  });

  it('asks no other host for anything, and complains of nothing', () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
