import type { Dispatcher } from 'undici';

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
import { decideRetry } from './retry.ts';
import type { UpstreamSettings } from './settings.ts';
import { TransportFailure } from './transport-failure.ts';
import type { HttpRequest } from './transport.ts';
import { exchange } from './transport.ts';
import { writeOutcome } from './write-outcome.ts';
import type { UpstreamUse } from './upstream-use.ts';
import type { Parsing } from './wire/parsing.ts';
import { WireProblem } from './wire/wire-problem.ts';

/** One call: what to send beside `connect`, and how to read the data of the reply (`undefined`: accepted, no body). */
export interface Call<Value> {
  readonly endpoint: EndpointName;
  readonly body: Readonly<Record<string, unknown>>;
  readonly read: (data: unknown, parsing: Parsing) => Value;
}

/** The policy over the transport: places, deadlines, retries, what a failure is, and who is told. */
export interface Sender {
  /** Throws `UpstreamError`. */
  readonly read: <Value>(scope: UpstreamScope, call: Call<Value>) => Promise<Value>;
  readonly write: <Value>(scope: UpstreamScope, call: Call<Value>) => Promise<WriteOutcome<Value, UpstreamError>>;
  /** Throws `UpstreamError`. */
  readonly openPdf: (scope: UpstreamScope, call: Omit<Call<never>, 'read'>) => Promise<PdfStream>;
  readonly close: () => Promise<void>;
}

interface Answered<Value> {
  readonly value: Value;
  readonly httpStatus: number;
}

/** The sender over a dispatcher. */
export const createSender = (settings: UpstreamSettings, dispatcher: Dispatcher, connect: Connect, observer: UpstreamObserver): Sender => {
  const limiter = createLimiter(settings.maxConcurrent);
  // A document holds its socket for as long as its reader is slow; half of the sockets stay free of them.
  const documents = createLimiter(Math.max(1, Math.floor(settings.connections / 2)));
  const parsingOf = createOddities(observer, connect.redact);
  const basePath = new URL(settings.apiUrl).pathname.replace(/\/+$/, '');
  const calls = createOpenCalls(settings.deadlineMs);

  const requestOf = (scope: UpstreamScope, { endpoint, body }: Omit<Call<never>, 'read'>, accept: string): HttpRequest => {
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

  const attemptOnce = async <Value>(endpoint: EndpointName, attempt: number, life: CallLife, use: UpstreamUse | undefined, once: () => Promise<Answered<Value>>): Promise<Value> => {
    const giveBack = await limiter.acquire(life);
    const startedAt = performance.now();
    if (use !== undefined) {
      use.calls += 1;
      if (attempt > 1) use.retries += 1;
    }
    try {
      const { value, httpStatus } = await once();
      report(endpoint, attempt, 'ok', httpStatus, startedAt);
      return value;
    } catch (thrown) {
      const error = classify(thrown, endpoint, attempt, settings, false);
      if (error === null) throw thrown;
      report(endpoint, attempt, error.kind, error.httpStatus ?? null, startedAt);
      throw error;
    } finally {
      if (use !== undefined) use.ms += performance.now() - startedAt;
      giveBack();
    }
  };

  const run = async <Value>(endpoint: EndpointName, life: CallLife, use: UpstreamUse | undefined, once: () => Promise<Answered<Value>>): Promise<Value> => {
    const { safe } = settings.endpoints[endpoint];
    let everSent = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (calls.closing) throw new TransportFailure('cancelled', 'nothing', null);
        return await attemptOnce(endpoint, attempt, life, use, once);
      } catch (thrown) {
        const error = classify(thrown, endpoint, attempt - 1, settings, everSent);
        if (error === null) throw thrown;
        const { kind, sent, retryAfterMs } = error;
        everSent ||= sent !== 'nothing';
        const decision = decideRetry({ attempt, safe, kind, sent, retryAfterMs, jitter: Math.random(), remainingMs: life.remainingMs }, settings.retry);
        if (decision === 'stop') throw error;
        await pause(life, decision.waitMs).catch((ended: unknown) => {
          throw classify(ended, endpoint, attempt, settings, everSent) ?? ended;
        });
      }
    }
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

  const send = async <Value>(scope: UpstreamScope, call: Call<Value>): Promise<Value> => {
    const life = calls.begin(scope.signal);
    const request = requestOf(scope, call, 'application/json');
    try {
      return await run(call.endpoint, life, scope.use, async () => {
        const reply = await exchange(dispatcher, request, life);
        if (scope.use !== undefined) scope.use.bytes += reply.bytes;
        const data = readEnvelope(reply, connect.redact, Date.now());
        return { value: readData(call, data), httpStatus: reply.status };
      });
    } finally {
      calls.end(life);
    }
  };

  return {
    read: send,
    write: (scope, call) => writeOutcome(send(scope, call)),
    async openPdf(scope, call) {
      const life = calls.begin(scope.signal);
      const request = requestOf(scope, call, 'application/pdf');
      let giveBack: (() => void) | undefined;
      const end = (): void => {
        giveBack?.();
        calls.end(life);
      };
      const streamErrorOf = (failure: Error): Error => classify(failure, call.endpoint, 1, settings, true) ?? failure;
      try {
        giveBack = await documents.acquire(life);
        const stream = await run(call.endpoint, life, scope.use, async () => {
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
    close: () => calls.close(() => dispatcher.close()),
  };
};
