import { build } from 'rolldown';

/** What is native, or loaded only where it is used, stays where it is installed; and graphql, of which there may be one copy only. */
const OUTSIDE = [/^node:/, /^libsql$/, /^pg$/, /^@opentelemetry\//, /^@graphql-yoga\/render-graphiql$/, /^graphql(?:\/|$)/, /^pino$/, /^undici$/];

/** The server in one file: docs/adr/0002-build-before-start.md. */
await build({
  input: 'src/main.ts',
  platform: 'node',
  external: OUTSIDE,
  tsconfig: 'tsconfig.build.json',
  output: { dir: 'dist/bundle', format: 'esm', sourcemap: true, codeSplitting: false },
});
