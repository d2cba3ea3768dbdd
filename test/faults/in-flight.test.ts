import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { NOW } from '../kit/graph-over-sandbox.ts';
import type { IssueAnswer } from '../kit/keyed-issue.ts';
import { breachesOf, issueOnce, putsOf } from '../kit/keyed-issue.ts';
import type { Instance, InstanceOptions } from '../kit/start-instance.ts';
import { startInstance } from '../kit/start-instance.ts';
import type { StorePlace } from '../kit/store-places.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox({ now: NOW, invoices: 10 })));
afterAll(() => sandbox.close());

/** A promise that a test keeps when it is ready to. */
const promise = (): { readonly kept: Promise<void>; readonly keep: () => void } => {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => (keep = resolve));
  return { kept, keep };
};

describe.each(STORES)('a key in flight, on $name', ({ newPlace }) => {
  let place: StorePlace;
  const instances: Instance[] = [];
  const start = async (options: Partial<InstanceOptions> = {}): Promise<Instance> => {
    const instance = await startInstance({ sandbox, place, ...options });
    instances.push(instance);
    return instance;
  };
  beforeEach(async () => {
    sandbox.reset();
    place = await newPlace();
  });
  afterEach(async () => {
    for (const instance of instances.splice(0)) await instance.close();
  });
  /** A fault that tells when the call has come. */
  const plan = (kind: 'late' | 'latency' | 'stall', until?: Promise<unknown>): Promise<void> => {
    const came = promise();
    const match = (): boolean => {
      came.keep();
      return true;
    };
    sandbox.faults.add({ endpoint: 'invoice.put', kind, match, ...(until === undefined ? {} : { until }) });
    return came.kept;
  };
  const DONE = { typename: 'InvoiceIssuePayload', orderNumber: 'N-k' };
  const expectOne = (): void => {
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
    expect(instances.flatMap(({ faults }) => faults)).toEqual([]);
  };

  it.each([1, 2])('a repeat waits for the first and gets its invoice; instances: %i', async (count) => {
    const [first, second = first] = await Promise.all(Array.from({ length: count }, () => start()));
    const answered = promise();
    const came = plan('latency', answered.kept);
    const one = issueOnce(first!, 'k');
    await came;
    const two = issueOnce(second!, 'k');
    // The second has found the first by the time it has written its own sentence elsewhere.
    await issueOnce(second!, 'other');
    answered.keep();
    const [a, b] = (await Promise.all([one, two])) as [IssueAnswer, IssueAnswer];
    expect([a, b]).toMatchObject([DONE, DONE]);
    expect(b.upstreamId).toBe(a.upstreamId);
    expect(putsOf(sandbox)).toBe(2);
    expect(breachesOf(sandbox, ['k', 'other'])).toEqual([]);
  });

  it.each([1, 2])('a repeat that cannot wait longer is told IN_PROGRESS, and sends nothing; instances: %i', async (count) => {
    const settings = { inFlightWaitMs: 150 };
    const [first, second = first] = await Promise.all(Array.from({ length: count }, () => start({ settings })));
    const answered = promise();
    const came = plan('latency', answered.kept);
    const one = issueOnce(first!, 'k');
    await came;
    expect(await issueOnce(second!, 'k')).toMatchObject({ typename: 'InProgressError', code: 'IN_PROGRESS', retryable: true });
    answered.keep();
    expect(await one).toMatchObject(DONE);
    expect(await issueOnce(second!, 'k')).toMatchObject(DONE);
    expectOne();
  });

  it('a person cannot send what is in flight', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    const answered = promise();
    const came = plan('latency', answered.kept);
    const one = issueOnce(first, 'k');
    await came;
    for (const { request } of [first, second]) {
      for (const resolution of ['RESEND', 'ABANDON'] as const) expect(await request.resolve({ key: 'k', resolution, reason: 'impatience' })).toMatchObject({ outcome: 'tooEarly' });
      expect(await request.outcome('k')).toMatchObject({ state: 'IN_PROGRESS' });
    }
    answered.keep();
    expect(await one).toMatchObject(DONE);
    expect(await second.request.outcome('k')).toMatchObject({ state: 'DONE' });
    expectOne();
  });

  it('a stall past the deadline, and a repeat while the first is in flight: both are told that nobody knows', async () => {
    const impatient = { headersTimeoutMs: 400, bodyTimeoutMs: 400, deadlineMs: 500 };
    const instance = await start({ upstream: impatient });
    const came = plan('stall');
    const one = issueOnce(instance, 'k');
    await came;
    const two = issueOnce(instance, 'k');
    expect(await Promise.all([one, two])).toMatchObject([{ typename: 'OutcomeUnknownError' }, { typename: 'OutcomeUnknownError' }]);
    expect(putsOf(sandbox)).toBe(1);
    expect(await instance.request.resolve({ key: 'k', resolution: 'RESEND', reason: 'it never came' })).toMatchObject({ outcome: 'resolved', record: { state: 'DONE' } });
    expect(await issueOnce(instance, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(2);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('an invoice that is made long after everybody gave up is found, not made again', async () => {
    const impatient = { headersTimeoutMs: 400, bodyTimeoutMs: 400, deadlineMs: 500 };
    const instance = await start({ upstream: impatient, settings: { resendAfterMs: 60_000 } });
    const arrival = promise();
    const came = plan('late', arrival.kept);
    const one = issueOnce(instance, 'k');
    await came;
    expect(await one).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    // So soon after the send it may still arrive: sending again would make a second one.
    expect(await instance.request.resolve({ key: 'k', resolution: 'RESEND', reason: 'it never came' })).toMatchObject({ outcome: 'tooEarly' });
    expect(sandbox.state.counts().invoices.created).toBe(0);
    arrival.keep();
    while (sandbox.state.counts().invoices.created === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await instance.request.resolve({ key: 'k', resolution: 'RESEND', reason: 'it never came' })).toMatchObject({ outcome: 'settled', record: { state: 'DONE' } });
    expect(await issueOnce(instance, 'k')).toMatchObject(DONE);
    expectOne();
  });

  it('two people send at once what nobody knows: it is sent once', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetBefore' });
    expect(await issueOnce(first, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    const people = [first, second, first, second].map(({ request }) => request.resolve({ key: 'k', resolution: 'RESEND', reason: 'it is not there' }));
    expect((await Promise.all(people)).filter(({ outcome }) => outcome === 'resolved')).toHaveLength(1);
    expect(await issueOnce(second, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(2);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it.each([1, 2])('200 requests at once with one key: one invoice, the same for all; instances: %i', async (count) => {
    const endpoints = await Promise.all(Array.from({ length: count }, () => start()));
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 150, times: -1 });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => issueOnce(endpoints[i % count]!, 'k')));
    expect(new Set(answers.map((answer) => answer?.typename))).toEqual(new Set(['InvoiceIssuePayload']));
    expect(new Set(answers.map((answer) => answer?.upstreamId)).size).toBe(1);
    expectOne();
  });

  it('200 requests at once with one key and two inputs: one invoice, of one of the inputs', async () => {
    const endpoints = await Promise.all([start(), start()]);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => issueOnce(endpoints[i % 2]!, 'k', i % 4 < 2 ? {} : { note: 'another' })));
    const [won, lost] = answers[0]?.typename === 'InvoiceIssuePayload' ? [0, 2] : [2, 0];
    for (const [i, answer] of answers.entries()) expect(answer?.typename, `answer ${i}`).toBe((i % 4 < 2 ? 0 : 2) === won ? 'InvoiceIssuePayload' : 'IdempotencyKeyReusedError');
    expect(answers[lost]).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', retryable: false });
    expectOne();
  });

  it('200 requests at once with 20 keys over two instances: one invoice for each', async () => {
    const endpoints = await Promise.all([start(), start()]);
    const keys = Array.from({ length: 20 }, (_, i) => `crowd-${i}`);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => issueOnce(endpoints[i % 2]!, keys[Math.floor(i / 2) % 20]!)));
    expect(new Set(answers.map((answer) => answer?.typename))).toEqual(new Set(['InvoiceIssuePayload']));
    expect(putsOf(sandbox)).toBe(20);
    expect(breachesOf(sandbox, keys)).toEqual([]);
  });
});
