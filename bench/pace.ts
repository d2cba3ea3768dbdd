import { setTimeout as pause } from 'node:timers/promises';

/** Requests that are sent at an even pace, however long the answers take. */
export interface PacedLoad {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  /** The first of the numbers that are used once. */
  readonly from: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** Whether it was answered, and with nothing but data. */
const send = async ({ url, headers, bodies }: PacedLoad, n: number): Promise<boolean> => {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: (bodies[n % bodies.length] ?? '').replace('{n}', `${n}`) });
    const text = await response.text();
    return response.ok && !text.startsWith('{"errors"');
  } catch {
    return false;
  }
};

/** Runs the load in this process, and waits for the last answer. */
export const runPaced = async (load: PacedLoad): Promise<{ readonly requests: number; readonly failed: number }> => {
  const { from, perSecond, seconds } = load;
  const requests = Math.max(1, Math.round(perSecond * seconds));
  const begun = performance.now();
  const answers: Promise<boolean>[] = [];
  for (let i = 0; i < requests; i += 1) {
    const early = begun + (i * 1_000) / perSecond - performance.now();
    if (early > 0) await pause(early);
    answers.push(send(load, from + i));
  }
  return { requests, failed: (await Promise.all(answers)).filter((ok) => !ok).length };
};
