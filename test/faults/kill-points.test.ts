import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { FaultKind } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { buildFacade } from '../kit/built-facade.ts';
import type { FacadeProcess } from '../kit/facade-process.ts';
import { startFacadeProcess } from '../kit/facade-process.ts';
import { breachesOf, issueOnce, putsOf, resendOf } from '../kit/keyed-issue.ts';
import type { StorePlace } from '../kit/store-places.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox({ invoices: 10 });
}, 120_000);
afterAll(() => sandbox.close());

const DONE = { typename: 'InvoiceIssuePayload', orderNumber: 'N-k' };

/** Waits for a condition that the sandbox's own events bring about. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.each(STORES)('a process that is killed at a certain moment, on $name', ({ newPlace }) => {
  let place: StorePlace;
  const facades: FacadeProcess[] = [];
  const start = async (): Promise<FacadeProcess> => {
    const facade = await startFacadeProcess({ sandbox, place });
    facades.push(facade);
    return facade;
  };
  beforeEach(async () => {
    sandbox.reset();
    place = await newPlace();
  });
  afterEach(async () => {
    for (const facade of facades) facade.kill();
    await Promise.all(facades.splice(0).map((facade) => facade.stop()));
  });

  /** Issues, and kills the process the moment that the sandbox has the whole call. */
  const issueAndKillAt = async (facade: FacadeProcess, endpoint: string, kind: FaultKind, arrival?: Promise<unknown>): Promise<void> => {
    const match = (): boolean => {
      facade.kill();
      return true;
    };
    sandbox.faults.add({ endpoint, kind, match, ms: 60_000, ...(arrival === undefined ? {} : { until: arrival }) });
    expect(await issueOnce(facade, 'k')).toBeNull();
  };

  it('before anything is sent: the repeat sends it', async () => {
    const facade = await start();
    await issueAndKillAt(facade, 'department.get', 'latency');
    await facade.restart();
    expect(await issueOnce(facade, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('between the deed and its answer: the next process finds it by itself, and a repeat answers it', async () => {
    const facade = await start();
    await issueAndKillAt(facade, 'invoice.put', 'latency');
    expect([putsOf(sandbox), sandbox.state.counts().invoices.created]).toEqual([1, 1]);
    sandbox.calls.clear();
    await facade.restart();
    await until(() => sandbox.calls.count('invoice.list') > 0);
    expect(await issueOnce(facade, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(0);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('after the send, before the deed, which never comes: nobody knows, until a person sends it again', async () => {
    const facade = await start();
    await issueAndKillAt(facade, 'invoice.put', 'stall');
    await facade.restart();
    expect(await issueOnce(facade, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(facade, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(putsOf(sandbox)).toBe(1);
    await resendOf(facade, 'k');
    expect(await issueOnce(facade, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(2);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('after the send, before the deed, which comes after the restart: it is found', async () => {
    let arrive: () => void = () => undefined;
    const facade = await start();
    await issueAndKillAt(facade, 'invoice.put', 'late', new Promise<void>((resolve) => (arrive = resolve)));
    await facade.restart();
    expect(await issueOnce(facade, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    arrive();
    await until(() => sandbox.state.counts().invoices.created === 1);
    expect(await issueOnce(facade, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('while 200 requests with its key wait on two processes: the other finds the invoice, and makes none', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    const match = (): boolean => {
      first.kill();
      return true;
    };
    // Only a call of the first can come here first: the second is asked once it is there.
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 60_000, match });
    const ofFirst = Array.from({ length: 100 }, () => issueOnce(first, 'k'));
    await until(() => putsOf(sandbox) === 1);
    const ofSecond = Array.from({ length: 100 }, () => issueOnce(second, 'k'));
    expect(new Set(await Promise.all(ofFirst))).toEqual(new Set([null]));
    const answers = await Promise.all(ofSecond);
    expect(new Set(answers.map((answer) => answer?.typename))).toEqual(new Set(['InvoiceIssuePayload']));
    expect(new Set(answers.map((answer) => answer?.upstreamId)).size).toBe(1);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('200 requests with one key on two processes: one invoice, the same for all', async () => {
    const processes = await Promise.all([start(), start()]);
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 200, times: -1 });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => issueOnce(processes[i % 2]!, 'k')));
    expect(new Set(answers.map((answer) => answer?.typename))).toEqual(new Set(['InvoiceIssuePayload']));
    expect(new Set(answers.map((answer) => answer?.upstreamId)).size).toBe(1);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });
});
