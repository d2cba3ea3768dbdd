import type { Logger } from '../logger.ts';
import type { Tenant } from '../tenant.ts';
import type { Authenticate } from './authenticate.ts';
import { authenticateNobody, onlyUnderOurName } from './authenticate.ts';
import type { TokenSettings } from './check-token.ts';
import { createTokenCheck } from './check-token.ts';
import { createAuthenticate } from './create-authenticate.ts';
import { createKeySet } from './key-set.ts';
import { openKeyRing } from './open-key-ring.ts';
import type { KeySetPlace } from './read-key-set.ts';
import { readKeySet } from './read-key-set.ts';

/** How callers are known. */
export type AuthSettings = { readonly kind: 'none' } | { readonly kind: 'callers'; readonly keysFile: string | undefined; readonly jwt: (TokenSettings & { readonly keySet: KeySetPlace }) | undefined };

export interface AuthenticationOptions {
  readonly settings: AuthSettings;
  readonly tenants: readonly Tenant[];
  /** Under whose name requests come too. */
  readonly publicUrl?: string | undefined;
  readonly logger: Logger;
  readonly nowMs?: () => number;
}

export interface OpenAuthentication {
  readonly authenticate: Authenticate;
  readonly close: () => void;
}

/** Opens what callers are known by; a text is why that is not possible, in one sentence. */
export const openAuthentication = async ({ settings, tenants, publicUrl, logger, nowMs = Date.now }: AuthenticationOptions): Promise<OpenAuthentication | string> => {
  const [first] = tenants;
  if (first === undefined) return 'ECONT_CONFIG must name a tenant.';
  if (settings.kind === 'none') return { authenticate: onlyUnderOurName(authenticateNobody(first), publicUrl), close: () => undefined };
  const { keysFile, jwt } = settings;
  const ring = keysFile === undefined ? undefined : await openKeyRing({ path: keysFile, tenants: new Set(tenants.map(({ name }) => name)), logger });
  if (typeof ring === 'string') return ring;
  const tokens =
    jwt === undefined
      ? undefined
      : createTokenCheck({
          settings: jwt,
          keySet: createKeySet({ read: () => readKeySet(jwt.keySet), nowMs, onFault: (error) => logger.error({ err: error }, 'the keys of the issuer of tokens cannot be read') }),
          tenants,
          logger,
          nowMs,
        });
  return { authenticate: createAuthenticate({ tenants, keys: ring?.current, tokens, nowMs }), close: () => ring?.close() };
};
