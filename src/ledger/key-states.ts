import type { Store } from './store/store.ts';

/** How many keys of a tenant are in a state. */
export interface StateCount {
  readonly tenant: string;
  readonly state: string;
  readonly count: number;
}

/** The writes that are not settled, and the jobs that run, by tenant. Settled ones are not counted: they only grow, and reading them all would cost more than it tells. */
export const openStates = async ({ db }: Store): Promise<readonly StateCount[]> => {
  const [keys, jobs] = await Promise.all([
    db.selectFrom('keys').select(['tenant', 'state']).select(({ fn }) => fn.countAll<number>().as('count')).where('state', 'in', ['sending', 'unknown']).groupBy(['tenant', 'state']).execute(),
    db.selectFrom('jobs').select('tenant').select(({ fn }) => fn.countAll<number>().as('count')).where('state', '=', 'RUNNING').groupBy('tenant').execute(),
  ]);
  return [...keys, ...jobs.map(({ tenant, count }) => ({ tenant, state: 'job', count }))];
};
