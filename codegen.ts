import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents of `schema/operations/`, as a client would make them. They are part of the repository: CI fails on drift. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  emitLegacyCommonJSImports: false,
  generates: {
    'test/contract/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', Date: 'string', Decimal: 'string', CurrencyCode: 'string', URL: 'string' },
      },
    },
  },
};

export default config;
