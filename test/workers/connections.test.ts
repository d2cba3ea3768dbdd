import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Connections, Taker } from '../../src/workers/connections.ts';
import { createConnections } from '../../src/workers/connections.ts';

/** A taker that notes what it is handed. */
interface Noted extends Taker {
  readonly handed: Socket[];
}
const taker = (onHand: () => void = () => undefined): Noted => {
  const handed: Socket[] = [];
  return {
    handed,
    hand: (socket) => {
      handed.push(socket);
      onHand();
    },
  };
};

let connections: Connections;
let port: number;
const clients: Socket[] = [];
/** Connects, and resolves when the connection stands. */
const client = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  clients.push(socket);
  await once(socket, 'connect');
  return socket;
};
/** Resolves when it has been handed so many. */
const hasBeenHanded = async ({ handed }: Noted, count: number): Promise<void> => {
  while (handed.length < count) await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(async () => {
  connections = createConnections();
  port = Number(new URL(await connections.listen(0, '127.0.0.1')).port);
});
afterEach(() => {
  for (const each of clients.splice(0)) each.destroy();
  connections.close();
});

describe('connections', () => {
  it('wait until somebody takes them, one at a time', async () => {
    for (let i = 0; i < 3; i += 1) await client();
    const only = taker();
    connections.add(only);
    await hasBeenHanded(only, 1);
    expect(only.handed).toHaveLength(1);
    connections.took(only);
    await hasBeenHanded(only, 2);
    connections.took(only);
    await hasBeenHanded(only, 3);
    expect(new Set(only.handed).size).toBe(3);
    // Its own end of those that were taken is closed, the last one's is not.
    expect(only.handed.map(({ destroyed }) => destroyed)).toEqual([true, true, false]);
  });

  it('go to whoever has waited longest', async () => {
    const [a, b] = [taker(), taker()];
    connections.add(a);
    connections.add(b);
    await client();
    await hasBeenHanded(a, 1);
    await client();
    await hasBeenHanded(b, 1);
    await client();
    connections.took(b);
    await hasBeenHanded(b, 2);
    connections.took(a);
    expect([a.handed.length, b.handed.length]).toEqual([1, 2]);
    await client();
    await hasBeenHanded(a, 2);
  });

  it('are cut where their taker died before it took them, so that the client knows', async () => {
    const [dies, lives] = [taker(), taker()];
    connections.add(dies);
    const cut = await client();
    await hasBeenHanded(dies, 1);
    const closed = once(cut, 'close');
    connections.lose(dies);
    await closed;
    await client();
    connections.add(lives);
    await hasBeenHanded(lives, 1);
    expect(dies.handed).toHaveLength(1);
    // What it says after its end changes nothing.
    connections.took(dies);
    await client();
    connections.took(lives);
    await hasBeenHanded(lives, 2);
    expect(dies.handed).toHaveLength(1);
  });

  it('go to nobody who is leaving, even when it took the last', async () => {
    const [leaves, stays] = [taker(), taker()];
    connections.add(leaves);
    await client();
    await hasBeenHanded(leaves, 1);
    connections.leave(leaves);
    connections.took(leaves);
    await client();
    connections.add(stays);
    await hasBeenHanded(stays, 1);
    expect(leaves.handed).toHaveLength(1);
  });

  it('that nobody took are cut at the end', async () => {
    const waits = await client();
    const asked = taker();
    connections.add(asked);
    await hasBeenHanded(asked, 1);
    const next = await client();
    const closed = once(next, 'close');
    // Accepted, since the one before it was handed over in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
    connections.close();
    await closed;
    expect(waits.destroyed).toBe(false);
    expect(asked.handed).toHaveLength(1);
  });
});
