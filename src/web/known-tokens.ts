import { hash } from 'node:crypto'

const most = 1000

/**
 * Sessions that were alive when they were last asked for, by the hash of their token. Their people are counted by who
 * they are: strangers who call from the same address, or through the same proxy, keep nobody from working.
 */
export class KnownTokens {
  readonly #known = new Set<string>()

  has(token: string | null): boolean {
    return token !== null && this.#known.has(named(token))
  }

  note(token: string | null, isAlive: boolean): void {
    if (token === null) return
    const name = named(token)
    this.#known.delete(name)
    if (isAlive) this.#known.add(name)
    if (this.#known.size > most) this.#known.delete(this.#known.values().next().value!)
  }
}

const named = (token: string): string => hash('sha256', token, 'hex')
