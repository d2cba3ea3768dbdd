const NOT_RECORDED = 'The write could not be recorded, so it was not sent. Repeat it with the same key after a while.';
const NOT_READ = 'The ledger cannot be read at the moment. Nothing was changed. Ask again after a while.';

/** The store cannot be used: an intent could not be written down, so nothing was sent, or what is recorded could not be read. */
export class LedgerUnavailableError extends Error {
  override readonly name = 'LedgerUnavailableError';

  constructor(cause: unknown, message = NOT_RECORDED) {
    super(message, { cause });
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

/** Runs a step of the store that only reads, for a question. */
export const whileReading = async <Value>(step: Promise<Value>): Promise<Value> => {
  try {
    return await step;
  } catch (error) {
    throw new LedgerUnavailableError(error, NOT_READ);
  }
};
