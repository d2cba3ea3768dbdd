/** How requests without a trusted document are treated: as all others, run but logged, or refused. */
export const TRUSTED_DOCUMENT_MODES = ['off', 'log', 'only'] as const;

/** What is open to callers, and to the pages of which origins. */
export interface HttpConfig {
  /** Whether `__schema` and `__type` may be asked for. */
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Whether refusals say what the caller may have meant. */
  readonly suggestions: boolean;
  /** Whether a GET is served that a page's link or picture could have caused. */
  readonly plainGet: boolean;
  /** Whether status codes are those of the GraphQL over HTTP edition of September 2026. */
  readonly draft: boolean;
  /** Origins whose pages may read answers, beside the server's own. */
  readonly corsOrigins: readonly string[];
  readonly documents: {
    readonly mode: (typeof TRUSTED_DOCUMENT_MODES)[number];
    /** A manifest, or a folder of them, beside the published one. */
    readonly path: string | undefined;
    /** Where it is kept when each document was last used; `undefined`: in memory alone. */
    readonly usagePath: string | undefined;
  };
}

/** Everything open, as in the sandbox. */
export const OPEN_HTTP: HttpConfig = {
  introspection: true,
  graphiql: true,
  suggestions: true,
  plainGet: true,
  draft: false,
  corsOrigins: [],
  documents: { mode: 'off', path: undefined, usagePath: undefined },
};

/** The exact origins of a list, or `null` when one of them is none: neither `*` nor `null` nor a pattern is an origin. */
export const readOrigins = (text: string): readonly string[] | null => {
  const origins = text.split(/[\s,]+/).filter((part) => part !== '');
  const isOrigin = (origin: string): boolean => /^https?:\/\/[a-z\d.:[\]-]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
  return origins.every(isOrigin) ? origins : null;
};
