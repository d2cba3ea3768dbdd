import { encodeGlobalId } from '../../src/graphql/node/global-id.ts';
import type { Seal } from '../../src/graphql/seal.ts';
import { ledgerTenantOf } from '../../src/open-tenants.ts';
import { seedOffices } from '../../src/sandbox/seed/offices.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import type { TenantSecrets } from '../../src/server/tenant.ts';
import { deriveTenantSecrets } from '../../src/server/tenant.ts';
import { TENANT } from './start-ledger.ts';

/** The client id of every sandbox, as the server is started with it. */
const CLIENT = seedOffices()[0]?.client ?? '';

/** Secrets of a tenant of the tests. Those of the first are what the server itself makes of the sandbox, so the published operations name its rows. */
export const secretsOf = (name: string, ledgerTenant = name): TenantSecrets =>
  deriveTenantSecrets({ ids: CLIENT, links: 'a secret of the tests, long enough', account: ledgerTenantOf({ client: CLIENT, ledger: name === TENANT ? undefined : name }), ledgerTenant });

/** The seal of the first tenant, and of the tests that run without a server. */
export const SEAL: Seal = createSeal(secretsOf(TENANT));

/** The id of an object, as that tenant gets it. */
export const globalIdOf = (typename: string, id: number | string, seal = SEAL): string => encodeGlobalId(typename, id, { seal });
