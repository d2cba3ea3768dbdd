import type { Call } from '../call.ts';

/** `get/department`: the one behind `connect.token`. */
export function getDepartment({ department }: Call): unknown {
  return department;
}
