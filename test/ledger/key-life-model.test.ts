import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { openStore } from '../../src/ledger/store/store.ts';
import { STORES } from '../kit/stores.ts';
import type { Key, KeyModel, Model, Send } from './key-life-model.ts';
import { freshModel, KEYS, SENDS, World } from './key-life-model.ts';

type Command = fc.AsyncCommand<Model, World>;

/** What a send comes to, in the model. */
const send = (model: KeyModel, how: Send): void => {
  if (how !== 'unsent') model.sends += 1;
  model.made ||= how === 'done' || how === 'lostMade' || how === 'hangMade';
  model.late ||= how === 'late';
  if (how === 'done') model.state = 'done';
  else if (how === 'refused') model.state = 'refused';
  else if (how === 'passing' || how === 'unsent') model.state = 'passing';
  else model.state = 'unknown';
};
const isHang = (how: Send): boolean => how === 'hangMade' || how === 'hangNotMade';

/** A look, in the model: what is there is found, unless the upstream cannot be read. */
const look = (key: KeyModel, { lookFails }: Model): void => {
  if (key.state === 'unknown' && key.made && !lookFails) key.state = 'done';
};

/** The outcome that the ledger must answer for a key that stands so. */
const OUTCOMES = { done: 'done', refused: 'refused', passing: 'refused', unknown: 'unknown', abandoned: 'abandoned' } as const;
const RECORDS = { done: 'DONE', refused: 'REFUSED', passing: 'REFUSED', unknown: 'UNKNOWN', abandoned: 'REFUSED' } as const;

/** After a crash the next process has looked for some keys by itself; asking for the others makes that all of them. */
const lookForAll = async (model: Model, world: World): Promise<void> => {
  for (const key of KEYS) {
    const record = await world.request.outcome(key);
    const it = model.keys[key];
    look(it, model);
    expect(record?.state ?? null, `the record of ${key}`).toBe(it.state === 'free' ? null : RECORDS[it.state]);
  }
};

const command = (name: string, run: (model: Model, world: World) => Promise<void>, check: (model: Model) => boolean = () => true): Command => ({
  check,
  run: async (model, world) => {
    await run(model, world);
    // What the upstream saw is the judge, after each step.
    for (const key of KEYS) {
      expect(world.sendsOf(key), `sends of ${key}`).toBe(model.keys[key].sends);
      expect(world.madeOf(key), `invoices of ${key}`).toBe(model.keys[key].made ? 1 : 0);
      expect(model.keys[key].sends, `sends of ${key} beside those that were allowed`).toBeLessThanOrEqual(model.keys[key].allowed);
    }
  },
  toString: () => name,
});

const write = (key: Key, input: number, how: Send): Command =>
  command(`write(${key}, ${input}, ${how})`, async (model, world) => {
    const it = model.keys[key];
    world.plan(how);
    const isSent = !it.expired && (it.state === 'free' || (it.state === 'passing' && it.input === input));
    if (isSent && isHang(how)) {
      expect(await world.dieIn(() => world.write(key, input))).toBe(true);
    } else {
      const result = await world.write(key, input);
      if (it.expired) {
        expect(result.outcome).toBe('keyExpired');
        return;
      }
      if (it.state !== 'free' && it.input !== input) {
        expect(result.outcome).toBe('keyReused');
        return;
      }
      if (!isSent) {
        look(it, model);
        expect(result).toMatchObject({ outcome: OUTCOMES[it.state as 'done'], key });
        if (result.outcome === 'done') expect(result.reference).toEqual({ type: 'Invoice', id: world.idOf(key) });
        return;
      }
      const after = { ...it };
      send(after, how);
      expect(result).toMatchObject({ outcome: OUTCOMES[after.state as 'done'], key });
    }
    // The first send, and one more where the one before was surely refused for a passing reason.
    if (how !== 'unsent') it.allowed += 1;
    it.input = input;
    send(it, how);
    if (isHang(how)) await lookForAll(model, world);
  });

