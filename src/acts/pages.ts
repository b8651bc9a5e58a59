/**
 * A map that is never changed: `with` answers another one that shares all but one page. A case more or less costs
 * the same whether there are ten of them or ten thousand.
 */
export class Pages<Value> {
  readonly #pages: readonly (readonly (readonly [string, Value])[])[]

  private constructor(pages: readonly (readonly (readonly [string, Value])[])[]) {
    this.#pages = pages
  }

  static none<Value>(): Pages<Value> {
    return new Pages<Value>(Array.from({ length: count }, () => []))
  }

  get(key: string): Value | undefined {
    return this.#pages[pageOf(key)]!.find(([known]) => known === key)?.[1]
  }

  with(key: string, value: Value): Pages<Value> {
    const at = pageOf(key)
    const others = this.#pages[at]!.filter(([known]) => known !== key)
    return new Pages(this.#pages.with(at, [...others, [key, value]]))
  }

  *entries(): Generator<readonly [string, Value]> {
    for (const page of this.#pages) yield* page
  }
}

const count = 1024

/** FNV-1a over UTF-16 code units; it only spreads. */
function pageOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 16)) & (count - 1)
}
