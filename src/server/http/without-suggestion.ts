const START = ' Did you mean ';

/**
 * The message without the names that graphql-js suggests: they tell whoever guesses what there is. A suggestion always ends the message,
 * so all from the last one on goes; looked for from the end, since the rest may hold a megabyte of the caller's own.
 */
export const withoutSuggestion = (message: string): string => {
  const at = message.endsWith('?') ? message.lastIndexOf(START) : -1;
  return at === -1 ? message : message.slice(0, at);
};
