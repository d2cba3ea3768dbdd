import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { FACADE_MAIN } from './built-facade.ts';
import { PROJECT_ROOT } from './project-root.ts';
import type { StorePlace } from './store-places.ts';

export interface FacadeProcessOptions {
  readonly sandbox: Sandbox;
  readonly place: StorePlace;
  readonly env?: Readonly<Record<string, string>>;
}

/** The answer of a GraphQL server; `null` when there was none, because the process is gone. */
export type PostedAnswer = { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: readonly unknown[] } | null;

/** The built product as a process of its own, which can be killed and started again over the same ledger. */
export interface FacadeProcess {
  /** Origin of the process that runs, or ran last. */
  readonly url: () => string;
  readonly pid: () => number | undefined;
  /** The processes that serve now, where it was started with `WORKERS` and tells of them (`LOG_LEVEL` info). */
  readonly workers: () => readonly number[];
  /** Waits while it is being started. */
  readonly post: (body: { readonly query: string; readonly variables?: unknown }) => Promise<PostedAnswer>;
  /** SIGKILL, at this very moment. */
  readonly kill: () => void;
  /** After a `kill`: waits for the end, starts it anew, and waits until it is ready. */
  readonly restart: () => Promise<void>;
  /** Ends it for good, politely. */
  readonly stop: () => Promise<void>;
  /** What it wrote on stderr and stdout so far, all lives together. */
  readonly output: () => string;
}

const START_WITHIN_MS = 20_000;

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/ready`)).ok;
  } catch {
    return false;
  }
};

/** Starts the built product (see `buildFacade`) against a sandbox and a ledger; ready when this resolves. */
export const startFacadeProcess = async ({ sandbox, place, env = {} }: FacadeProcessOptions): Promise<FacadeProcess> => {
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  let said = '';
  let child: ChildProcess | null = null;
  let url = '';
  /** Rejects when it cannot be started, so that whoever waits is told. */
  let starting: Promise<void> = Promise.resolve();

  const begin = async (): Promise<void> => {
    let out = '';
    const started = spawn(process.execPath, [FACADE_MAIN], {
      cwd: PROJECT_ROOT,
      env: {
        PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', AUTH: 'none', LEDGER_RESEND_AFTER_SECONDS: '0',
        ECONT_API_URL: sandbox.url, ECONT_CLIENT: department.client, ECONT_TOKEN: department.token, ...place.env, ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const listen = (chunk: Buffer): void => {
      out += chunk.toString();
      said += chunk.toString();
    };
    started.stdout.on('data', listen);
    started.stderr.on('data', listen);
    const exit = once(started, 'exit');
    const late = AbortSignal.timeout(START_WITHIN_MS);
    let address: RegExpExecArray | null = null;
    while ((address = /Graphi?QL\s+(http:\/\/[^\s/]+)\/graphql\n/.exec(out)) === null) {
      await Promise.race([once(started.stdout, 'data', { signal: late }), exit]).catch(() => undefined);
      if (started.exitCode !== null || started.signalCode !== null || late.aborted) throw new Error(`The server did not start: ${out.trim()}`);
    }
    url = address[1] ?? '';
    // The address is printed once it listens; ready comes with it.
    while (!(await isReady(url))) {
      if (started.exitCode !== null || started.signalCode !== null || late.aborted) throw new Error(`The server did not become ready: ${out.trim()}`);
    }
  };
  const ended = async (): Promise<void> => {
    if (child !== null && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  await begin();

  return {
    url: () => url,
    pid: () => child?.pid,
    workers: () => [...said.matchAll(/"pid":(\d+),"msg":"a worker serves"/g)].map(([, pid]) => Number(pid)).filter(runs),
    output: () => said,
    async post(body) {
      // A start that fails is the business of whoever asked for it; here it means that nobody answers.
      await starting.catch(() => undefined);
      try {
        const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
        return (await response.json()) as PostedAnswer;
      } catch {
        return null;
      }
    },
    kill: () => void child?.kill('SIGKILL'),
    async restart() {
      starting = ended().then(begin);
      await starting;
    },
    async stop() {
      await starting.catch(() => undefined);
      child?.kill('SIGTERM');
      await ended();
    },
  };
};
