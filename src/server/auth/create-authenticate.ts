import type { Tenant } from '../tenant.ts';
import type { Authenticate, Authentication } from './authenticate.ts';
import { readCredentials } from './credentials.ts';
import type { KeyRing } from './key-ring.ts';

export interface AuthenticateOptions {
  readonly tenants: readonly Tenant[];
  /** `undefined`: keys are not taken. */
  readonly keys: (() => KeyRing) | undefined;
  /** `undefined`: tokens are not taken. */
  readonly tokens: ((text: string) => Authentication | Promise<Authentication>) | undefined;
  readonly nowMs: () => number;
}

const MISSING: Authentication = { ok: false, reason: 'missing' };
const WRONG: Authentication = { ok: false, reason: 'wrong' };

/** Knows callers by API keys, by tokens, or by either. */
export const createAuthenticate = ({ tenants, keys, tokens, nowMs }: AuthenticateOptions): Authenticate => {
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));

  const byKey = (ring: KeyRing, text: string): Authentication => {
    const holder = ring.holderOf(text, nowMs());
    const tenant = holder === null ? undefined : byName.get(holder.tenant);
    return holder === null || tenant === undefined ? WRONG : { ok: true, identity: { caller: holder.caller, tenant } };
  };

  return (headers) => {
    const credentials = readCredentials(headers);
    switch (credentials.kind) {
      case 'none':
        return MISSING;
      case 'unclear':
        return WRONG;
      case 'key':
        return keys === undefined ? WRONG : byKey(keys(), credentials.text);
      case 'token':
        return tokens === undefined ? WRONG : tokens(credentials.text);
    }
  };
};
