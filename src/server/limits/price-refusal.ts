import { LIMITS } from '../../config/limits.ts';
import type { ArgumentFault, Price } from '../../graphql/cost/price.ts';
import type { Refusal } from './refusal.ts';
import { over } from './refusal.ts';

const refusalOfArgument = ({ kind, argument, value }: ArgumentFault): Refusal =>
  kind === 'pageSize'
    ? { code: 'INVALID_PAGE_SIZE', limit: LIMITS.pageSize, value, message: `\`${argument}\` is ${value}; it must be from 1 to ${LIMITS.pageSize}.`, extra: { argument } }
    : { code: 'TOO_MANY_VALUES', limit: LIMITS.listValues, value, message: `\`${argument}\` holds a list of ${value} values; at most ${LIMITS.listValues} are allowed.`, extra: { argument } };

/** What stands against an operation once its variables are known, before it runs. */
export const refusalOfPrice = ({ cost, upstreamCalls, faults: [fault] }: Price & { readonly faults: readonly ArgumentFault[] }, mostCost: number): Refusal | null =>
  (fault === undefined ? null : refusalOfArgument(fault)) ??
  over('COST_TOO_HIGH', mostCost, cost, 'The points that the operation may cost are') ??
  over('UPSTREAM_BUDGET_EXCEEDED', LIMITS.operationUpstreamCalls, upstreamCalls, 'The upstream calls that the operation may need are');
