import { faultOfKey } from '../../ledger/idempotency-key.ts';
import { builder } from '../builder.ts';
import { argumentError } from '../errors/coded-error.ts';
import { MutationOutcome } from './mutation-outcome.ts';

builder.queryField('mutationOutcome', (t) =>
  t.field({
    type: MutationOutcome,
    nullable: true,
    description: 'What became of the write with this key, for whoever lost its answer. Where that is not known, e-Cont.md is looked through first; nothing is ever sent. `null`: nothing was sent under this key.',
    args: { idempotencyKey: t.arg.id({ required: true, description: 'The key of the write; of one invoice of `invoiceIssueMany`, the key of its row.' }) },
    resolve: (_root, { idempotencyKey }, { ledger }) => {
      const fault = faultOfKey(idempotencyKey);
      if (fault !== null) throw argumentError('INVALID_INPUT', 'idempotencyKey', `\`idempotencyKey\` ${fault}.`);
      return ledger.outcome(idempotencyKey);
    },
  }),
);
