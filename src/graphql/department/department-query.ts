import { builder } from '../builder.ts';
import { Department } from './department.ts';

builder.queryField('department', (t) =>
  t.field({
    type: Department,
    nullable: true,
    description: 'The department behind the keys of this server.',
    resolve: (_root, _args, { loaders }) => loaders.department(),
  }),
);
