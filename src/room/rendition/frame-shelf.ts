import type { Frame } from 'node-av/lib'

/** Decoded pictures weigh megabytes: 160 MB is some fifty of 1080p. */
const mostBytes = 160 << 20

/** The pictures a decoder gave last, by their units. It owns them: what falls off is freed. */
export class FrameShelf {
  readonly #frames = new Map<number, Frame>()
  #bytes = 0

  get(unit: number): Frame | null {
    return this.#frames.get(unit) ?? null
  }

  put(unit: number, frame: Frame): void {
    this.#drop(unit)
    this.#frames.set(unit, frame)
    this.#bytes += weightOf(frame)
    for (const old of this.#frames.keys()) {
      if (this.#bytes <= mostBytes || old === unit) return
      this.#drop(old)
    }
  }

  close(): void {
    for (const unit of [...this.#frames.keys()]) this.#drop(unit)
  }

  #drop(unit: number): void {
    const frame = this.#frames.get(unit)
    if (!frame) return
    this.#frames.delete(unit)
    this.#bytes -= weightOf(frame)
    frame.free()
  }
}

/** 4:2:0 has 1.5 bytes a pixel, the richest form four. */
const weightOf = ({ width, height }: Frame): number => width * height * 2
