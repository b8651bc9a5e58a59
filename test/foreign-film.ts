/** A made-up film as a room would hand it over, and the keeper's side of taking it in. */
import { createHash } from 'node:crypto'
import { secondUs } from '#civil/minute.ts'
import type { Outcome } from '#door/door.ts'
import type { Examination } from '#intake/examination.ts'
import type { Frame } from '#intake/frames.ts'
import { frameBytes } from '#intake/write-frame.ts'
import type { Keeper } from '#keeper/keeper.ts'
import { handler } from '#keeper/orders/handler.ts'
import { filesOf } from '#vault/catalogue.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'

export type Film = { readonly examination: Examination; readonly frames: readonly Frame[] }

/** Two pictures a second, a key frame every four; each says the film's name and its own number. */
export function film(name: string, seconds: number, more: Partial<Examination> = {}): Film {
  const units = seconds * 2
  const pictures = Array.from(
    { length: units },
    (_, index): Frame => ({
      kind: 'unit',
      index,
      ptsUs: index * (secondUs / 2),
      durationUs: secondUs / 2,
      key: index % 4 === 0,
      bytes: picture(name, index),
    }),
  )
  const codec = { kind: 'asShot', codec: 'mpeg4', extradata: Buffer.from(name) } as const
  return {
    examination: {
      container: 'avi',
      codec: 'mpeg4',
      sha256: createHash('sha256').update(name).digest('hex'),
      bytes: units * 40,
      units,
      keyUnits: units / 4,
      durationUs: seconds * secondUs,
      width: 320,
      height: 240,
      rotation: 0,
      createdUs: [],
      truncated: null,
      notes: [],
      ...more,
    },
    frames: [codec, ...pictures, { kind: 'end', units }],
  }
}

export const picture = (name: string, index: number): Buffer => Buffer.from(`${name} ${index}`)

export type Taking = {
  readonly camera: string
  readonly startUs: number
  /** What the room sends, in pieces; by default the whole film. */
  readonly sent?: (bytes: Uint8Array) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  readonly fields?: object
}

/** The order and the room's stream beside it; a fault comes back as an outcome, as the door would tell it. */
export async function takeIn(
  keeper: Keeper,
  { examination, frames }: Film,
  { camera, startUs, sent = bytes => [bytes], fields = {} }: Taking,
): Promise<Outcome> {
  const claims = { operator: startUs }
  const order = { order: 'import.take', camera, examination, claims, medium: 'SDカード', ...fields }
  return handler(keeper)(order, progress => {
    const { token } = progress as { token?: string }
    if (!token) return
    const bytes = Buffer.concat([{ kind: 'hello' as const, token }, ...frames].map(frameBytes))
    const pieces = async function* () {
      yield* sent(bytes)
    }
    keeper.imports.accept(pieces()).catch(() => {})
  }).catch((fault: Error) => ({ fault: { message: { ja: fault.message, en: fault.message } } }))
}

/** Everything that opens of a camera's imports, in order of time: capture time and content. */
export async function opened(keeper: Keeper, camera: string): Promise<[number, string][]> {
  const { disk, premises, custody } = keeper
  const keys = (minute: number) => custody.minuteKey(camera, minute)
  const found: [number, string][] = []
  for (const { path } of await filesOf(disk, premises.directory, camera)) {
    const map = await scanSegment(disk, path, 'records')
    if (map.header.importNumber === 0) continue
    for (const { minute, released } of map.minutes) {
      if (released || keys(minute) === null) continue
      for await (const piece of readMinute(disk, map, minute, keys)) {
        if (piece.kind !== 'units') continue
        for (const { captureUs, bytes } of piece.units) {
          found.push([captureUs, Buffer.from(bytes).toString()])
        }
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0])
}
