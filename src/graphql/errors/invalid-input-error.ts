import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

/** One thing wrong with an input; `path` leads to it, from `input` on. */
export interface InputFaultModel {
  readonly path: readonly string[];
  readonly message: string;
}

export interface InvalidInputErrorModel extends UserErrorModel {
  readonly kind: 'InvalidInputError';
  readonly faults: readonly InputFaultModel[];
}

/** All that is wrong with an input at once; the first fault speaks for the error. */
export const invalidInput = (faults: readonly [InputFaultModel, ...InputFaultModel[]]): InvalidInputErrorModel => ({
  kind: 'InvalidInputError',
  code: 'INVALID_INPUT',
  message: faults[0].message,
  path: faults[0].path,
  faults,
});

export const InputFault = builder.objectRef<InputFaultModel>('InputFault').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.stringList({ description: 'The place in the input, from `input` on; list places count from 0.', resolve: ({ path }) => path }),
    message: t.exposeString('message', { description: 'What is wrong, and what would be right.' }),
  }),
});

export const InvalidInputError = builder.objectRef<InvalidInputErrorModel>('InvalidInputError').implement({
  description: 'The input breaks a rule. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    faults: t.field({ type: [InputFault], description: 'Everything that is wrong, at least one.', resolve: ({ faults }) => faults }),
  }),
});
