import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { Running, Surroundings } from './contender.ts';
import { CORES, serve } from './processes.ts';
import { ACCOUNT } from './shared/account.ts';

/** A port that nobody has; Tailcall cannot be told to take any. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts the program of Tailcall's package over its configuration. */
export const startTailcall = async ({ apiUrl, root, folder }: Surroundings): Promise<Running> => {
  const port = await freePort();
  const config = join(folder, 'tailcall.graphql');
  const template = readFileSync(join(root, 'bench/contenders/shared/tailcall.graphql'), 'utf8');
  writeFileSync(config, template.replaceAll('API_URL', apiUrl).replaceAll('PORT', `${port}`).replaceAll('CLIENT', ACCOUNT.client).replaceAll('TOKEN', ACCOUNT.token));
  const program = join(root, 'bench/node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall');
  // Its log tells of every call: that would be measured too.
  const served = await serve(CORES.contender, [program, 'start', config], `http://127.0.0.1:${port}/graphql`, { TAILCALL_TRACKER: 'false', TAILCALL_LOG_LEVEL: 'error' });
  return { ...served, headers: {} };
};
