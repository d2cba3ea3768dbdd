import type { Language } from '../domain/language.ts';
import { LANGUAGES } from '../domain/language.ts';

/** The credentials, shut in: they come out only inside a request body. */
export interface Connect {
  /** The JSON body of a request: `connect` in the language, then the members of `body`. */
  readonly bodyOf: (language: Language, body: object) => string;
  /** Text of the upstream with our keys blotted out, in case it repeats what it was sent. */
  readonly redact: (text: string) => string;
}

const BLOT = '[redacted]';

/** The one place that sees the department's token. */
export const createConnect = (client: string, token: string): Connect => {
  const prefixes = new Map(LANGUAGES.map((language) => [language, `{"connect":${JSON.stringify({ client, token, language })}`]));
  const secrets = [token, client].filter((secret) => secret !== '');

  return {
    bodyOf(language, body) {
      const members = JSON.stringify(body);
      return `${prefixes.get(language) ?? ''}${members === '{}' ? '}' : `,${members.slice(1)}`}`;
    },
    redact: (text) => secrets.reduce((left, secret) => left.replaceAll(secret, BLOT), text),
  };
};
