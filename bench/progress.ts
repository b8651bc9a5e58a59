import type { Text } from '#commands/command.ts'

/** Steps of one figure that follow each other faster are not worth a line of a log each. */
const quietMs = 5000

/** Says on standard error what is being measured; rewrites its line on a terminal, adds one elsewhere. */
export class Progress {
  readonly #language: keyof Text
  readonly #began = performance.now()
  readonly #estimateSeconds: number
  readonly #ticking: NodeJS.Timeout | null
  #now = ''
  #saidAt = Number.NEGATIVE_INFINITY
  #saidOf = ''

  constructor(language: keyof Text, estimateSeconds: number) {
    this.#language = language
    this.#estimateSeconds = estimateSeconds
    this.#ticking = process.stderr.isTTY ? setInterval(() => this.#draw(), 1000) : null
  }

  /** What begins now: figure and step. */
  at(figure: string, step: Text): void {
    this.#now = `${figure}  ${step[this.#language]}`
    if (this.#ticking) {
      this.#draw()
      return
    }
    if (figure === this.#saidOf && performance.now() - this.#saidAt < quietMs) return
    this.#saidOf = figure
    this.#saidAt = performance.now()
    process.stderr.write(`${this.#clock()}  ${this.#now}\n`)
  }

  end(): void {
    if (this.#ticking === null) return
    clearInterval(this.#ticking)
    process.stderr.write('\r\x1b[K')
  }

  #draw(): void {
    process.stderr.write(`\r\x1b[K${this.#clock()}  ${this.#now}`)
  }

  #clock(): string {
    const seconds = (performance.now() - this.#began) / 1000
    return `${clockText(seconds)} / ${clockText(this.#estimateSeconds)}`
  }
}

export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
