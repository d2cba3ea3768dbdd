import type { ResolveMany } from '../execution/plan.ts';

const KEY = 'econtMany';

/** As it is kept with a field: how it is resolved for many objects together. */
export const manyExtension = (many: ResolveMany): object => ({ [KEY]: many });

export const manyOf = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): ResolveMany | null => (extensions[KEY] as ResolveMany | undefined) ?? null;
