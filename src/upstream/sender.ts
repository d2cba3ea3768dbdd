import type { Dispatcher } from 'undici';

import type { ListPage } from '../domain/list-query.ts';
import type { WriteOutcome } from '../domain/result.ts';
import type { PdfStream, UpstreamScope } from './client.ts';
import type { CallLife } from './call-life.ts';
import { classify } from './classify.ts';
import type { Connect } from './connect.ts';
import type { EndpointName } from './endpoints.ts';
import { readEnvelope } from './envelope.ts';
import type { UpstreamError } from './errors.ts';
import { createLimiter } from './limiter.ts';
import type { UpstreamObserver } from './observer.ts';
import { createOddities } from './oddities.ts';
import { createOpenCalls } from './open-calls.ts';
import { pause } from './pause.ts';
import { exchangePdf } from './pdf-transport.ts';
import { ReplyTurns } from './reply-turns.ts';
import { decideRetry } from './retry.ts';
import type { UpstreamSettings } from './settings.ts';
import { TransportFailure } from './transport-failure.ts';
import type { HttpReply, HttpRequest } from './transport.ts';
import { exchange } from './transport.ts';
import { writeOutcome } from './write-outcome.ts';
import type { CallClass } from './resilience/call-class.ts';
import { createGuard } from './resilience/guard.ts';
import { createLastGood } from './resilience/last-good.ts';
import type { QuotaLane } from './resilience/quota-gate.ts';
import { withStaleReads } from './resilience/stale-reads.ts';
import type { ReplyForm } from './scan/scan-reply.ts';
import { ReplyScanner } from './scan/scan-reply.ts';
import type { UpstreamUse } from './upstream-use.ts';
import type { Parsing } from './wire/parsing.ts';
import { WireProblem } from './wire/wire-problem.ts';

/** One call: what to send beside `connect`, and how to read the data of the reply (`undefined`: accepted, no body). */
export interface Call<Value> {
  readonly endpoint: EndpointName;
  readonly body: Readonly<Record<string, unknown>>;
  readonly read: (data: unknown, parsing: Parsing) => Value;
  /** What the data are, where `read` takes their rows as they came: with members that are made when they are asked for. */
  readonly form?: ReplyForm;
  /** Where it asks for rows by their ids and for nothing else: the ids, and the same call for others. */
  readonly byIds?: { readonly ids: readonly number[]; readonly callFor: (ids: readonly number[]) => Call<Value> };
  /** Where it asks for one row by its id: the id, and the call that asks a list for several. */
  readonly byId?: { readonly id: number; readonly callFor: (ids: readonly number[]) => Call<ListPage<unknown>> };
}

/** The policy over the transport: places, deadlines, retries, what a failure is, and who is told. */
export interface Sender {
  /** Throws `UpstreamError`. */
  readonly read: <Value>(scope: UpstreamScope, call: Call<Value>) => Promise<Value>;
  readonly write: <Value>(scope: UpstreamScope, call: Call<Value>) => Promise<WriteOutcome<Value, UpstreamError>>;
  /** Throws `UpstreamError`. */
  readonly openPdf: (scope: UpstreamScope, call: Pick<Call<never>, 'endpoint' | 'body'>) => Promise<PdfStream>;
  /** What is known from before is void. */
  readonly noteChanged: () => void;
  readonly close: () => Promise<void>;
}

interface Answered<Value> {
  readonly value: Value;
  readonly httpStatus: number;
}

/** One call under way, with all its attempts. */
interface Run {
  readonly endpoint: EndpointName;
  readonly kind: CallClass;
  readonly life: CallLife;
  readonly use: UpstreamUse | undefined;
  /** It tries whether the upstream is back. */
  readonly isTrial: boolean;
  /** Takes over the place of the attempt that succeeded, where its socket is still in use. */
  readonly keepPlace?: (giveBack: () => void) => true;
}

