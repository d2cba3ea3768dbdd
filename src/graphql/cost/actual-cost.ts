import type { OperationPlan, PlanField } from './operation-plan.ts';
import type { Price } from './price.ts';

type Branches = readonly (readonly PlanField[])[];
type Data = Readonly<Record<string, unknown>>;

const countIn = (value: unknown, field: PlanField, others: Branches): number => {
  if (value == null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countIn(item, field, others), 0);
  return field.objectPoints + (typeof value === 'object' ? countObject(value as Data, others) : 0);
};

/** Of several types that the object may have, each field counts once: it is there under its key, whichever the type. */
const countObject = (data: Data, branches: Branches): number => {
  let sum = 0;
  const [only, ...more] = branches;
  if (only === undefined) return 0;
  if (more.length === 0) {
    for (const field of only) sum += countIn(data[field.key], field, field.branches);
    return sum;
  }
  const seen = new Map<string, PlanField[]>();
  for (const field of branches.flat()) seen.set(field.key, [...(seen.get(field.key) ?? []), field]);
  for (const [key, [field, ...others]] of seen) if (field !== undefined) sum += countIn(data[key], field, [field, ...others].flatMap((each) => each.branches));
  return sum;
};

/** What an operation did cost: the objects that it returned, and the writes that it asked for. Never more than was reckoned; one where it was not run. */
export const actualCost = ({ fields }: OperationPlan, { cost, writes }: Price, data: Data | null | undefined): number =>
  data === undefined ? 1 : Math.min(cost, Math.max(1, writes + (data === null ? 0 : countObject(data, [fields]))));
