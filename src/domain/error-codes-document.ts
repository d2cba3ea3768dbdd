import { ERROR_CODES } from './error-codes.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** `schema/errors.md`: the table of codes as clients read it. */
export const errorCodesDocument = (): string =>
  [
    '# Error codes',
    '',
    'Printed from `src/domain/error-codes.ts` by `npm run codegen`; never edited by hand.',
    '',
    'A code stands in `errors[].extensions.code` (with `requestId`), in `UserError.code` of a mutation\'s result, and in `error.code` of JSON replies outside GraphQL.',
    '*Retryable*: the same request may succeed later without a change, and sending it again is safe.',
    '',
    row(['Code', 'Meaning', 'When', 'What the client should do', 'Retryable']),
    row(['---', '---', '---', '---', '---']),
    ...Object.entries(ERROR_CODES).map(([code, { meaning, when, action, retryable }]) => row([`\`${code}\``, meaning, when, action, retryable ? 'yes' : 'no'])),
    '',
  ].join('\n');
