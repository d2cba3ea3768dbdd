import { Writable } from 'node:stream';

import { schema } from '../../src/graphql/schema.ts';
import type { Ledger } from '../../src/ledger/create-ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { RequestLedger } from '../../src/ledger/ledger.ts';
import type { LedgerSettings } from '../../src/ledger/ledger-settings.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { authenticateNobody } from '../../src/server/auth/authenticate.ts';
import { createServer } from '../../src/server/create-server.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { SETTINGS } from './graph-over-sandbox.ts';
import type { PostedAnswer } from './facade-process.ts';
import { LEDGER_SETTINGS, TENANT } from './start-ledger.ts';
import { LINK_SECRET } from './start-stack.ts';
import type { StorePlace } from './store-places.ts';
import { testTenant } from './test-tenant.ts';

export interface InstanceOptions {
  readonly sandbox: Sandbox;
  readonly place: StorePlace;
  readonly upstream?: Partial<UpstreamSettings>;
  readonly settings?: Partial<LedgerSettings>;
  /** Puts something between the ledger and its store. */
  readonly wrapStore?: (store: Store) => Store;
}

/** One instance of the server in this process, over a sandbox and a ledger that others may share. */
export interface Instance {
  readonly ledger: Ledger;
  /** The ledger as one request has it. */
  readonly request: RequestLedger;
  /** What went wrong where no caller sees it. */
  readonly faults: string[];
  readonly post: (body: { readonly query: string; readonly variables?: unknown }) => Promise<PostedAnswer>;
  readonly close: () => Promise<void>;
}

export const startInstance = async ({ sandbox, place, upstream: upstreamSettings, settings, wrapStore = (store) => store }: InstanceOptions): Promise<Instance> => {
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const upstream = createUpstreamClient({ ...SETTINGS, apiUrl: sandbox.url, client: department.client, token: department.token, ...upstreamSettings });
  const store = await openStore(place.settings);
  const faults: string[] = [];
  const observer = { onFault: (error: unknown, what: string) => void faults.push(`${what}: ${String(error)}`) };
  const ledger = await createLedger({ store: wrapStore(store), upstreamOf: () => upstream, settings: { ...LEDGER_SETTINGS, ...settings }, observer });
  const logger = createLogger('silent', { stream: new Writable({ write: (_line, _encoding, done) => done() }) });
  const tenant = testTenant(TENANT, upstream);
  const server = createServer({ schema, ledger, tenants: [tenant], authenticate: authenticateNobody(tenant), links: { secret: LINK_SECRET, ttlSeconds: 300 }, logger });
  const url = await server.listen(0, '127.0.0.1');
  return {
    ledger,
    request: ledger.forCaller({ tenant: TENANT, caller: 'tester', requestId: null, language: 'ro' }),
    faults,
    async post(body) {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return (await response.json()) as PostedAnswer;
    },
    async close() {
      await server.close(1_000);
      await ledger.close();
      await upstream.close();
      await store.close();
    },
  };
};