/** The sender over a dispatcher. `quota`: the way through the gate that the tenants of one upstream share. */
export const createSender = (settings: UpstreamSettings, dispatcher: Dispatcher, connect: Connect, observer: UpstreamObserver, quota?: QuotaLane): Sender => {
  const guard = createGuard(settings, quota, observer);
  // A document holds its socket for as long as its reader is slow; half of the sockets stay free of them.
  const documents = createLimiter(Math.max(1, Math.floor(settings.connections / 2)));
  const parsingOf = createOddities(observer, connect.redact);
  const basePath = new URL(settings.apiUrl).pathname.replace(/\/+$/, '');
  const turns = new ReplyTurns();
  const calls = createOpenCalls(settings.deadlineMs);
  const scanners = new Map<EndpointName, ReplyScanner>();
  // What is kept for a while is kept row by row: those asked for again outlive the others of their reply.
  const ownTexts = (settings.sharing?.cacheTtlMs ?? 0) > 0;

  const requestOf = (scope: UpstreamScope, { endpoint, body }: Pick<Call<never>, 'endpoint' | 'body'>, accept: string): HttpRequest => {
    const { verb, path } = settings.endpoints[endpoint];
    if (verb === 'POST') return { method: verb, path: basePath + path, body: connect.bodyOf(scope.language, body), accept };
    const query = new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]));
    return { method: verb, path: `${basePath}${path}?${query.toString()}`, body: null, accept };
  };

  const report = (endpoint: EndpointName, attempt: number, outcome: 'ok' | UpstreamError['kind'], httpStatus: number | null, startedAt: number): void => {
    try {
      observer.onCall?.({ endpoint, attempt, outcome, httpStatus, durationMs: performance.now() - startedAt });
    } catch {
      // An observer's fault may not turn a write that was done into one that failed.
    }
  };

  const reportRefusal = ({ endpoint, kind, sent }: UpstreamError): void => {
    if (sent !== 'nothing' || (kind !== 'busy' && kind !== 'circuitOpen' && kind !== 'rateLimited')) return;
    try {
      observer.onRefused?.({ endpoint, kind });
    } catch {
      // As above.
    }
  };

  const attemptOnce = async <Value>({ endpoint, kind, life, use, isTrial, keepPlace }: Run, attempt: number, once: () => Promise<Answered<Value>>): Promise<Value> => {
    const { answered, giveBack } = await guard.admit(kind, life, isTrial);
    let isKept = false;
    const startedAt = performance.now();
    if (use !== undefined) {
      use.calls += 1;
      if (attempt > 1) use.retries += 1;
    }
    try {
      const { value, httpStatus } = await once();
      answered(null);
      report(endpoint, attempt, 'ok', httpStatus, startedAt);
      isKept = keepPlace?.(giveBack) !== undefined;
      return value;
    } catch (thrown) {
      const error = classify(thrown, endpoint, attempt, settings, false);
      answered(error);
      if (error === null) throw thrown;
      report(endpoint, attempt, error.kind, error.httpStatus ?? null, startedAt);
      throw error;
    } finally {
      if (use !== undefined) use.ms += performance.now() - startedAt;
      if (!isKept) giveBack();
    }
  };

  const attempts = async <Value>(run: Run, once: () => Promise<Answered<Value>>): Promise<Value> => {
    const { endpoint, kind: callClass, life, isTrial } = run;
    let everSent = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (calls.closing) throw new TransportFailure('cancelled', 'nothing', null);
        return await attemptOnce(run, attempt, once);
      } catch (thrown) {
        const error = classify(thrown, endpoint, attempt - 1, settings, everSent);
        if (error === null) throw thrown;
        const { kind, sent, retryAfterMs } = error;
        everSent ||= sent !== 'nothing';
        const decision = decideRetry({ attempt, safe: callClass === 'read', kind, sent, retryAfterMs, jitter: Math.random(), remainingMs: life.remainingMs }, settings.retry);
        // One try tells whether the upstream is back, and an upstream that is down is not asked again.
        if (decision === 'stop' || isTrial || !guard.mayGoOn(callClass, isTrial)) throw error;
        await pause(life, decision.waitMs).catch((ended: unknown) => {
          throw classify(ended, endpoint, attempt, settings, everSent) ?? ended;
        });
      }
    }
  };

  const run = async <Value>(terms: Omit<Run, 'kind' | 'isTrial'>, once: () => Promise<Answered<Value>>): Promise<Value> => {
    const { endpoint } = terms;
    const kind = settings.endpoints[endpoint].safe ? 'read' : 'write';
    try {
      return await guard.call(kind, (isTrial) => attempts({ kind, isTrial, ...terms }, once));
    } catch (thrown) {
      const error = classify(thrown, endpoint, 0, settings, false);
      if (error !== null) reportRefusal(error);
      throw error ?? thrown;
    }
  };

  /** The data of a good reply in its usual form; `undefined` where it has to be read as any JSON. */
  const scanned = ({ endpoint, form }: Pick<Call<never>, 'endpoint' | 'form'>, { status, body }: HttpReply): unknown => {
    if (form === undefined || status !== 200) return undefined;
    const known = scanners.get(endpoint) ?? new ReplyScanner({ ownTexts });
    scanners.set(endpoint, known);
    return known.read(body, form);
  };

  const readData = <Value>({ endpoint, read }: Call<Value>, data: unknown): Value => {
    try {
      return read(data, parsingOf(endpoint));
    } catch (thrown) {
      // The upstream accepted a write: a fault of ours in reading its answer may not look as if nothing had happened.
      if (thrown instanceof WireProblem || settings.endpoints[endpoint].safe) throw thrown;
      throw new WireProblem('the reply', 'could not be read by this server');
    }
  };

  const send = async <Value>(scope: UpstreamScope, call: Call<Value>, onGood?: (text: string) => void): Promise<Value> => {
    const { use } = scope;
    const life = calls.begin(scope.signal, scope.givenUntil);
    const request = requestOf(scope, call, 'application/json');
    const turn = (read: () => void): void => turns.add(use?.since ?? performance.now(), read);
    try {
      return await run({ endpoint: call.endpoint, life, use }, async () => {
        const reply = await exchange(dispatcher, request, life, turn);
        if (use !== undefined) use.bytes += reply.body.length;
        const data = scanned(call, reply) ?? readEnvelope(reply, connect.redact, Date.now());
        const value = readData(call, data);
        onGood?.(reply.text);
        return { value, httpStatus: reply.status };
      });
    } finally {
      calls.end(life);
    }
  };

  const plain: Sender = {
    read: (scope, call) => send(scope, call),
    write: (scope, call) => writeOutcome(send(scope, call)),
    async openPdf(scope, call) {
      const life = calls.begin(scope.signal, scope.givenUntil);
      const request = requestOf(scope, call, 'application/pdf');
      const held: (() => void)[] = [];
      const end = (): void => {
        for (const giveBack of held) giveBack();
        calls.end(life);
      };
      const keepPlace = (giveBack: () => void): true => {
        held.push(giveBack);
        return true;
      };
      const streamErrorOf = (failure: Error): Error => classify(failure, call.endpoint, 1, settings, true) ?? failure;
      try {
        held.push(await documents.acquire(life));
        const stream = await run({ endpoint: call.endpoint, life, use: scope.use, keepPlace }, async () => {
          const got = await exchangePdf(dispatcher, request, life, streamErrorOf);
          if ('pdf' in got) return { value: { body: got.pdf, contentLength: got.contentLength }, httpStatus: got.status };
          readEnvelope(got.reply, connect.redact, Date.now());
          throw new TransportFailure('protocol', 'maybe', got.reply.status);
        });
        life.liftDeadline();
        stream.body.once('close', end);
        return stream;
      } catch (thrown) {
        end();
        throw classify(thrown, call.endpoint, 0, settings, false) ?? thrown;
      }
    },
    noteChanged: () => undefined,
    close: () => calls.close(() => dispatcher.close()),
  };
  const stale = settings.resilience?.stale;
  if (stale === undefined || stale.maxAgeMs === 0) return plain;
  const reread = <Value>(call: Call<Value>, text: string): Value => readData(call, readEnvelope({ status: 200, headers: {}, text }, connect.redact, Date.now()));
  return withStaleReads(plain, { read: send, reread, lastGood: createLastGood(stale), observer });
};
