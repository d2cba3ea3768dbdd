import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './body.ts';
import type { Duration } from './clock.ts';
import { readFault } from './faults.ts';
import { isObject } from './json.ts';
import type { Sandbox } from './start.ts';
import { writeJson } from './write-reply.ts';

/** Where the control pages are. */
export const CONTROL = '/_sandbox/';

type Page = (sandbox: Sandbox, url: URL, body: unknown) => unknown;

const PAGES: Readonly<Record<string, Page>> = {
  'GET health': () => ({ ok: true }),
  'GET calls': ({ calls }, url) => {
    const endpoint = url.searchParams.get('endpoint') ?? undefined;
    return { count: calls.count(endpoint), calls: endpoint === undefined ? calls.all() : calls.of(endpoint) };
  },
  'DELETE calls': ({ calls }) => {
    calls.clear();
    return { ok: true };
  },
  'GET switches': ({ switches }) => switches,
  'PATCH switches': (sandbox, _url, body) => {
    sandbox.setSwitches(isObject(body) ? body : {});
    return sandbox.switches;
  },
  'GET faults': ({ faults }) => faults.all(),
  'POST faults': ({ faults }, _url, body) => {
    faults.add(readFault(body));
    return faults.all();
  },
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { ok: true };
  },
  'GET clock': ({ clock }) => ({ now: clock.now() }),
  'POST clock/advance': ({ clock }, _url, body) => {
    clock.advance(readDuration(body));
    return { now: clock.now() };
  },
  'GET state/counts': ({ state }) => state.counts(),
  'POST reset': (sandbox) => {
    sandbox.reset();
    return { ok: true };
  },
};

function readDuration(body: unknown): Duration {
  const members: [string, unknown][] = isObject(body) ? Object.entries(body) : [];
  if (members.length === 0) throw new Error('Give days, hours, minutes or seconds.');
  const duration: Duration = {};
  for (const [name, value] of members) {
    if (name !== 'days' && name !== 'hours' && name !== 'minutes' && name !== 'seconds') throw new Error(`"${name}" is no part of a duration.`);
    duration[name] = Number(value);
  }
  return duration;
}

/** Serves a control page; what is wrong with a request is answered in one sentence. */
export async function serveControl(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const page = PAGES[`${request.method ?? ''} ${url.pathname.slice(CONTROL.length)}`];
  if (!page) {
    writeJson(response, { status: 404, body: { error: 'There is no such control page.' } });
    return;
  }
  try {
    const text = await readBody(request);
    writeJson(response, { status: 200, body: page(sandbox, url, text === '' ? undefined : JSON.parse(text)) });
  } catch (error) {
    writeJson(response, { status: 400, body: { error: error instanceof Error ? error.message : 'The request is wrong.' } });
  }
}
