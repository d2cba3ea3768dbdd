import { setTimeout as pause } from 'node:timers/promises';

import type { Sandbox } from '../../src/sandbox/start.ts';
import type { FacadeProcess } from './facade-process.ts';
import { startFacadeProcess } from './facade-process.ts';
import { breachesOf, issueOnce, putsOf, resendOf } from './keyed-issue.ts';
import type { StorePlace } from './store-places.ts';

export interface KillRunOptions {
  readonly sandbox: Sandbox;
  readonly place: StorePlace;
  readonly issues: number;
  /** Processes over the same ledger; each is killed. */
  readonly instances: number;
  /** Processes of each instance. More than one: these are killed, and the one that keeps them alive is not. */
  readonly workers?: number;
  /** Longest time that a process is left alone. */
  readonly calmMs: number;
  readonly maxKills: number;
  /** Decides the moments. The machine decides too, so a seed is a hint and no replay. */
  readonly seed: number;
}

export interface KillRunReport {
  readonly kills: number;
  /** Of these while a process was starting. */
  readonly killedStarts: number;
  readonly puts: number;
  readonly repeats: number;
  readonly resends: number;
  /** What must not be. Empty: exactly one invoice for each key, and every key told of it. */
  readonly breaches: readonly string[];
  readonly ms: number;
}

const CLIENTS = 12;
/** Far more than any key needs; beyond it a key is stuck. */
const MOST_REPEATS = 400;

/** Numbers from 0 to 1, the same for the same seed. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/**
 * Issues under many keys while the processes are killed again and again. Each client repeats its key until it is told of an invoice,
 * and where nobody can know it decides as a person would who sees that there is none. Then the sandbox is asked how many there are.
 */
export const killRun = async ({ sandbox, place, issues, instances, workers = 1, calmMs, maxKills, seed }: KillRunOptions): Promise<KillRunReport> => {
  const begun = performance.now();
  const chance = random(seed);
  const facades = await Promise.all(Array.from({ length: instances }, () => startFacadeProcess({ sandbox, place, ...(workers === 1 ? {} : { env: { WORKERS: `${workers}`, LOG_LEVEL: 'info' } }) })));
  const keys = Array.from({ length: issues }, (_, i) => `key-${seed}-${i}`);
  const told = new Map<string, number>();
  const breaches: string[] = [];
  const counted = { kills: 0, killedStarts: 0, repeats: 0, resends: 0 };
  // So slow that processes die between the deed and its answer, too.
  sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 8, times: -1 });

  const over = new AbortController();
  const isOver = (): boolean => over.signal.aborted;
  const killer = async (facade: FacadeProcess): Promise<void> => {
    while (!isOver()) {
      await pause(chance() * calmMs);
      if (isOver() || counted.kills >= maxKills) return;
      facade.kill();
      counted.kills += 1;
      for (let isUp = false; !isUp; ) {
        const starting = facade.restart();
        const isKilledAgain = counted.kills < maxKills && chance() < 0.15;
        const killing = isKilledAgain ? pause(chance() * 400).then(() => facade.kill()) : null;
        const hasStarted = await starting.then(() => true, () => false);
        if (!hasStarted && !isKilledAgain) throw new Error(`The server does not start any more: ${facade.output().slice(-2_000)}`);
        if (!hasStarted) counted.killedStarts += 1;
        if (isKilledAgain) counted.kills += 1;
        // Its killer may have come before there was a process, or after it had started: it dies all the same.
        await killing;
        if (isKilledAgain) facade.kill();
        isUp = !isKilledAgain;
      }
    }
  };

  const killerOfWorkers = async (facade: FacadeProcess): Promise<void> => {
    while (!isOver()) {
      await pause(chance() * calmMs);
      if (isOver() || counted.kills >= maxKills) return;
      const alive = facade.workers();
      const victim = alive[Math.floor(chance() * alive.length)];
      if (victim === undefined) continue;
      process.kill(victim, 'SIGKILL');
      counted.kills += 1;
    }
  };

  const client = async (key: string): Promise<void> => {
    for (let i = 0; i < MOST_REPEATS; i += 1) {
      const facade = facades[Math.floor(chance() * facades.length)]!;
      const answer = await issueOnce(facade, key);
      if (i > 0) counted.repeats += 1;
      if (answer === null) {
        // Until a worker is there again.
        if (workers > 1) await pause(20);
        continue;
      }
      if (answer.typename === 'InvoiceIssuePayload' && answer.upstreamId !== null) {
        told.set(key, answer.upstreamId);
        return;
      }
      if (answer.typename === 'OutcomeUnknownError') {
        const resolved = await resendOf(facade, key);
        counted.resends += 1;
        if (resolved.startsWith('error')) {
          breaches.push(`${key}: resolving answered ${resolved.slice(0, 200)}`);
          return;
        }
      } else if (answer.retryable || answer.typename === 'InvoiceIssuePayload') {
        await pause(20);
      } else {
        breaches.push(`${key} ended in ${answer.typename} ${answer.code}`);
        return;
      }
    }
    breaches.push(`${key} came to no end in ${MOST_REPEATS} repeats`);
  };

  try {
    const killing = Promise.all(facades.map(workers === 1 ? killer : killerOfWorkers));
    const waiting = [...keys];
    const work = async (): Promise<void> => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) await client(key);
    };
    await Promise.race([Promise.all(Array.from({ length: CLIENTS }, work)), killing.then(() => new Promise(() => undefined))]);
    over.abort();
    await killing;
    const puts = putsOf(sandbox);

    // Whatever each was told stays true for whoever asks later, and asking makes nothing.
    const again = await Promise.all(keys.map((key) => issueOnce(facades[0]!, key)));
    for (const [i, key] of keys.entries()) {
      if (told.has(key) && told.get(key) !== again[i]?.upstreamId) breaches.push(`${key} was told of ${told.get(key)} first, later of ${JSON.stringify(again[i])}`);
    }
    if (new Set(told.values()).size !== told.size) breaches.push('two keys were told of one invoice');
    if (putsOf(sandbox) !== puts) breaches.push(`repeating settled keys sent ${putsOf(sandbox) - puts} more`);
    breaches.push(...breachesOf(sandbox, keys));
    return { ...counted, puts, breaches, ms: Math.round(performance.now() - begun) };
  } finally {
    over.abort();
    for (const facade of facades) facade.kill();
    await Promise.all(facades.map((facade) => facade.stop()));
  }
};
