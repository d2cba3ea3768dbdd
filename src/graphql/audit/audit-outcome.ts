import { builder } from '../builder.ts';

export const AuditOutcome = builder.enumType('AuditOutcome', {
  description: 'How a mutation ended, at the time of the record.',
  values: {
    DONE: { description: 'It took place, now or, with the code REPEATED, before.' },
    REFUSED: { description: 'Nothing was made; `code` says why.' },
    UNKNOWN: { description: 'It was sent, and no answer that can be trusted came back. What became of it is in a later record.' },
  } as const,
});
