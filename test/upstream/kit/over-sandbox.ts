import { afterEach } from 'vitest';

import type { Sandbox, SandboxOptions } from '../../../src/sandbox/start.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { UpstreamClient } from '../../../src/upstream/client.ts';
import type { UpstreamObserver, UpstreamSettings } from '../../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../../src/upstream/create-client.ts';
import type { QuotaLane } from '../../../src/upstream/resilience/quota-gate.ts';
import { settingsFor } from './settings.ts';

const open: { close(): Promise<void> }[] = [];

/** A small sandbox that is closed after the test. */
export const sandboxOf = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await startSandbox({ now: '2026-11-20 09:00:00', invoices: 30, ...options });
  open.push(sandbox);
  return sandbox;
};

export interface OverSandbox {
  /** 0 is the first department of the sandbox. */
  readonly department?: number;
  readonly settings?: Partial<UpstreamSettings>;
  readonly observer?: UpstreamObserver;
  readonly quota?: QuotaLane;
}

/** A client of one department of it, closed after the test, before the sandbox. */
export const clientOf = ({ url, departments }: Sandbox, { department = 0, settings = {}, observer = {}, quota }: OverSandbox = {}): UpstreamClient => {
  const { client, token } = departments[department]!;
  const upstream = createUpstreamClient(settingsFor(url, { client, token, ...settings }), observer, quota);
  open.push(upstream);
  return upstream;
};

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});
