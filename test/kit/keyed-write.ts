import type { Answer, GraphOverSandbox } from './graph-over-sandbox.ts';

/** What every write answers beside its payload. */
const ERRORS = `... on UserError { code message path retryable }
  ... on InvalidInputError { faults { path message } }
  ... on UpstreamRejectedError { upstreamFields { name message } }
  ... on OutcomeUnknownError { idempotencyKey since }
  ... on IdempotencyKeyReusedError { idempotencyKey }
  ... on InProgressError { idempotencyKey }`;

type Input = Readonly<Record<string, unknown>>;
export interface Written {
  readonly __typename: string;
  readonly [member: string]: unknown;
}

export interface Write {
  /** Runs the mutation, and answers what it came to with the calls that it took. */
  (input: Input): Promise<{ readonly result: Written; readonly calls: readonly string[]; readonly answer: Answer }>;
}

/** One mutation over the sandbox; `payload` selects what its payload and its own errors tell. */
export const keyedWrite = (graph: () => GraphOverSandbox, mutation: string, payload: string): Write => {
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${input}!) { ${mutation}(input: $input) { __typename ${payload} ${ERRORS} } }`;
  return async (given) => {
    const answer = await graph().run(document, { input: given });
    const result = (answer.data as Readonly<Record<string, Written | null>> | null | undefined)?.[mutation];
    if (result == null || answer.errors.length > 0) throw new Error(`${mutation} answered ${JSON.stringify({ data: answer.data, errors: answer.errors }, null, 2)}`);
    return { result, calls: answer.calls, answer };
  };
};

/** The faults of a refused input, as `input.amount: …`; throws when it was not refused so. */
export const faultsIn = ({ __typename, faults, ...rest }: Written): readonly string[] => {
  if (__typename !== 'InvalidInputError') throw new Error(`expected InvalidInputError, got ${JSON.stringify({ __typename, ...rest }, null, 2)}`);
  return (faults as readonly { readonly path: readonly string[]; readonly message: string }[]).map(({ path, message }) => `${path.join('.')}: ${message}`);
};