const ask = (key: Key): Command =>
  command(`ask(${key})`, async (model, world) => {
    const it = model.keys[key];
    const record = await world.request.outcome(key);
    look(it, model);
    if (it.state === 'free') expect(record).toBeNull();
    else expect(record).toMatchObject({ state: RECORDS[it.state], operation: 'invoiceIssue', key: it.expired ? null : key });
    if (it.state === 'done') expect(record?.reference).toEqual({ type: 'Invoice', id: world.idOf(key) });
  });

const resolve = (key: Key, resolution: 'RESEND' | 'ABANDON', how: Send): Command =>
  command(
    `resolve(${key}, ${resolution}, ${how})`,
    async (model, world) => {
      const it = model.keys[key];
      world.plan(how);
      const asked = () => world.request.resolve({ key, resolution, reason: 'a person looked' });
      look(it, model);
      if (it.state === 'unknown' && resolution === 'RESEND' && !model.lookFails && isHang(how)) {
        it.allowed += 1;
        expect(await world.dieIn(asked)).toBe(true);
        send(it, how);
        await lookForAll(model, world);
        return;
      }
      const result = await asked();
      if (it.state === 'free') {
        expect(result.outcome).toBe('noSuchKey');
      } else if (it.state !== 'unknown') {
        expect(result).toMatchObject({ outcome: 'settled', record: { state: RECORDS[it.state] } });
      } else if (resolution === 'ABANDON') {
        it.state = 'abandoned';
        expect(result).toMatchObject({ outcome: 'resolved', record: { state: 'REFUSED', resolution: { resolution, reason: 'a person looked', caller: 'tester' } } });
      } else if (model.lookFails) {
        expect(result.outcome).toBe('tooEarly');
      } else {
        if (how !== 'unsent') it.allowed += 1;
        send(it, how);
        expect(result).toMatchObject({ outcome: 'resolved', record: { state: RECORDS[it.state as 'done'], resolution: { resolution } } });
      }
    },
    // Who sends again while the first is still on its way gets two: that is what the waiting time before a RESEND is for.
    (model) => !model.keys[key].late || resolution === 'ABANDON',
  );

const crash = (): Command =>
  command('crash', async (model, world) => {
    await world.crash();
    await lookForAll(model, world);
  });

const reconcile = (): Command =>
  command('reconcile', async (model, world) => {
    await world.reconcile();
    await lookForAll(model, world);
  });

const breakLooks = (fails: boolean): Command =>
  command(fails ? 'looks fail' : 'looks work', (model, world) => {
    model.lookFails = fails;
    world.lookFails(fails);
    return Promise.resolve();
  });

const arrive = (key: Key): Command =>
  command(
    `arrive(${key})`,
    (model, world) => {
      world.arrive(key);
      Object.assign(model.keys[key], { made: true, late: false });
      return Promise.resolve();
    },
    (model) => model.keys[key].late && !model.keys[key].made,
  );

const retention = (): Command =>
  command('retention passes', async (model, world) => {
    await world.retentionPasses();
    for (const key of KEYS) if (!['free', 'unknown'].includes(model.keys[key].state)) model.keys[key].expired = true;
  });

const key = fc.constantFrom(...KEYS);
const how = fc.constantFrom(...SENDS);
const commands = fc.commands(
  [
    fc.tuple(key, fc.constantFrom(1, 1, 1, 2), how).map((of) => write(...of)),
    fc.tuple(key, fc.constant(1), how).map((of) => write(...of)),
    key.map(ask),
    fc.tuple(key, fc.constantFrom('RESEND' as const, 'RESEND' as const, 'ABANDON' as const), how).map((of) => resolve(...of)),
    fc.constant(crash()),
    fc.constant(reconcile()),
    fc.boolean().map(breakLooks),
    key.map(arrive),
    fc.constant(retention()),
  ],
  { maxCommands: 30, size: 'max' },
);

describe.each(STORES)('the life of a key on $name', ({ name, newPlace }) => {
  it('answers what the model says, whatever breaks in whatever order, and sends only what it may', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const store = await openStore((await newPlace()).settings);
        const world = new World(store);
        try {
          await world.start();
          await fc.asyncModelRun(() => ({ model: freshModel(), real: world }), sequence);
        } finally {
          await world.close();
          await store.close();
        }
      }),
      { numRuns: name === 'SQLite' ? 80 : 25 },
    );
  });
});
