/** How large a JSON text is, before it is parsed. */
export interface JsonSize {
  /** Objects and lists within each other. */
  readonly depth: number;
  /** Values in it, objects and lists counted. An estimate where the text is no JSON. */
  readonly values: number;
  /** Members of the outermost object or list; one where it is empty. */
  readonly members: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d;

/** The place of the quote that ends a text; most texts are long, and have few quotes in them. */
const endOfText = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
};

/** One walk over the text. It never fails: what is no JSON is told by the parser. */
export const scanJson = (text: string): JsonSize => {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  let members = 1;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfText(text, i);
    else if (isOpening(code)) {
      depth += 1;
      values += 1;
      if (depth > deepest) deepest = depth;
    } else if (isClosing(code)) depth -= 1;
    else if (code === COMMA) {
      values += 1;
      if (depth === 1) members += 1;
    }
  }
  return { depth: deepest, values, members };
};
