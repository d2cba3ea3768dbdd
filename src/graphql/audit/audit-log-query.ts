import { faultOfKey } from '../../ledger/idempotency-key.ts';
import { builder } from '../builder.ts';
import { argumentError } from '../errors/coded-error.ts';
import { readLedgerConnection } from '../pagination/ledger-connection.ts';
import { listArgument, rangeArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { mutationNames } from '../shared/mutation-names.ts';
import { DateTimeRange } from '../shared/ranges.ts';
import { AuditOutcome } from './audit-outcome.ts';
import { AuditRecord } from './audit-record.ts';

const AuditRecordConnection = builder.connectionObject(
  {
    type: AuditRecord,
    name: 'AuditRecordConnection',
    description: 'A page of the audit log.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many records the filter leaves in all; 10000 stands for as many or more.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'AuditRecordEdge', description: 'A record in a page.' },
);

const AuditRecordFilter = builder.inputType('AuditRecordFilter', {
  description: 'Which records. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    operation: t.stringList({ description: 'Records of these mutations, such as `invoiceIssue`.' }),
    outcome: t.field({ type: [AuditOutcome], description: 'Records of mutations that ended so.' }),
    idempotencyKey: t.id({ description: 'Records of this key: it is looked for by its hash, also after the key itself is forgotten.' }),
    recordedAt: t.field({ type: DateTimeRange, description: 'When the mutation ended.' }),
  }),
});

builder.queryField('auditLog', (t) =>
  t.connection(
    {
      type: AuditRecord,
      nullable: true,
      description: 'Every mutation, who asked for it and how it ended, the newest first. `npm run audit:verify` proves that no record was changed.',
      args: { filter: t.arg({ type: AuditRecordFilter, description: 'Which records; all when left out.' }) },
      resolve: (_root, { filter, ...paging }, context, info) => {
        const { ledger } = context;
        const key = filter?.idempotencyKey;
        const fault = key == null ? null : faultOfKey(key);
        if (fault !== null) throw argumentError('INVALID_INPUT', 'filter.idempotencyKey', `\`filter.idempotencyKey\` ${fault}.`);
        const wanted = withoutAbsent({
          operations: mutationNames('filter.operation', info.schema, filter?.operation),
          outcomes: listArgument('filter.outcome', filter?.outcome),
          keyHash: key == null ? undefined : ledger.hashKey(key),
          at: rangeArgument(filter?.recordedAt),
        });
        return readLedgerConnection({ identity: { list: 'auditLog', ...wanted }, read: (window) => ledger.auditLog(wanted, window), positionOf: ({ position }) => position }, paging, context, info);
      },
    },
    AuditRecordConnection,
  ),
);
