import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import type { ConcreteRequest } from 'relay-runtime';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPILER = join(ROOT, 'node_modules/relay-compiler/cli.js');

/** The products of relay-compiler. */
export interface RelayArtifacts {
  /** The names of what was compiled, in alphabetical order. */
  readonly names: readonly string[];
  load(name: string): Promise<ConcreteRequest>;
  remove(): Promise<void>;
}

/** A published operation as Relay wants it: named for its module and its kind, its fragments named for the module too. */
const asModule = (name: string, document: string): string => {
  const fragments = [...document.matchAll(/^fragment (\w+)/gm)].map(([, fragment = '']) => fragment);
  const renamed = fragments.reduce((text, fragment) => text.replaceAll(new RegExp(`\\b${fragment}\\b`, 'g'), `${name}_${fragment}`), document);
  return renamed.replace(/^(query|mutation) \w+/m, (_, kind: string) => `${kind} ${name}${kind === 'query' ? 'Query' : 'Mutation'}`);
};

/** Compiles the published operations, and documents of one's own by module name, against the published schema. */
export const compileRelay = async (own: Readonly<Record<string, string>> = {}): Promise<RelayArtifacts> => {
  const folder = await mkdtemp(join(tmpdir(), 'econt-relay-'));
  const source = join(folder, 'src');
  const artifacts = join(folder, 'artifacts');
  await mkdir(source);
  await mkdir(artifacts);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await copyFile(join(ROOT, 'schema/schema.graphql'), join(folder, 'schema.graphql'));
  for (const file of await readdir(join(ROOT, 'schema/operations'))) {
    if (!file.endsWith('.graphql')) continue;
    const name = file.replace(/\.graphql$/, '');
    const document = asModule(name, await readFile(join(ROOT, 'schema/operations', file), 'utf8'));
    await writeFile(join(source, `${name}.js`), `graphql\`${document}\`;\n`);
  }
  for (const [name, document] of Object.entries(own)) await writeFile(join(source, `${name}.js`), `graphql\`${document}\`;\n`);
  const config = { src: './src', schema: './schema.graphql', artifactDirectory: './artifacts', language: 'javascript', eagerEsModules: true };
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [COMPILER, '--noWatchman', 'relay.config.json'], { cwd: folder });
  return {
    names: (await readdir(artifacts)).map((file) => file.replace(/\.graphql\.js$/, '')).sort(),
    load: async (name) => ((await import(pathToFileURL(join(artifacts, `${name}.graphql.js`)).href)) as { readonly default: ConcreteRequest }).default,
    remove: () => rm(folder, { recursive: true }),
  };
};
