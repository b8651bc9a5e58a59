/** A passage as it stands in a profile's source. */
export type Quoted = {
  readonly cite: string
  readonly quote: string
  /** Why it yields nothing; null where it yields a datum. */
  readonly because: string | null
  /** The code between this passage and the next; empty where the next one follows at once. */
  readonly code: string
}

/** The document as it is coded: its passages in order, and the code after the last one. */
export type Coded = { readonly passages: readonly Quoted[]; readonly rest: string }

/** Reads a profile's source; `quoting` is called there once, under a name of the document's own (条, 項). */
export function readCoded(source: string): Coded {
  const name = /^const (\S+) = quoting\(/m.exec(source)?.[1]
  if (!name) throw new Error('a profile without quoting()')
  const literal = `'((?:[^'\\\\]|\\\\.)*)'|\`([^\`]*)\``
  const call = new RegExp(
    `^(?:(?:export )?const \\S+ = )?${name}(\\.silent)?\\(\\s*'([^']*)',\\s*(?:${literal})(?:,\\s*(?:${literal}))?,?\\s*\\)\\n`,
    'gm',
  )
  const calls = [...source.matchAll(call)]
  const passages = calls.map((found, at) => {
    const [whole, silent, cite, single, wrapped, because, wrappedBecause] = found
    const from = found.index + whole.length
    const to = calls[at + 1]?.index ?? from
    return {
      cite: cite!,
      quote: unwrapped(single ?? wrapped ?? ''),
      because: silent ? unwrapped(because ?? wrappedBecause ?? '') : null,
      code: withoutHeadings(source.slice(from, to)),
    }
  })
  const last = calls.at(-1)
  return { passages, rest: last ? source.slice(last.index + last[0].length).trim() : source }
}

const unwrapped = (text: string): string => text.replace(/\s*\n\s*/g, '')

/** `// 4 撮影範囲` marks where the document goes on, and belongs to what follows. */
const withoutHeadings = (code: string): string =>
  code.replace(/(?:^|\n)\/\/ [^\n]*\n*$/g, '').trim()

/** A passage with what stands before it in the text: headings, number marks. */
export type Piece = {
  readonly before: string
  readonly passage: Quoted
  /** Where the passage ends in the text. */
  readonly end: number
}

/** The text cut at its passages, in order; `after` is what follows the last. */
export function cut(
  text: string,
  passages: readonly Quoted[],
): { readonly pieces: readonly Piece[]; readonly after: string } {
  let from = 0
  const pieces = passages.map(passage => {
    const at = positionOf(text, passage.quote, from)
    const piece = { before: text.slice(from, at.start), passage, end: at.end }
    from = at.end
    return piece
  })
  return { pieces, after: text.slice(from) }
}

/** Where a quote stands, line breaks of the text left out of account. Throws where it does not. */
function positionOf(text: string, quote: string, from: number): { start: number; end: number } {
  for (
    let start = text.indexOf(quote[0]!, from);
    start >= 0;
    start = text.indexOf(quote[0]!, start + 1)
  ) {
    let at = start
    let matched = 0
    while (matched < quote.length && at < text.length) {
      if (text[at] === quote[matched]) matched++
      else if (text[at] !== '\n') break
      at++
    }
    if (matched === quote.length) return { start, end: at }
  }
  throw new RangeError(`「${quote}」 does not stand in the text`)
}
