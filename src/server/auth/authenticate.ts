import type { IncomingHttpHeaders } from 'node:http';

import { isLoopback } from '../../domain/loopback.ts';
import type { Caller } from '../../graphql/caller.ts';
import { ANYBODY } from '../../graphql/caller.ts';
import type { Tenant } from '../tenant.ts';

/** Who asks, and on which tenant's behalf. */
export interface Identity {
  readonly caller: Caller;
  readonly tenant: Tenant;
}

/**
 * `missing` and `wrong` credentials are told apart, but not in what way they are wrong: that would help whoever tries.
 * `unavailable`: it cannot be found out now, since the keys that tokens are checked by cannot be had. `misdirected`: the request came
 * under a name that is not of this machine.
 */
export type Authentication = { readonly ok: true; readonly identity: Identity } | { readonly ok: false; readonly reason: 'missing' | 'wrong' | 'unavailable' | 'misdirected' };

/** Finds out who asks from the headers alone, before a byte of the body is read and before anything is sent upstream. */
export type Authenticate = (headers: IncomingHttpHeaders) => Authentication | Promise<Authentication>;

/** Of a server that only its own machine can reach: everybody may do everything. */
export const authenticateNobody = (tenant: Tenant): Authenticate => {
  const anybody: Authentication = { ok: true, identity: { caller: ANYBODY, tenant } };
  return () => anybody;
};

/**
 * Takes only requests that came under a name of this machine, or of `publicUrl`. A page of the web can have its own name point here
 * (DNS rebinding), and the browser of whoever opens it would then reach a server that asks for no key.
 */
export const onlyUnderOurName = (authenticate: Authenticate, publicUrl: string | undefined): Authenticate => {
  const publicName = publicUrl === undefined ? null : new URL(publicUrl).hostname;
  return (headers) => {
    const base = `http://${headers.host ?? ''}`;
    const name = URL.canParse(base) ? new URL(base).hostname : '';
    return isLoopback(name) || name === publicName ? authenticate(headers) : { ok: false, reason: 'misdirected' };
  };
};
