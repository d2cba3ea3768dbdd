export const JSON_TYPE = 'application/json';
export const GRAPH_TYPE = 'application/graphql-response+json';

/** The media types of a GraphQL reply. */
export type GraphMediaType = typeof JSON_TYPE | typeof GRAPH_TYPE;

/** How much a caller wants a media type; the more exactly it is named, the higher `rank`. */
interface Wish {
  readonly quality: number;
  readonly rank: number;
  readonly place: number;
}

const NONE: Wish = { quality: 0, rank: 0, place: 0 };

const rankOf = (range: string, type: GraphMediaType): number => (range === type ? 3 : range === 'application/*' ? 2 : range === '*/*' ? 1 : 0);

const wishFor = (type: GraphMediaType, accept: string): Wish => {
  let wish = NONE;
  for (const [place, part] of accept.split(',').entries()) {
    const [range = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const rank = rankOf(range, type);
    // Of the ranges that fit, the most exact one counts, wherever it stands.
    if (rank <= wish.rank) continue;
    const charset = parameters.find((each) => each.startsWith('charset='));
    if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) continue;
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    wish = { quality: quality >= 0 && quality <= 1 ? quality : 0, rank, place };
  }
  return wish;
};

const choose = (json: Wish, graph: Wish, preferred: GraphMediaType): GraphMediaType => {
  if (json.quality !== graph.quality) return json.quality > graph.quality ? JSON_TYPE : GRAPH_TYPE;
  if (json.rank !== graph.rank) return json.rank > graph.rank ? JSON_TYPE : GRAPH_TYPE;
  // Both by one range with a star: the caller leaves it to us.
  if (json.place === graph.place) return preferred;
  return json.place < graph.place ? JSON_TYPE : GRAPH_TYPE;
};

/** The media type of the reply to an `Accept` header; `null`: the caller takes neither. */
export const negotiate = (accept: string | undefined, preferred: GraphMediaType): GraphMediaType | null => {
  // What nearly everybody sends.
  if (accept === undefined || accept === '' || accept === '*/*') return preferred;
  if (accept === JSON_TYPE) return JSON_TYPE;
  const json = wishFor(JSON_TYPE, accept);
  const graph = wishFor(GRAPH_TYPE, accept);
  return json.quality === 0 && graph.quality === 0 ? null : choose(json, graph, preferred);
};
