import type { Locator, Page } from 'playwright-core'

type Named = string | RegExp | Locator
type Handed = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Somebody's hand on a page. Each press, tick, choice, filled field and handed file is one step; all are counted. */
export class Hand {
  readonly page: Page
  steps = 0

  constructor(page: Page) {
    this.page = page
  }

  press = (name: Named) => this.#once(this.#button(name).click())
  /** One of the office's main places. */
  go = (name: string) => this.#once(this.page.getByRole('link', { name, exact: true }).click())
  follow = (name: Named) =>
    this.#once((isPlace(name) ? name : this.page.getByRole('link', { name })).first().click())
  tick = (name: Named) => this.#once(this.#field(name).check())
  fill = (name: Named, words: string) => this.#once(this.#field(name).fill(words))
  pick = (name: Named, label: string) => this.#once(this.#field(name).selectOption({ label }))
  hands = (name: Named, file: Handed) => this.#once(this.#field(name).setInputFiles(file))

  /** With the ID's password instead of a key, at an enrolled screen. */
  async signsByPassword(person: string, password: string): Promise<void> {
    const row = this.page.getByRole('listitem').filter({ hasText: person })
    await this.press(row.getByRole('button', { name: 'パスワードで署名する' }))
    await this.fill(`${person}さんのパスワード`, password)
    await this.press('このパスワードで署名する')
  }

  #button = (name: Named): Locator =>
    isPlace(name) ? name : this.page.getByRole('button', { name, exact: typeof name === 'string' })
  #field = (name: Named): Locator => (isPlace(name) ? name : this.page.getByLabel(name).first())

  async #once(does: Promise<unknown>): Promise<void> {
    await does
    this.steps++
  }
}

const isPlace = (name: Named): name is Locator =>
  typeof name !== 'string' && !(name instanceof RegExp)
