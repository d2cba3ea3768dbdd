import { UpstreamError } from '../../../src/upstream/errors.ts';

/** The `UpstreamError` that a call throws; anything else fails the test with what came instead. */
export const catchFailure = async (call: Promise<unknown>): Promise<UpstreamError> => {
  let value: unknown;
  try {
    value = await call;
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error(`expected an UpstreamError, got ${JSON.stringify(value)}`);
};
