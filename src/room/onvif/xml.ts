import { OnvifProblem } from '#onvif/problem.ts'

/** An element of a SOAP message; `name` is its local name. Text of its own, without that of its children. */
export type Element = {
  readonly namespace: string
  readonly name: string
  /** By local name, namespace declarations left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  readonly text: string
}

const most = { characters: 2 << 20, depth: 48, elements: 40_000, attributes: 64, prefixes: 128 }

/**
 * Reads a SOAP message. SOAP 1.2 forbids document types (Part 1, 5), so there are no entities to expand and nothing
 * to fetch: the five of XML and characters by number, else `badXml`. One pass without recursion, in time and memory
 * proportional to the text, with limits far above any honest answer.
 *
 * Undeclared prefixes stand for no namespace. Throws an OnvifProblem 'badXml' or 'overLimit', nothing else.
 */
export function readXml(text: string): Element {
  if (text.length > most.characters) throw new OnvifProblem('overLimit', 'an answer too long')
  const reader = new Reader(text.startsWith('\ufeff') ? text.slice(1) : text)
  return reader.read()
}

type Scope = ReadonlyMap<string, string>
type Open = {
  readonly qualified: string
  readonly scope: Scope
  readonly element: Element & { readonly children: Element[]; text: string }
}

const noScope: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])
const space = /[ \t\r\n]*/y
const nameText = /[\p{L}_:][\p{L}\p{N}\p{M}_:.-]{0,255}/uy

class Reader {
  readonly #text: string
  #at = 0
  #elements = 0
  readonly #open: Open[] = []
  #root: Element | null = null

  constructor(text: string) {
    this.#text = text
  }

  read(): Element {
    const text = this.#text
    while (this.#at < text.length) {
      const markup = text.indexOf('<', this.#at)
      this.#characters(markup === -1 ? text.length : markup)
      if (markup === -1) break
      if (text.startsWith('<!--', markup)) this.#skipTo('-->', markup + 4)
      else if (text.startsWith('<![CDATA[', markup)) this.#unescaped(markup + 9)
      else if (text.startsWith('<?', markup)) this.#skipTo('?>', markup + 2)
      else if (text.startsWith('<!', markup)) throw bad('a document type, which SOAP forbids')
      else if (text.startsWith('</', markup)) this.#end(markup + 2)
      else this.#start(markup + 1)
    }
    if (this.#open.length > 0) throw bad('it ends in the middle')
    if (!this.#root) throw bad('no element in it')
    return this.#root
  }

  #characters(end: number): void {
    const from = this.#at
    this.#at = end
    if (from === end) return
    const open = this.#open.at(-1)
    const raw = this.#text.slice(from, end)
    if (open) open.element.text += resolved(raw)
    else if (/[^ \t\r\n]/.test(raw)) throw bad('text outside of the message')
  }

  #unescaped(from: number): void {
    const end = this.#skipTo(']]>', from)
    const open = this.#open.at(-1)
    if (!open) throw bad('text outside of the message')
    open.element.text += this.#text.slice(from, end)
  }

  #skipTo(mark: string, from: number): number {
    const end = this.#text.indexOf(mark, from)
    if (end === -1) throw bad('it ends in the middle')
    this.#at = end + mark.length
    return end
  }

  #end(at: number): void {
    this.#at = at
    const name = this.#name()
    this.#take(space)
    this.#expect('>')
    const open = this.#open.pop()
    if (open?.qualified !== name) throw bad('elements that cross')
  }

  #start(at: number): void {
    this.#at = at
    if (this.#root && this.#open.length === 0) throw bad('more than one message')
    if (++this.#elements > most.elements) throw new OnvifProblem('overLimit', 'too many elements')
    if (this.#open.length >= most.depth) throw new OnvifProblem('overLimit', 'nested too deep')
    const qualified = this.#name()
    const { attributes, scope, empty } = this.#attributes(this.#open.at(-1)?.scope ?? noScope)
    const { prefix, local } = split(qualified)
    const element = {
      namespace: scope.get(prefix) ?? '',
      name: local,
      attributes,
      children: [],
      text: '',
    }
    this.#open.at(-1)?.element.children.push(element)
    this.#root ??= element
    if (!empty) this.#open.push({ qualified, scope, element })
  }

  #attributes(outer: Scope) {
    const attributes = new Map<string, string>()
    let scope = outer
    for (let count = 0; ; count++) {
      const spaces = this.#take(space)
      if (this.#text[this.#at] === '>') {
        this.#at += 1
        return { attributes, scope, empty: false }
      }
      if (this.#text.startsWith('/>', this.#at)) {
        this.#at += 2
        return { attributes, scope, empty: true }
      }
      if (spaces === '') throw bad('a tag that cannot be read')
      if (count >= most.attributes) throw new OnvifProblem('overLimit', 'too many attributes')
      const { prefix, local } = split(this.#name())
      const value = this.#value()
      const declared = prefix === 'xmlns' ? local : prefix === '' && local === 'xmlns' ? '' : null
      if (declared === null) attributes.set(local, value)
      else scope = new Map(scope).set(declared, value)
      if (scope.size > most.prefixes) throw new OnvifProblem('overLimit', 'too many namespaces')
    }
  }

  #value(): string {
    this.#take(space)
    this.#expect('=')
    this.#take(space)
    const quote = this.#text[this.#at]
    if (quote !== '"' && quote !== "'") throw bad('an attribute without quotes')
    const from = this.#at + 1
    const raw = this.#text.slice(from, this.#skipTo(quote, from))
    if (raw.includes('<')) throw bad('a tag within an attribute')
    return resolved(raw)
  }

  #name(): string {
    const name = this.#take(nameText)
    if (name === '') throw bad('a tag that cannot be read')
    return name
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #expect(mark: string): void {
    if (this.#text[this.#at] !== mark) throw bad('a tag that cannot be read')
    this.#at += 1
  }
}

function split(qualified: string): { readonly prefix: string; readonly local: string } {
  const colon = qualified.indexOf(':')
  return { prefix: qualified.slice(0, Math.max(0, colon)), local: qualified.slice(colon + 1) }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{0,12};)?/g, (_all, reference: string | undefined) => {
    const body = reference?.slice(0, -1) ?? ''
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(body)
    if (!number) {
      if (Object.hasOwn(named, body)) return named[body]!
      throw bad('an entity that XML does not have')
    }
    const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    const isCharacter =
      point === 9 ||
      point === 10 ||
      point === 13 ||
      (point >= 0x20 && point < 0xd800) ||
      (point >= 0xe000 && point < 0xfffe) ||
      (point >= 0x1_0000 && point < 0x11_0000)
    if (!isCharacter) throw bad('a number that is no character')
    return String.fromCodePoint(point)
  })
}

const bad = (detail: string) => new OnvifProblem('badXml', detail)

/** The first child of this local name, in whatever namespace: devices mix up those of nested elements. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find(child => child.name === name)

export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter(child => child.name === name) ?? []

/** Trimmed text at the end of a path of names; '' where there is none. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string {
  let at = element
  for (const name of path) at = childOf(at, name)
  return at?.text.trim() ?? ''
}
