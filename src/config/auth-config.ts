import { isLoopback } from '../domain/loopback.ts';
import type { JwtConfig } from './config-file.ts';

/** `none`, or the ways in which callers may say who they are. */
export const AUTH_CHOICES = ['none', 'keys', 'jwt', 'keys,jwt'] as const;
export type AuthChoice = (typeof AUTH_CHOICES)[number];

/** How callers are known. Whoever is known by none of the ways is refused. */
export type AuthConfig = { readonly kind: 'none' } | { readonly kind: 'callers'; readonly keysFile: string | undefined; readonly jwt: JwtConfig | undefined };

/** Where keys are kept when nobody says so. */
export const DEFAULT_KEYS_FILE = './data/keys.json';

export interface AuthFacts {
  /** `undefined`: nobody has chosen. */
  readonly choice: AuthChoice | undefined;
  readonly host: string;
  /** Behind the server is a sandbox of its own, and nothing of value. */
  readonly isSandbox: boolean;
  readonly tenants: number;
  readonly keysFile: string | undefined;
  readonly jwt: JwtConfig | undefined;
}

/** How callers are known, or why the server must not start like this, in one sentence. */
export const chooseAuth = ({ choice, host, isSandbox, tenants, keysFile, jwt }: AuthFacts): AuthConfig | string => {
  if (choice === undefined && !isSandbox) return 'AUTH must be chosen, since there is a real account: keys, jwt, or keys,jwt; none is for a server that only its own machine can reach.';
  if (choice === undefined && !isLoopback(host)) return 'AUTH must be chosen, since HOST can be reached from other machines: keys, jwt, or keys,jwt.';
  if (choice === undefined || choice === 'none') {
    if (!isLoopback(host)) return 'HOST must be a loopback address, such as 127.0.0.1, since AUTH is none: without keys only this machine may reach the server.';
    if (tenants > 1) return 'AUTH must be keys, jwt, or keys,jwt, since there are several tenants: without a key or token nobody knows whose request it is.';
    return { kind: 'none' };
  }
  const ways = choice.split(',');
  if (ways.includes('jwt') && jwt === undefined) return 'ECONT_CONFIG must name a file with `auth.jwt`, since AUTH has jwt: it says whose tokens are taken.';
  return { kind: 'callers', keysFile: ways.includes('keys') ? (keysFile ?? DEFAULT_KEYS_FILE) : undefined, jwt: ways.includes('jwt') ? jwt : undefined };
};
