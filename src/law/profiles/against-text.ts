/** Every quote a profile carries, with the place it claims to stand in. */
export type Quoted = { readonly cite: string; readonly quote: string }

export function quotesOf(value: unknown): readonly Quoted[] {
  if (typeof value !== 'object' || value === null) return []
  const { kind, cite, quote, of } = value as Record<string, string>
  if (kind === 'text') return [{ cite: cite!, quote: quote! }]
  if (kind === 'reading') return [{ cite: cite!, quote: of! }]
  return Object.values(value).flatMap(quotesOf)
}

/**
 * The passage of a document that a cite names: 「第6条第1項第2号」, 「運用基準７（２）」, 「要領11(1)(ア)」, 「附則」.
 * Half-width and full-width numerals are one; the answer is half-width. Empty where there is none.
 */
export function passage(text: string, cite: string): string {
  const steps = [...cite.normalize('NFKC').matchAll(/第\d+[条項号]|\d+|\([^)]+\)|附則/g)].map(
    ([step]) => step,
  )
  return steps.reduce<readonly string[]>(narrowed, text.normalize('NFKC').split('\n')).join('\n')
}

/** The lines from the one the step names up to the next of its kind. */
function narrowed(lines: readonly string[], step: string): readonly string[] {
  if (step === '第1項') return upTo(lines, /^\d+ /)
  const [start, kind] = markOf(step)
  const sections = lines.flatMap((line, at) => (start.test(line.trimStart()) ? [at] : []))
  return sections.flatMap(at => [
    lines[at]!,
    ...upTo(
      lines.slice(at + 1).map(line => line.trimStart()),
      kind,
    ),
  ])
}

function markOf(step: string): readonly [start: RegExp, kind: RegExp] {
  const number = step.replace(/\D/g, '')
  if (step === '附則') return [/^附 ?則/, /^別記様式|^\(第1号様式\)/]
  if (step.endsWith('条')) return [new RegExp(`^第${number}条`), /^第\d+条|^附 ?則/]
  if (step.endsWith('項')) return [new RegExp(`^${number} `), /^\d+ |^\(\D/]
  if (step.endsWith('号')) return [new RegExp(`^\\(${number}\\)`), /^\(|^\d+ /]
  if (step.startsWith('(')) {
    const kind = /\d/.test(step) ? /^\(\d+\)/ : /^\(\D\)/
    return [new RegExp(`^${step.replace(/[()]/g, '\\$&')}`), kind]
  }
  return [new RegExp(`^${step}[ 　]`), /^\d+ |^附 ?則/]
}

function upTo(lines: readonly string[], kind: RegExp): readonly string[] {
  const end = lines.findIndex(line => kind.test(line))
  return end < 0 ? lines : lines.slice(0, end)
}

/**
 * What of a document stands in none of its passages: the pieces between them, in order, without line breaks
 * and blanks. Throws where a passage does not follow the one before it.
 */
export function leftOver(text: string, passages: readonly Quoted[]): readonly string[] {
  const whole = text.replaceAll('\n', '')
  let from = 0
  const pieces = passages.map(({ cite, quote }) => {
    const at = whole.indexOf(quote, from)
    if (at < 0) throw new RangeError(`${cite} 「${quote}」 does not follow in the document’s order`)
    const piece = whole.slice(from, at)
    from = at + quote.length
    return piece
  })
  return [...pieces, whole.slice(from)].map(piece => piece.trim()).filter(piece => piece !== '')
}
