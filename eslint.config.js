import tseslint from 'typescript-eslint';

/** Imports each room may not make; `test/unit/architecture.test.ts` holds the full table of arrows. */
const room = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const only = (packages, where) => ({ group: packages, message: `Only ${where} may import this.` });
const graphqlOnly = only(['@pothos/*'], 'src/graphql');
const serverOnly = only(['graphql-yoga', 'graphql-yoga/*', '@graphql-yoga/*'], 'src/server');
const upstreamOnly = only(['undici', 'undici/*'], 'src/upstream');
const loadersOnly = only(['dataloader'], 'src/loaders');

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', '.cache/**', 'node_modules/**', 'test/**/generated/**', 'test/**/__generated__/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      // `== null` reads an absent GraphQL argument and an explicit null alike.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] } },
  room(['src/domain/**', 'src/config/**'], [graphqlOnly, serverOnly, upstreamOnly, loadersOnly]),
  room(['src/upstream/**'], [graphqlOnly, serverOnly, loadersOnly]),
  room(['src/loaders/**'], [graphqlOnly, serverOnly, upstreamOnly]),
  room(['src/graphql/**'], [serverOnly, upstreamOnly, loadersOnly]),
  room(['src/server/**', 'src/main.ts'], [graphqlOnly, upstreamOnly, loadersOnly]),
  room(['src/sandbox/**'], [graphqlOnly, serverOnly, upstreamOnly, loadersOnly]),
  { files: ['test/**', 'bench/**', 'scripts/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js', '{bench,scripts}/**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
