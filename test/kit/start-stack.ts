import { Writable } from 'node:stream';

import type { GraphQLSchema } from 'graphql';

import { schema as billingSchema } from '../../src/graphql/schema.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { FacadeServer } from '../../src/server/create-server.ts';
import { createServer } from '../../src/server/create-server.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { LedgerSettings } from '../../src/ledger/ledger-settings.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { NOW, SETTINGS } from './graph-over-sandbox.ts';
import type { TestLedger } from './start-ledger.ts';
import { startLedger, TENANT } from './start-ledger.ts';

export interface StackOptions {
  readonly sandbox?: SandboxOptions;
  readonly upstream?: Partial<UpstreamSettings>;
  readonly schema?: GraphQLSchema;
  readonly links?: { readonly secret?: string; readonly ttlSeconds?: number; readonly publicUrl?: string };
  readonly nowMs?: () => number;
  readonly ledger?: Partial<LedgerSettings>;
  /** Puts something between the server and the upstream client. */
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
  readonly ledger: TestLedger;
  readonly server: FacadeServer;
  /** Every log line so far. */
  readonly logs: string[];
  /** Sends an operation as a client would. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

export const startStack = async ({ sandbox: sandboxOptions, upstream: settings, schema = billingSchema, links, nowMs, wrapUpstream, ledger: ledgerSettings }: StackOptions = {}): Promise<Stack> => {
  const sandbox = await startSandbox({ now: NOW, ...sandboxOptions });
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const upstream = createUpstreamClient({ ...SETTINGS, apiUrl: sandbox.url, client: department.client, token: department.token, ...settings });
  const logs: string[] = [];
  const sink = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logs.push(line.toString('utf8'));
      done();
    },
  });
  const wrapped = wrapUpstream?.(upstream) ?? upstream;
  const ledger = await startLedger(wrapped, ledgerSettings === undefined ? {} : { settings: ledgerSettings });
  const server = createServer({
    schema,
    upstream: wrapped,
    ledger: ledger.ledger,
    tenant: TENANT,
    language: 'ro',
    links: { secret: LINK_SECRET, ttlSeconds: 300, ...links },
    logger: createLogger('trace', sink),
    ...(nowMs === undefined ? {} : { nowMs }),
  });
  const url = await server.listen(0, '127.0.0.1');
  return {
    url,
    sandbox,
    upstream,
    ledger,
    server,
    logs,
    post: (body, headers = {}) => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    async close() {
      await server.close(1_000);
      await ledger.close();
      await upstream.close();
      await sandbox.close();
    },
  };
};
