import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CryptoKey, JWK, JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export const issuerKey = async (kid: string, alg = 'ES256'): Promise<IssuerKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

/** A token of the issuer: right in every way, but for what is changed. `undefined` takes a claim away. */
export const tokenOf = ({ kid, alg, privateKey }: IssuerKey, claims: JWTPayload = {}, header: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);

/** An issuer of tokens on loopback: its key set, and how it answers. */
export interface Issuer {
  readonly url: string;
  /** Requests for the key set so far. */
  readonly reads: () => number;
  keys: readonly JWK[];
  /** Another answer than the keys. */
  answer: { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> } | null;
  readonly close: () => Promise<void>;
}

export const startIssuer = async (keys: readonly JWK[]): Promise<Issuer> => {
  let reads = 0;
  const server = createServer((_req, res) => {
    reads += 1;
    const { status, body, headers = {} } = issuer.answer ?? { status: 200, body: JSON.stringify({ keys: issuer.keys }) };
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: Issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    reads: () => reads,
    keys,
    answer: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
};
