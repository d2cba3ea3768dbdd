import { builder } from '../builder.ts';

export const MutationOutcomeState = builder.enumType('MutationOutcomeState', {
  description: 'What became of a write.',
  values: {
    DONE: { description: 'It took place; `object` is what it made or changed.' },
    REFUSED: { description: 'Nothing was made: e-Cont.md said no, nothing could be sent, or a person gave it up. `failure` says which.' },
    UNKNOWN: { description: 'It was sent, and no answer that can be trusted came back. It is looked for, and never sent again by itself.' },
    IN_PROGRESS: { description: 'It is being sent at this moment.' },
  } as const,
});
