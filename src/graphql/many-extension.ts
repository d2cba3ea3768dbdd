import type { LoadMany, ResolveMany } from '../execution/plan.ts';

const KEY = 'econtMany';
const LOAD_KEY = 'econtLoadMany';

type Extensions = Readonly<Record<string, unknown>>;

/** As it is kept with a field: how it is resolved for many objects together. */
export const manyExtension = (many: ResolveMany): object => ({ [KEY]: many });

export const manyOf = ({ extensions }: { readonly extensions: Extensions }): ResolveMany | null => (extensions[KEY] as ResolveMany | undefined) ?? null;

/** The same where what they come to is waited for. */
export const loadManyExtension = <Source, Args, Context>(load: LoadMany<Source, Args, Context>): Extensions => ({ [LOAD_KEY]: load });

export const loadManyOf = ({ extensions }: { readonly extensions: Extensions }): LoadMany | null => (extensions[LOAD_KEY] as LoadMany | undefined) ?? null;
