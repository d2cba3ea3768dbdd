import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

export type EndpointsFile = { readonly ok: true; readonly overrides: unknown } | { readonly ok: false; readonly problem: string };

/** Reads the file of endpoint overrides, YAML or JSON (which YAML contains). What it says is checked by the upstream client. */
export const readEndpointsFile = (path: string): EndpointsFile => {
  try {
    return { ok: true, overrides: parse(readFileSync(path, 'utf8')) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ok: false, problem: `ECONT_ENDPOINTS must name a readable YAML or JSON file: ${reason}` };
  }
};
