import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import { parseDepartment } from '../wire/department.ts';
import { objectOf } from '../wire/fields.ts';
import { WireProblem } from '../wire/wire-problem.ts';

/** `department.get`: the key names the department, so there is always one. */
export const departments = (sender: Sender): Pick<UpstreamClient, 'getDepartment'> => ({
  getDepartment: (scope) =>
    sender.read(scope, {
      endpoint: 'department.get',
      body: {},
      read: (data, parsing) => {
        const row = objectOf(data);
        if (row === null) throw new WireProblem('data', 'is not a department');
        return parseDepartment(row, parsing);
      },
    }),
});
