import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

import type { Replacement } from './replacements.ts';
import { REPLACEMENTS } from './replacements.ts';

/**
 * Replaces modules of the built server as it is loaded: `node --import=…/register.js?limits dist/main.js`. No setting of the server can
 * turn these off, and none shall.
 */
const DIST = new URL('../../../../dist/', import.meta.url);
const name = new URL(import.meta.url).search.slice(1) as Replacement;
const replaced = Object.entries(REPLACEMENTS[name]).map(([path, by]) => [new URL(path, DIST).href, new URL(by, import.meta.url).href] as const);
for (const [url] of replaced) if (!existsSync(fileURLToPath(url))) throw new Error(`there is no ${url} to be replaced`);
register('./hooks.js', import.meta.url, { data: replaced });
