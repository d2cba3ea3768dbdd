import { ERROR_CODES } from '../../domain/error-codes.ts';
import type { ErrorCode as ErrorCodeName } from '../../domain/error-codes.ts';
import { builder } from '../builder.ts';

const values = Object.fromEntries(
  Object.entries(ERROR_CODES).map(([name, { meaning, action }]) => [name, { value: name, description: `${meaning} ${action}` }]),
) as Record<ErrorCodeName, { readonly value: ErrorCodeName; readonly description: string }>;

export const ErrorCode = builder.enumType('ErrorCode', {
  description: 'Every error code of this API; the same codes stand in `errors[].extensions.code`. See `schema/errors.md`.',
  values,
});
