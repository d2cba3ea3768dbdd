import { Writable } from 'node:stream';

import type { GraphQLSchema } from 'graphql';

import type { HttpConfig } from '../../src/config/http-config.ts';
import { OPEN_HTTP } from '../../src/config/http-config.ts';
import { schema as billingSchema } from '../../src/graphql/schema.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { FacadeServer } from '../../src/server/create-server.ts';
import type { Authenticate } from '../../src/server/auth/authenticate.ts';
import { authenticateNobody } from '../../src/server/auth/authenticate.ts';
import { createServer } from '../../src/server/create-server.ts';
import type { TrustedDocuments } from '../../src/server/documents/open-documents.ts';
import { openDocuments } from '../../src/server/documents/open-documents.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { Metrics } from '../../src/server/observe/metrics.ts';
import type { Tracing } from '../../src/server/observe/tracing.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import type { LedgerSettings } from '../../src/ledger/ledger-settings.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { NOW, SETTINGS } from './graph-over-sandbox.ts';
import type { TestLedger } from './start-ledger.ts';
import { startLedger, TENANT } from './start-ledger.ts';
import { testTenant } from './test-tenant.ts';

/** One more tenant, with a sandbox of its own. */
export interface MoreTenant extends Partial<Pick<Tenant, 'language' | 'limits' | 'publicUrl' | 'ledgerTenant'>> {
  readonly name: string;
  readonly sandbox?: SandboxOptions;
  readonly upstream?: Partial<UpstreamSettings>;
}

export interface StackOptions {
  /** What is open; by default everything. */
  readonly http?: Partial<HttpConfig>;
  readonly metrics?: Metrics;
  readonly tracing?: Tracing;
  /** How callers are known; by default all are anybody of the first tenant. */
  readonly auth?: (tenants: readonly Tenant[]) => Authenticate;
  /** Of the first tenant, whose name is `test`. */
  readonly tenant?: Partial<Pick<Tenant, 'language' | 'limits' | 'publicUrl'>>;
  /** Others beside the first. */
  readonly tenants?: readonly MoreTenant[];
  readonly sandbox?: SandboxOptions;
  readonly upstream?: Partial<UpstreamSettings>;
  readonly schema?: GraphQLSchema;
  readonly links?: { readonly secret?: string; readonly ttlSeconds?: number; readonly publicUrl?: string };
  readonly nowMs?: () => number;
  readonly ledger?: Partial<LedgerSettings>;
  /** Puts something between the server and the upstream client, of each tenant. */
  readonly wrapUpstream?: (upstream: UpstreamClient) => UpstreamClient;
}

/** Signs the links of the tests. */
export const LINK_SECRET = 'a secret of the tests, long enough';

/** The whole product on free ports: sandbox, upstream client and HTTP server. */
export interface Stack {
  /** Origin of the server. */
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly upstream: UpstreamClient;
  /** All tenants; the first is that of `sandbox` and `upstream`. */
  readonly tenants: readonly Tenant[];
  /** The sandbox of each tenant, by its name. */
  readonly sandboxes: ReadonlyMap<string, Sandbox>;
  readonly ledger: TestLedger;
  readonly trusted: TrustedDocuments;
  readonly server: FacadeServer;
  /** Every log line so far. */
  readonly logs: string[];
  /** Sends an operation as a client would. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** A tenant of its own sandbox, and how to end the two. */
const startTenant = async ({ name, sandbox: sandboxOptions, upstream: settings, ...options }: MoreTenant, wrap: (upstream: UpstreamClient) => UpstreamClient): Promise<{ readonly tenant: Tenant; readonly sandbox: Sandbox; readonly close: () => Promise<void> }> => {
  const sandbox = await startSandbox({ now: NOW, ...sandboxOptions });
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const upstream = createUpstreamClient({ ...SETTINGS, apiUrl: sandbox.url, client: department.client, token: department.token, ...settings });
  return {
    tenant: testTenant(name, wrap(upstream), options),
    sandbox,
    async close() {
      await upstream.close();
      await sandbox.close();
    },
  };
};

export const startStack = async ({ auth, tenant: tenantOptions, tenants: moreTenants = [], sandbox: sandboxOptions, upstream: settings, schema = billingSchema, http, links, nowMs, metrics, tracing, wrapUpstream, ledger: ledgerSettings }: StackOptions = {}): Promise<Stack> => {
  const sandbox = await startSandbox({ now: NOW, ...sandboxOptions });
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const upstream = createUpstreamClient(
    { ...SETTINGS, apiUrl: sandbox.url, client: department.client, token: department.token, ...settings },
    {
      onCall(call) {
        metrics?.upstreamCall({ tenant: TENANT, endpoint: call.endpoint, outcome: call.outcome, seconds: call.durationMs / 1000 });
        tracing?.upstreamCall({ ...call, tenant: TENANT });
      },
    },
  );
  const logs: string[] = [];
  const sink = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logs.push(line.toString('utf8'));
      done();
    },
  });
  const logger = createLogger('trace', { stream: sink });
  const trusted = await openDocuments({ settings: { ...OPEN_HTTP, ...http }.documents, logger, ...(nowMs === undefined ? {} : { nowMs }) });
  if (typeof trusted === 'string') throw new Error(trusted);
  const wrap = wrapUpstream ?? ((client: UpstreamClient): UpstreamClient => client);
  const others = await Promise.all(moreTenants.map((each) => startTenant(each, wrap)));
  const first = testTenant(TENANT, wrap(upstream), tenantOptions);
  const tenants = [first, ...others.map(({ tenant }) => tenant)];
  const ledger = await startLedger((name) => tenants.find(({ ledgerTenant }) => ledgerTenant === name)?.upstream ?? null, ledgerSettings === undefined ? {} : { settings: ledgerSettings });
  const server = createServer({
    schema,
    ledger: ledger.ledger,
    tenants,
    authenticate: auth?.(tenants) ?? authenticateNobody(first),
    links: { secret: LINK_SECRET, ttlSeconds: 300, ...links },
    http: { ...OPEN_HTTP, ...http },
    trusted,
    logger,
    metrics,
    ...(tracing === undefined ? {} : { tracing }),
    ...(nowMs === undefined ? {} : { nowMs }),
  });
  const url = await server.listen(0, '127.0.0.1');
  return {
    url,
    sandbox,
    upstream,
    tenants,
    sandboxes: new Map([[TENANT, sandbox], ...others.map(({ tenant, sandbox: its }): [string, Sandbox] => [tenant.name, its])]),
    ledger,
    trusted,
    server,
    logs,
    post: (body, headers = {}) => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    async close() {
      await server.close(1_000);
      await trusted.close();
      await ledger.close();
      await upstream.close();
      await sandbox.close();
      for (const other of others) await other.close();
    },
  };
};
