import type { Bench } from './measure.ts';
import { measureRound } from './measure.ts';
import type { Stage } from './stage.ts';

/**
 * So many seconds is everybody put under a kind of work before anybody is timed at it, whatever the load is then: code is compiled by then,
 * on a slow machine too. With three the floor, which is set beside everybody and so was warm, was a quarter ahead of who had just begun.
 * Where a server is set beside itself with a protection off, small differences count, and it takes more.
 */
export const USUAL_WARM_UP = 8;
export const WARM_CONNECTIONS = 32;

/** Puts everybody under the work for so many seconds, untimed; who gives up here gives up when it is timed, too, and is told then. */
export const warmUp = async (bench: Bench, work: string, file: string, fit: ReadonlyMap<string, string>, stage: Stage, seconds: number): Promise<void> => {
  for (const [name, url] of fit) {
    const running = stage.get(name)?.running;
    if (running === undefined) continue;
    try {
      await measureRound(bench, running, { url, file, connections: WARM_CONNECTIONS, seconds });
    } catch (error) {
      console.log(`${name} at ${work}, warming up: ${String(error)}`);
    }
  }
};
