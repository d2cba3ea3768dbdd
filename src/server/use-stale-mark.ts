import type { Plugin } from 'graphql-yoga';

import type { RequestInfo } from './request-info.ts';

/** Tells in `extensions.upstream.stale` that something in the reply was kept from before, since the upstream is down, and how old the oldest of it is. */
export const useStaleMark = (): Plugin<object, RequestInfo> => ({
  onResultProcess: (payload) => {
    const { result, serverContext } = payload;
    const { staleSeconds } = serverContext.use;
    if (staleSeconds === null || Array.isArray(result)) return;
    const extensions = ('extensions' in result ? result.extensions : undefined) as { readonly upstream?: object } | undefined;
    payload.setResult({ ...result, extensions: { ...extensions, upstream: { ...extensions?.upstream, stale: { ageSeconds: staleSeconds } } } });
  },
});
