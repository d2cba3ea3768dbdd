import { builder } from '../builder.ts';

export const MutationResolution = builder.enumType('MutationResolution', {
  description: 'What a person decides about a write of unknown outcome.',
  values: {
    RESEND: { description: 'It did not take place: send it once more, under the same key.' },
    ABANDON: { description: 'Never send it again, and stop looking for it. What it may have made stays in e-Cont.md.' },
  } as const,
});
