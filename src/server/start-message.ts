import { GRAPHQL_PATH } from './graphql-endpoint.ts';

export interface StartFacts {
  readonly origin: string;
  /** Whether a browser finds a page there. */
  readonly graphiql: boolean;
  /** Where the sandbox is, when this process started one. */
  readonly sandboxUrl: string | undefined;
  readonly apiUrls: readonly string[];
}

const QUERY = '{ invoices(first: 3) { totalCount nodes { number status buyer { name } totals { gross { amount currency } } } } }';

/** What a person sees at the start: where GraphiQL or the API is, what is behind it, and one query that works. */
export const startMessage = ({ origin, graphiql, sandboxUrl, apiUrls }: StartFacts): string =>
  [
    '',
    `  ${graphiql ? 'GraphiQL ' : 'GraphQL  '}  ${origin}${GRAPHQL_PATH}`,
    sandboxUrl === undefined ? `  Upstream   ${[...new Set(apiUrls)].join(', ')}` : `  Upstream   ${sandboxUrl} (the sandbox; set ECONT_CLIENT and ECONT_TOKEN for a real account)`,
    '',
    '  Try:',
    `  curl -s ${origin}${GRAPHQL_PATH} -H 'content-type: application/json' -d '${JSON.stringify({ query: QUERY })}'`,
    '',
    '',
  ].join('\n');
