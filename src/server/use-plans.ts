import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { Executor } from '../execution/create-executor.ts';

/** An operation that could not be begun is a bad request, for Yoga to say so. */
const withStatus = (result: ExecutionResult): ExecutionResult => {
  if (result.data === undefined) for (const error of result.errors ?? []) error.extensions.http = { ...error.extensions.http, status: 400 };
  return result;
};

/** Executes by plans what comes through Yoga, too. */
export const usePlans = (executor: Executor): Plugin => ({
  onExecute: ({ setExecuteFn }) => setExecuteFn(async (args: ExecutionArgs) => withStatus(await executor(args))),
});
