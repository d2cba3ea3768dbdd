import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { buildFacade } from '../kit/built-facade.ts';
import type { FacadeProcess } from '../kit/facade-process.ts';
import { startFacadeProcess } from '../kit/facade-process.ts';
import { operation } from '../kit/graph-over-sandbox.ts';
import { createStorePlaces } from '../kit/store-places.ts';

const places = createStorePlaces();
const running: FacadeProcess[] = [];
let sandbox: Sandbox;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox();
}, 120_000);
afterAll(async () => {
  await Promise.all(running.map((facade) => facade.stop()));
  await sandbox.close();
  await places.close();
});

const start = async (env: Readonly<Record<string, string>>): Promise<FacadeProcess> => {
  const [store] = places.stores;
  if (store === undefined) throw new Error('there is no store');
  const facade = await startFacadeProcess({ sandbox, place: await store.newPlace(), env });
  running.push(facade);
  return facade;
};
const EMBEDDED = { ECONT_API_URL: '', ECONT_CLIENT: '', ECONT_TOKEN: '', SANDBOX_PORT: '0' };

/** The published operation with the published ids. */
const refetch = async (facade: FacadeProcess): Promise<unknown> => {
  const variables = JSON.parse(await readFile(new URL('../../schema/operations/Refetch.variables.json', import.meta.url), 'utf8')) as { readonly ids: readonly string[] };
  const answer = await facade.post({ query: await operation('Refetch'), variables });
  return (answer?.data?.['nodes'] as readonly ({ readonly __typename: string; readonly id: string } | null)[]).map((node, i) => (node?.id === variables.ids[i] ? node?.__typename : null));
};
const newest = async (facade: FacadeProcess): Promise<unknown> => (await facade.post({ query: '{ invoices(first: 5, orderBy: { field: UPSTREAM_ID }) { edges { cursor node { id customer { id } } } } }' }))?.data;

describe('ids and cursors', () => {
  it('of the sandbox are the published ones, from start to start', async () => {
    const facade = await start(EMBEDDED);
    const all = ['Invoice', 'Customer', 'Subscription', 'Payment', 'Tariff'];
    expect(await refetch(facade)).toEqual(all);
    const shown = await newest(facade);
    facade.kill();
    await facade.restart();
    expect(await refetch(facade)).toEqual(all);
    expect(await newest(facade)).toEqual(shown);
  });

  it('are the same on every instance, with the account alone or with one ID_SECRET, whatever LINK_SECRET each has', async () => {
    const [first, second] = [await start({ LINK_SECRET: 'a'.repeat(32) }), await start({ LINK_SECRET: 'b'.repeat(32) })];
    const shown = await newest(first);
    expect(shown).toMatchObject({ invoices: { edges: [{}, {}, {}, {}, {}] } });
    expect(await newest(second)).toEqual(shown);
    const [third, fourth] = [await start({ ID_SECRET: 'c'.repeat(32) }), await start({ ID_SECRET: 'c'.repeat(32) })];
    const sealed = await newest(third);
    expect(await newest(fourth)).toEqual(sealed);
    expect(sealed).not.toEqual(shown);
    // Those of the account alone name nothing there.
    const calls = sandbox.calls.count();
    expect(await refetch(third)).toEqual([null, null, null, null, null]);
    expect(sandbox.calls.count()).toBe(calls);
  });
});
