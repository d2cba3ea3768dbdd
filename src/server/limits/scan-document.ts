/** How large a GraphQL text is, before it is parsed. */
export interface DocumentSize {
  /** As the parser of graphql-js counts them: without comments. */
  readonly tokens: number;
  readonly commentBytes: number;
  /** Brackets of all kinds within each other. */
  readonly brackets: number;
}

const isName = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || (code >= 0x30 && code <= 0x39);
const isNumber = (code: number): boolean => isName(code) || code === 0x2b || code === 0x2d || code === 0x2e;
const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2c || code === 0xfeff;

/** The place behind a text that begins at `start`; a text without an end ends the document. */
const endOfText = (text: string, start: number): number => {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end > 0 && text.charCodeAt(end - 1) === 0x5c) end = text.indexOf('"""', end + 3);
    return end === -1 ? text.length : end + 3;
  }
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i += 1;
    else if (code === 0x22 || code === 0x0a || code === 0x0d) return i + 1;
  }
  return text.length;
};

const endOfLine = (text: string, start: number): number => {
  let i = start;
  while (i < text.length && text.charCodeAt(i) !== 0x0a && text.charCodeAt(i) !== 0x0d) i += 1;
  return i;
};

const endOfRun = (text: string, start: number, isPart: (code: number) => boolean): number => {
  let i = start + 1;
  while (i < text.length && isPart(text.charCodeAt(i))) i += 1;
  return i;
};

/** One walk over the text. It never fails: what is no GraphQL is told by the parser. */
export const scanDocument = (text: string): DocumentSize => {
  let tokens = 0;
  let commentBytes = 0;
  let depth = 0;
  let brackets = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (isBlank(code)) {
      i += 1;
      continue;
    }
    if (code === 0x23) {
      const end = endOfLine(text, i);
      commentBytes += Buffer.byteLength(text.slice(i, end));
      i = end;
      continue;
    }
    tokens += 1;
    if (code === 0x22) i = endOfText(text, i);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) i = endOfRun(text, i, isNumber);
    else if (isName(code)) i = endOfRun(text, i, isName);
    else if (code === 0x2e && text.startsWith('...', i)) i += 3;
    else {
      if (code === 0x7b || code === 0x28 || code === 0x5b) {
        depth += 1;
        if (depth > brackets) brackets = depth;
      } else if (code === 0x7d || code === 0x29 || code === 0x5d) depth -= 1;
      i += 1;
    }
  }
  return { tokens, commentBytes, brackets };
};
