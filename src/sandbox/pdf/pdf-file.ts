const CHUNK = 64 * 1024;
const FILLER = Buffer.alloc(CHUNK, 'econt ');

/** A PDF that is written piece by piece, because a padded one can be greater than memory. */
export interface PdfFile {
  length: number;
  chunks(): Generator<Buffer>;
}

/** The PDF syntax of a stream object's body. */
export function streamObject(content: string): string {
  return `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`;
}

/**
 * Lays out objects (the first is the catalog) with a correct cross-reference table. With `padTo` greater than
 * the file, an unused stream object makes it exactly that long.
 */
export function layOutPdf(objects: readonly string[], padTo: number): PdfFile {
  const header = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const offsets: number[] = [];
  const bodies: Buffer[] = [header];
  let at = header.length;
  for (const [index, object] of objects.entries()) {
    const body = Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, 'latin1');
    offsets.push(at);
    bodies.push(body);
    at += body.length;
  }
  const plain = ending(offsets, at, 0);
  if (at + plain.length >= padTo) return fileOf(at + plain.length, [...bodies, plain], 0);

  const pad = (length: number, slack: number): { before: Buffer; after: Buffer; total: number } => {
    const before = Buffer.from(`${objects.length + 1} 0 obj\n<< /Length ${length} >>\nstream\n`);
    const close = Buffer.from('\nendstream\nendobj\n');
    const end = ending([...offsets, at], at + before.length + length + close.length, slack);
    return { before, after: Buffer.concat([close, end]), total: at + before.length + length + close.length + end.length };
  };
  // The numbers' own digits count too, so the length is approached; what cannot be met is filled with newlines.
  let length = Math.max(0, padTo - pad(0, 0).total);
  while (length > 0 && pad(length, 0).total > padTo) length -= 1;
  const padded = pad(length, Math.max(0, padTo - pad(length, 0).total));
  return fileOf(padded.total, [...bodies, padded.before], length, padded.after);
}

function ending(offsets: readonly number[], xref: number, slack: number): Buffer {
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\n` +
      `${'\n'.repeat(slack)}startxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
}

function fileOf(length: number, before: readonly Buffer[], filler: number, after?: Buffer): PdfFile {
  return {
    length,
    *chunks() {
      yield Buffer.concat(before);
      for (let left = filler; left > 0; left -= CHUNK) yield left >= CHUNK ? FILLER : FILLER.subarray(0, left);
      if (after) yield after;
    },
  };
}
