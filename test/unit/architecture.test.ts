import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
  readonly inside: boolean;
  readonly typeOnly: boolean;
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** `import … from`, `export … from`, `import '…'` and `import('…')`, one statement each. */
const STATEMENT = /^\s*(import|export)\s+(type\s)?([^'";]*?)\s*from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

const importsOf = (path: string, text: string): readonly Import[] =>
  [...text.matchAll(STATEMENT)].map(([, , type, names = '', from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? '';
    const inside = target.startsWith('.');
    // `import { type A, type B }` loads the module all the same, unless every name is a type.
    const each = names.replace(/[{}]/g, '').split(',').map((name) => name.trim()).filter((name) => name !== '');
    const typeOnly = type !== undefined || (each.length > 0 && each.every((name) => name.startsWith('type ')));
    return { from: path, to: inside ? normalize(join(dirname(path), target)) : target, inside, typeOnly };
  });

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
const inside = sources.flatMap(({ imports }) => imports.filter((each) => each.inside));
const packages = sources.flatMap(({ imports }) => imports.filter((each) => !each.inside));

const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : 'root');
const arrow = ({ from, to }: Import): string => `${from} → ${to}`;

/** What a room may import: whole rooms, or single files of one. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  server: ['execution', 'graphql/execution-traits.ts', 'graphql/caller.ts', 'graphql/context.ts', 'graphql/cost', 'graphql/seal.ts', 'graphql/schema.ts', 'graphql/errors/masked-error.ts', 'loaders', 'ledger', 'upstream/client.ts', 'upstream/departure.ts', 'upstream/errors.ts', 'upstream/upstream-use.ts', 'config/limits.ts', 'config/keys-file.ts', 'config/http-config.ts', 'domain'],
  execution: [],
  graphql: ['config/limits.ts', 'execution/plan.ts', 'loaders', 'ledger', 'domain', 'upstream/client.ts', 'upstream/errors.ts'],
  ledger: ['upstream/client.ts', 'upstream/errors.ts', 'domain'],
  loaders: ['upstream/client.ts', 'upstream/errors.ts', 'upstream/endpoints.ts', 'domain'],
  upstream: ['domain'],
  workers: ['config/accounts.ts', 'config/env.ts', 'config/limits.ts', 'server/documents/document-usage.ts', 'server/limits', 'server/logger.ts'],
  doctor: ['upstream/client.ts', 'upstream/endpoints.ts', 'upstream/errors.ts', 'ledger/store'],
  config: ['domain'],
  domain: [],
  sandbox: [],
};

const mayImport = ({ from, to }: Import): boolean => {
  const room = roomOf(from);
  if (room === 'root' || room === roomOf(to)) return true;
  return (ARROWS[room] ?? []).some((target) => to === target || to.startsWith(`${target}/`));
};

describe('the reading of imports', () => {
  it('sees every way to import, and what only types do', () => {
    const text = [
      "import './a.ts';", "import { b } from '../b.ts';", "import type { C } from './c.ts';", "import {\n  d,\n  type D,\n} from './d.ts';", "export { e } from './e.ts';", "export * from 'f';",
      "export type { G } from './g.ts';", "import { type H } from 'h';", "const i = await import('./i.ts');", "import j, { type J } from 'node:j';", "const text = 'nothing from here';",
    ].join('\n');
    expect(importsOf('room/file.ts', text).map(({ to, typeOnly }) => `${to} ${typeOnly ? 'type' : 'value'}`)).toEqual([
      'room/a.ts value', 'b.ts value', 'room/c.ts type', 'room/d.ts value', 'room/e.ts value', 'f value', 'room/g.ts type', 'h type', 'room/i.ts value', 'node:j value',
    ]);
  });

  it('misses no import of the source', () => {
    const missed = sources.filter(({ text, imports }) => (text.match(/^import |^} from '|\bimport\(/gm) ?? []).length > imports.length + (text.match(/^import \{$/gm) ?? []).length);
    expect(missed.map(({ path }) => path)).toEqual([]);
  });
});

describe('the rooms', () => {
  it('are those with arrows', () => {
    expect([...new Set(sources.map(({ path }) => roomOf(path)))].sort()).toEqual([...Object.keys(ARROWS), 'root'].sort());
    expect(sources.filter(({ path }) => roomOf(path) === 'root').map(({ path }) => path)).toEqual(['audit-verify.ts', 'doctor.ts', 'documents.ts', 'keys.ts', 'main.ts', 'open-parts.ts', 'open-tenants.ts', 'serve.ts']);
  });

  it('import along the arrows only', () => {
    expect(inside.filter((each) => !mayImport(each)).map(arrow)).toEqual([]);
  });

  it('import files that exist', () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(inside.filter(({ to }) => !paths.has(to)).map(arrow)).toEqual([]);
  });

  it.each([
    ['undici', 'upstream'],
    ['@pothos/', 'graphql'],
    ['graphql-yoga', 'server'],
    ['@graphql-yoga/', 'server'],
    ['dataloader', 'loaders'],
    ['pino', 'server'],
    ['zod', 'config'],
    ['jose', 'server'],
    ['cockatiel', 'upstream'],
  ])('%s is only in src/%s', (name, room) => {
    const rooms = packages.filter(({ to }) => to === name || to.startsWith(name.endsWith('/') ? name : `${name}/`)).map(({ from }) => roomOf(from));
    expect([...new Set(rooms)]).toEqual([room]);
  });

  it('keep the domain pure and the sandbox on Node alone', () => {
    const outsiders = packages.filter(({ from, to }) => ['domain', 'sandbox'].includes(roomOf(from)) && !to.startsWith('node:'));
    expect([...new Set(outsiders.map(({ from, to }) => `${roomOf(from)} → ${to}`))]).toEqual(['domain → big.js']);
    const readers = packages.filter(({ from, to }) => roomOf(from) === 'domain' && to.startsWith('node:')).map(arrow);
    expect(readers).toEqual(['domain/write-error-codes.ts → node:fs/promises']);
  });

  it('have no circles of values', () => {
    const next = new Map(sources.map(({ path, imports }) => [path, imports.filter((each) => each.inside && !each.typeOnly).map(({ to }) => to)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(circles).toEqual([]);
  });
});

/** Source without its comments, for rules on code. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const filesWith = (pattern: RegExp): readonly string[] => sources.filter(({ text }) => pattern.test(codeOf(text))).map(({ path }) => path);

describe('the files', () => {
  it('are named in kebab-case for what they hold', () => {
    const odd = sources.filter(({ path }) => !path.split('/').every((part) => /^[a-z\d]+(?:-[a-z\d]+)*(?:\.ts)?$/.test(part)));
    expect(odd.map(({ path }) => path)).toEqual([]);
    expect(sources.filter(({ path }) => /^(?:index|utils?|helpers?|common|misc|shared|lib|types)\.ts$/.test(basename(path))).map(({ path }) => path)).toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = sources.filter(({ text }) => {
      const lines = codeOf(text).split('\n').filter((line) => line.trim() !== '');
      return lines.length > 0 && lines.every((line) => /^export (?:type )?(?:\*|\{.*\}) .*from /.test(line));
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
    expect(filesWith(/^export \* /m)).toEqual([]);
  });

  it('are at most 300 lines long', () => {
    expect(sources.filter(({ text }) => text.trimEnd().split('\n').length > 300).map(({ path }) => path)).toEqual([]);
  });

  it('have accessors in classes alone: V8 makes a hidden class for every object that has one of its own', () => {
    expect(sources.filter(({ text }) => /^\s+get [\w#]+\(\)/m.test(codeOf(text)) && !/^(?:export )?class /m.test(text)).map(({ path }) => path)).toEqual([
      // One a client of the upstream.
      'upstream/open-calls.ts',
    ]);
  });

  it('read the environment in one place each', () => {
    expect(filesWith(/\bprocess\.env\b/)).toEqual(['config/env.ts', 'sandbox/main.ts']);
  });

  it('write no console, export no default, take no type on trust', () => {
    expect(filesWith(/\bconsole\./)).toEqual([]);
    expect(filesWith(/^export default\b/m)).toEqual([]);
    expect(filesWith(/[:<|&] ?any\b|\bas any\b/)).toEqual([]);
    expect(sources.filter(({ text }) => /@ts-(?:ignore|nocheck|expect-error)/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
