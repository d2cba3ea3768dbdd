import { createServer } from 'node:http';
import { Billing } from './billing.ts';
import { CallLog } from './call-log.ts';
import { createClock, type Duration } from './clock.ts';
import { CONTROL, serveControl } from './control.ts';
import { FaultPlan } from './faults.ts';
import { Inspector } from './inspector.ts';
import { Listener } from './listener.ts';
import { ENDPOINTS } from './routes.ts';
import { State } from './state.ts';
import { changeSwitches, DEFAULT_SWITCHES, type SandboxSwitches } from './switches.ts';
import { startOfDay } from './wall-time.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** 0, the default: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Invoices in the seed, 10 … 1 000 000, default 2000; the rest of the seed follows it. */
  invoices?: number;
  /** The clock's start, `YYYY-MM-DD hh:mm:ss`; the clock then stands still. Default: today 09:00:00, running. */
  now?: string;
  switches?: Partial<SandboxSwitches>;
}

/** A seller's office and the keys that open it. */
export interface SandboxDepartment {
  id: number;
  currency: 'MDL' | 'EUR' | 'USD';
  client: string;
  token: string;
  prefix: string;
  caption: string;
}

/** A running sandbox. */
export interface Sandbox {
  readonly url: string;
  /** The first one is in MDL. */
  readonly departments: readonly SandboxDepartment[];
  /** A known key whose integration is off. */
  readonly disabledKey: { client: string; token: string };
  /** Live: a change works from the next call on. */
  readonly switches: SandboxSwitches;
  /** Changes switches after checking them, all or nothing. */
  setSwitches(changes: Partial<SandboxSwitches>): void;
  readonly faults: FaultPlan;
  readonly calls: CallLog;
  readonly clock: {
    now(): string;
    /** Moves the clock on and issues the invoices of subscriptions that fall due. */
    advance(duration: Duration): void;
  };
  readonly state: Inspector;
  /** Back to how it started: rows, switches, faults, calls and clock. */
  reset(): void;
  close(): Promise<void>;
}

const MOST_INVOICES = 1_000_000;
const LEAST_INVOICES = 10;

/** Starts a sandbox; it is ready to be called when the promise resolves. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', invoices = 2000 } = options;
  if (!Number.isInteger(invoices) || invoices < LEAST_INVOICES || invoices > MOST_INVOICES) {
    throw new Error(`invoices must be a whole number from ${LEAST_INVOICES} to ${MOST_INVOICES}, not ${invoices}.`);
  }
  const initial = { ...DEFAULT_SWITCHES };
  changeSwitches(initial, options.switches ?? {});
  const switches = { ...initial };
  const clock = createClock(options.now);
  const state = new State(invoices, startOfDay(clock.seconds()));
  const billing = new Billing(state, clock, switches);
  const faults = new FaultPlan(ENDPOINTS);
  const calls = new CallLog();
  const listener = new Listener({ state, switches, clock, billing }, faults, calls);

  const server = createServer((request, response) => {
    void (request.url?.startsWith(CONTROL) === true ? serveControl(sandbox, request, response) : listener.serve(request, response));
  });
  // Longer than clients keep idle sockets, so that the sandbox never closes one just as a call goes out on it.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;

  const [off] = state.offices.filter(({ enabled }) => !enabled);
  const sandbox: Sandbox = {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    departments: state.offices
      .filter(({ enabled }) => enabled)
      .map(({ row: { id, currency, prefix, caption }, client, token }) => ({ id, currency, client, token, prefix, caption: caption.ro })),
    disabledKey: { client: off?.client ?? '', token: off?.token ?? '' },
    switches,
    setSwitches: (changes) => changeSwitches(switches, changes),
    faults,
    calls,
    clock: {
      now: () => clock.now(),
      advance(duration) {
        clock.advance(duration);
        billing.run();
      },
    },
    state: new Inspector(state, () => clock.now()),
    reset() {
      state.reset();
      Object.assign(switches, initial);
      faults.clear();
      calls.clear();
      clock.reset();
      listener.reset();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sandbox;
}
