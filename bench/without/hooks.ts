import type { InitializeHook, ResolveHook } from 'node:module';

let replaced: ReadonlyMap<string, string> = new Map();

export const initialize: InitializeHook<readonly (readonly [url: string, by: string])[]> = (data) => {
  replaced = new Map(data);
};

export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await next(specifier, context);
  const url = replaced.get(found.url);
  return url === undefined ? found : { ...found, url };
};
