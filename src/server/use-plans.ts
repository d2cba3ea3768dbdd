import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { Executor } from '../execution/create-executor.ts';

/** Executes by plans what comes through Yoga, too. */
export const usePlans = (executor: Executor): Plugin => ({
  onExecute: ({ setExecuteFn }) => setExecuteFn((args: ExecutionArgs) => executor(args)),
});
