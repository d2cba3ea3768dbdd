import { describe, expect, it } from 'vitest';

import type { AccountConfig } from '../../src/config/accounts.ts';
import { readConfig } from '../../src/config/env.ts';
import { openTenants } from '../../src/open-tenants.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { sandboxOf } from './kit/over-sandbox.ts';

const SCOPE = { language: 'ro', mayBeStale: true } as const;
const LIST = { filter: {}, sort: [], start: 0, length: 2 };

/** Two departments as the server opens them. */
const tenantsOf = ({ url, departments }: Sandbox, environment: Readonly<Record<string, string>> = {}): readonly Tenant[] => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problem);
  const accounts = departments.slice(0, 2).map(({ client, token, prefix }): AccountConfig => ({ name: prefix, apiUrl: url, client, token, language: 'ro', publicUrl: undefined, ledger: prefix, limits: {} }));
  return openTenants(accounts, { config: read.config, endpoints: ENDPOINTS, logger: createLogger('silent') });
};

describe('the tenants of the server', () => {
  it('have breakers of their own, and keep nothing unless told so', async () => {
    const sandbox = await sandboxOf();
    const [failing, other] = tenantsOf(sandbox, { COALESCE: 'off' });
    await failing?.upstream.listInvoices(SCOPE, LIST);
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: 15 });
    await Promise.all(Array.from({ length: 5 }, () => catchFailure(failing!.upstream.listInvoices(SCOPE, LIST))));
    expect(await catchFailure(failing!.upstream.listInvoices(SCOPE, LIST))).toMatchObject({ kind: 'circuitOpen' });
    sandbox.faults.clear();
    expect((await other!.upstream.listInvoices(SCOPE, LIST)).rows).toHaveLength(2);
    for (const { upstream } of [failing!, other!]) await upstream.close();
  });

  it('keep replies when told so', async () => {
    const sandbox = await sandboxOf();
    const [tenant] = tenantsOf(sandbox, { STALE_MAX_AGE: '60' });
    const before = await tenant!.upstream.listInvoices(SCOPE, LIST);
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: 3 });
    expect(await tenant!.upstream.listInvoices(SCOPE, LIST)).toEqual(before);
    await tenant!.upstream.close();
  });

  it.each([
    ['the same at once, on its way too', {}, 1],
    ['the same at once, with a database that others may write to', { DATABASE_URL: 'postgres://localhost/billing' }, 1],
    ['nothing where it is turned off', { COALESCE: 'off' }, 3],
  ])('share %s', async (_what, environment, calls) => {
    const sandbox = await sandboxOf();
    const [tenant] = tenantsOf(sandbox, environment);
    const pages = await Promise.all([1, 2, 3].map(() => tenant!.upstream.listInvoices(SCOPE, LIST)));
    expect([pages.map(({ rows }) => rows.length), sandbox.calls.count()]).toEqual([[2, 2, 2], calls]);
    await tenant!.upstream.close();
  });

  it('keep objects when told so, and share nothing between them', async () => {
    const sandbox = await sandboxOf();
    const tenants = tenantsOf(sandbox, { CACHE_TTL_MS: '60000' });
    const [page] = await Promise.all(tenants.map(({ upstream }) => upstream.listInvoices(SCOPE, LIST)));
    const own = page?.rows[0];
    sandbox.calls.clear();
    const read = (tenant: Tenant | undefined): Promise<unknown> => tenant!.upstream.getInvoice(SCOPE, { id: own?.id ?? 0 });
    expect(await read(tenants[0])).toMatchObject({ id: own?.id });
    expect(await read(tenants[0])).toMatchObject({ id: own?.id });
    // It is of the first department: the other asks by itself, and is told that there is none.
    expect([await read(tenants[1]), sandbox.calls.count()]).toEqual([null, 2]);
    // Of what others changed the tenant reads again.
    tenants[0]?.upstream.noteChanged();
    expect([await read(tenants[0]), sandbox.calls.count()]).toMatchObject([{ id: own?.id }, 3]);
    for (const { upstream } of tenants) await upstream.close();
  });

  it.each([['COALESCE', 'maybe', '"on" or "off"'], ['CACHE_TTL_MS', '600001', 'a number of milliseconds from 0 to 600000']])('are not opened with %s=%s', (name, text, expected) => {
    expect(readConfig({ [name]: text })).toEqual({ ok: false, problem: `${name} must be ${expected}.` });
  });

  it.each(['-1', '1.5', 'ten', '86401'])('are not opened with STALE_MAX_AGE=%s', (text) => {
    expect(readConfig({ STALE_MAX_AGE: text })).toEqual({ ok: false, problem: 'STALE_MAX_AGE must be a number of seconds from 0 to 86400.' });
  });
});
