import { setTimeout as pause } from 'node:timers/promises'
import { minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { Progress } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { IntakeFault } from '#intake/examination.ts'
import { FrameReader } from '#intake/frame-reader.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { type Loss, openWriter, type Writer, type WriterOptions } from '#vault/writer.ts'
import type { Custody } from '../forgetting/custody.ts'
import { hex, random } from '../hashing.ts'
import type { Premises } from '../premises.ts'
import type { SealBook } from '../recording/seal-book.ts'
import { sealedBy } from '../recording/sealed-by.ts'
import { Delivery, type Examined } from './delivery.ts'
import { type TakenUpAgain, takeUpAgain } from './resume.ts'
import type { Take } from './takes.ts'
import { openTurns, type Turns } from './turns.ts'

/** What a delivery came to. */
export type Delivered = {
  /** Sealed, those of an earlier run included. */
  readonly units: number
  /** Past their time: their minutes have no key. */
  readonly expiredUnits: number
  /** Places where the room could not read on. */
  readonly losses: number
}

export type Imports = {
  /** Waits for the room's stream and places it; progress tells its token first. Rejects where it breaks off: the take stays open and can be taken again. */
  receive(
    camera: string,
    take: Take,
    plan: Examined & { readonly isNew: boolean },
    progress: Progress,
  ): Promise<Delivered>
  /** Imports of one camera, one after another. */
  readonly inTurn: Turns
  /** Feeds a connection at the intake door; ends when the stream does. */
  accept(bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Sealed files being written now. */
  openSegments(): ReadonlySet<string>
}

type Expected = { readonly feed: (frames: AsyncIterable<Uint8Array>) => Promise<void> }

const nothing: TakenUpAgain = { mark: null, units: 0, seals: [] }
/** So many bytes may wait for the disk before the room has to wait too. */
const mostPending = 8 << 20
/** A room that was announced comes at once; a command that died never does. */
const waitsMs = 60_000

export function openImports(parts: {
  readonly premises: Premises
  readonly disk: Disk
  readonly profile: RecordingProfile
  readonly custody: Custody
  readonly seals: SealBook
}): Imports {
  const { premises, disk, profile, custody, seals } = parts
  const expected = new Map<string, Expected>()
  const writers = new Set<Writer>()
  const keysOf = (camera: string) => (minute: number) => custody.minuteKey(camera, minute)

  function writerFor(
    camera: string,
    take: Take,
    told: Pick<WriterOptions, 'onFault' | 'onSeal'>,
  ): Writer {
    const who = { premises, profile, custody }
    return openWriter({
      disk,
      ...sealedBy(who, camera, minuteOf(take.fromUs), take.number),
      ...told,
      maxPendingBytes: 4 * mostPending,
    })
  }

  async function place(
    camera: string,
    take: Take,
    { isNew, ...examined }: Examined & { readonly isNew: boolean },
    bytes: AsyncIterable<Uint8Array>,
    progress: Progress,
  ): Promise<Delivered> {
    const at = { disk, root: premises.directory, keys: keysOf(camera) }
    const before = isNew ? nothing : await takeUpAgain(at, camera, take)
    // Signed only when the whole film stands: what broke off is cut back before it goes on.
    const sealed = [...before.seals]
    let expiredUnits = 0
    let broken: Loss | null = null
    const onFault = (loss: Loss) => {
      if (loss.kind === 'noKey') expiredUnits += loss.units
      else broken = loss
    }
    const writer = writerFor(camera, take, { onFault, onSeal: seal => sealed.push(seal) })
    writers.add(writer)
    const delivery = new Delivery(writer, { ...take, ...examined }, before.mark)
    try {
      const reader = new FrameReader()
      let toldMs = 0
      for await (const chunk of bytes) {
        for (const frame of reader.read(chunk)) {
          delivery.take(frame)
          while (writer.pendingBytes > mostPending && !broken) await pause(2)
          if (broken) throw diskFault(broken)
        }
        if (performance.now() - toldMs < 200) continue
        toldMs = performance.now()
        progress({ units: before.units + delivery.units, of: examined.units })
      }
      reader.close()
    } finally {
      await writer.close()
      writers.delete(writer)
    }
    if (broken) throw diskFault(broken)
    for (const seal of sealed) seals.add(seal)
    const units = before.units + delivery.units - expiredUnits
    return { units, expiredUnits, losses: delivery.lossesTold }
  }

  return {
    inTurn: openTurns(),
    receive(camera, take, plan, progress) {
      const token = hex(random(16))
      const { promise, resolve, reject } = Promise.withResolvers<Delivered>()
      const giveUp = setTimeout(() => {
        if (expected.delete(token)) reject(brokenOff('nobody came'))
      }, waitsMs)
      expected.set(token, {
        async feed(bytes) {
          clearTimeout(giveUp)
          await place(camera, take, plan, bytes, progress).then(resolve, error => {
            reject(error instanceof IntakeFault ? brokenOff(error.message) : error)
            throw error
          })
        },
      })
      progress({ token })
      return promise
    },
    async accept(bytes) {
      const { token, all } = await greeting(bytes)
      const waiting = expected.get(token)
      expected.delete(token)
      await waiting?.feed(all)
    },
    openSegments: () => new Set([...writers].flatMap(({ segment }) => segment ?? [])),
  }
}

/** The token a stream begins with, and the stream as a whole; '' for one that says nothing we know. */
async function greeting(bytes: AsyncIterable<Uint8Array>) {
  const chunks = bytes[Symbol.asyncIterator]()
  const reader = new FrameReader()
  const read: Uint8Array[] = []
  let token = ''
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    read.push(new Uint8Array(next.value))
    const { value: frame } = reader.read(next.value).next()
    if (frame?.kind === 'hello') token = frame.token
    if (frame || read.length > 4) break
  }
  async function* all() {
    yield* read
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { token, all: all() }
}

const brokenOff = (detail: string) =>
  new Fault(
    'Unavailable',
    sentence(`取り込みが途中で切れました（${detail}）。`, `The import broke off (${detail}).`),
    sentence(
      '同じコマンドをもう一度実行すると、続きから取り込みます。',
      'Run the same command again: it goes on where it broke off.',
    ),
  )

const diskFault = ({ kind }: Loss) =>
  new Fault(
    'Unavailable',
    sentence(
      `取り込んだ映像をディスクに書けませんでした（${kind}）。`,
      `The disk did not take the film (${kind}).`,
    ),
    sentence(
      'ディスクの空きを確かめ、同じコマンドをもう一度実行してください。続きから取り込みます。',
      'Make room on the disk and run the same command again: it goes on where it broke off.',
    ),
  )
