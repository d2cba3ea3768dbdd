import { addMonths, startOfDay } from './wall-time.ts';

/** How often a subscription is billed. */
export type Frequency = 'monthly' | 'yearly';

/** The billing moment after n periods, counted from the start so that 31 January does not drift to the 28th for ever. */
export function issueAfter(start: number, frequency: Frequency, periods: number): number {
  return addMonths(start, periods * (frequency === 'yearly' ? 12 : 1));
}

/** The first billing moment on or after the day of `from`: periods that have passed are not billed again. */
export function firstIssue(start: number, frequency: Frequency, from: number): number {
  let periods = 0;
  while (issueAfter(start, frequency, periods) < startOfDay(from)) periods += 1;
  return issueAfter(start, frequency, periods);
}

/** The billing moment that follows another. */
export function nextIssue(start: number, frequency: Frequency, last: number): number {
  let periods = 0;
  while (issueAfter(start, frequency, periods) <= last) periods += 1;
  return issueAfter(start, frequency, periods);
}
