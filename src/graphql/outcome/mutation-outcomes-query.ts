import type { OperationName } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import { argumentError } from '../errors/coded-error.ts';
import { readLedgerConnection } from '../pagination/ledger-connection.ts';
import { listArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { mutationNames } from '../shared/mutation-names.ts';
import { MutationOutcome } from './mutation-outcome.ts';
import { MutationOutcomeState } from './mutation-outcome-state.ts';

const MutationOutcomeConnection = builder.connectionObject(
  {
    type: MutationOutcome,
    name: 'MutationOutcomeConnection',
    description: 'A page of outcomes.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many outcomes the filter leaves in all; 10000 stands for as many or more.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'MutationOutcomeEdge', description: 'An outcome in a page.' },
);

const MutationOutcomeFilter = builder.inputType('MutationOutcomeFilter', {
  description: 'Which outcomes. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    state: t.field({ type: [MutationOutcomeState], description: 'Writes in these states.' }),
    operation: t.stringList({ description: 'Writes by these mutations, such as `invoiceIssue`.' }),
  }),
});

builder.queryField('mutationOutcomes', (t) =>
  t.connection(
    {
      type: MutationOutcome,
      nullable: true,
      description: 'What became of the writes so far, the newest first, as it is recorded: nothing is looked for. `mutationOutcomes(state: UNKNOWN)` is what a person must look at.',
      args: {
        state: t.arg({ type: MutationOutcomeState, description: 'Only writes in this state: short for a `filter` with one.' }),
        filter: t.arg({ type: MutationOutcomeFilter, description: 'Which writes; all when left out.' }),
      },
      resolve: (_root, { state, filter, ...paging }, context, info) => {
        if (state != null && filter?.state != null) throw argumentError('INVALID_INPUT', 'state', '`state` and `filter.state` cannot both be given.');
        const wanted = withoutAbsent({
          states: state == null ? listArgument('filter.state', filter?.state) : [state],
          // Mutations that send nothing by themselves have no outcomes, and match nothing.
          operations: mutationNames('filter.operation', info.schema, filter?.operation) as readonly OperationName[] | undefined,
        });
        return readLedgerConnection({ identity: { list: 'mutationOutcomes', ...wanted }, read: (window) => context.ledger.outcomes(wanted, window), positionOf: ({ position }) => position }, paging, context, info);
      },
    },
    MutationOutcomeConnection,
  ),
);
