/** The intent could not be written down, so nothing was sent. */
export class LedgerUnavailableError extends Error {
  override readonly name = 'LedgerUnavailableError';

  constructor(cause: unknown) {
    super('The write could not be recorded, so it was not sent. Repeat it with the same key after a while.', { cause });
  }
}

/** Runs a step of the store that comes before a send. */
export const beforeSending = async <Value>(step: Promise<Value>): Promise<Value> => {
  try {
    return await step;
  } catch (error) {
    throw new LedgerUnavailableError(error);
  }
};
