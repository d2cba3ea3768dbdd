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
    const [failing, other] = tenantsOf(sandbox);
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

  it.each(['-1', '1.5', 'ten', '86401'])('are not opened with STALE_MAX_AGE=%s', (text) => {
    expect(readConfig({ STALE_MAX_AGE: text })).toEqual({ ok: false, problem: 'STALE_MAX_AGE must be a number of seconds from 0 to 86400.' });
  });
});
