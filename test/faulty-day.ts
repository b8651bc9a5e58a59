/**
 * A keeper's day under faults, in simulated time: real keeper, real recorders, real writer; a disk that
 * fails, a machine whose clocks a test moves, cameras that stumble. What was sent, and what must be gone
 * by now, is known here without asking the keeper.
 */
import assert from 'node:assert/strict'
import { basename, dirname } from 'node:path'
import type { MockTimers } from 'node:test'
import {
  addDays,
  dayOf,
  minuteOf,
  minuteUs,
  printed,
  secondUs,
  startOfDayUs,
  startUs,
} from '#civil/minute.ts'
import { profileNamed } from '#commands/profiles.ts'
import type { Disk } from '#disk/disk.ts'
import { type FaultyDisk, faultyDisk } from '#disk/faulty-disk.ts'
import type { MemoryDisk } from '#disk/memory-disk.ts'
import { found } from '#keeper/found.ts'
import { type Keeper, openKeeper } from '#keeper/keeper.ts'
import { handler } from '#keeper/orders/handler.ts'
import type { Premises } from '#keeper/premises.ts'
import type { CameraReport, CheckReport, Finding } from '#keeper/report.ts'
import type { EventOf, Recorded } from '#keeper/spool/events.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { openBlob, rootKey } from '#keystore/blob.ts'
import { decodeSlot, slotBytes } from '#keystore/slot.ts'
import { filesOf } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { Chance } from './chance.ts'
import { premisesIn } from './keeper-on-a-clock.ts'
import { type SentUnit, SimulatedCamera } from './simulated-cameras.ts'
import { type Witness, witness } from './witnessed-disk.ts'

/** A unit as the keeper got it, dated by keeper time of that moment. */
type Sent = SentUnit & {
  readonly arrivedK: number
  gone?: boolean
  /** Sent within the last 2 s of a process that was killed. */
  atRisk?: boolean
}

export type Watched = {
  readonly id: string
  readonly name: string
  readonly simulated: SimulatedCamera
  readonly sent: Sent[]
  removed: boolean
}

type Hold = {
  readonly id: string
  readonly camera: string
  readonly fromMinute: number
  readonly toMinute: number
  readonly endsOnUs: number
  released: boolean
}

export type Image = {
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[]
  readonly takenK: number
  readonly version: number
  readonly decided: FaultyDay['decided']
  readonly holds: FaultyDay['holds']
  readonly watched: readonly { readonly camera: Watched; readonly removed: boolean }[]
}

/** Every file of the data directory and of the shares, byte for byte. */
export type WholeImage = {
  readonly files: ReadonlyMap<string, Buffer>
  /** How many pictures each camera had sent. */
  readonly sent: ReadonlyMap<Watched, number>
  readonly version: number
}

/** Why a camera may have a gap, and when. `camera` null: all of them. */
type Trouble = {
  readonly camera: string | null
  readonly causes: readonly string[]
  readonly fromK: number
  toK: number
}

export type DayOptions = {
  readonly seed: number
  readonly profile: 'kai' | 'hokuto' | 'nishinari' | 'kawasaki'
  readonly folder: string
  /** The medium below; a memory disk can lose power. */
  readonly medium: Disk | MemoryDisk
  readonly timers: MockTimers
  readonly shares?: number
}

const hourUs = 60 * minuteUs
const timers = { apis: ['setTimeout', 'setInterval'] } as const

export class FaultyDay {
  readonly chance: Chance
  readonly machine: FakeMachine
  readonly premises: Premises
  readonly witness: Witness = witness()
  readonly watched: Watched[] = []
  /** KAWASAKI: what was decided, and from which minute on. */
  decided: { fromMinute: number; hours: number }[] = []
  holds: Hold[] = []
  /** What happened, for whoever has to understand a failure. */
  readonly log: string[] = []
  /** The keyring as somebody copied it earlier. */
  image: Image | null = null
  /** The whole disk as somebody copied it earlier. */
  past: WholeImage | null = null
  /** Told while footage was not where it belongs: it came back. */
  readonly falseGaps: Recorded<EventOf<'GapRecorded'>>[] = []
  readonly counts = { events: 0, faults: 0, crashes: 0, units: 0, checks: 0, opened: 0, gone: 0 }
  disk!: FaultyDisk
  keeper!: Keeper
  readonly options: DayOptions
  readonly #timers: MockTimers
  #medium: Disk | MemoryDisk
  #troubles: Trouble[] = []
  #number = 0

  constructor(options: DayOptions, startUs: number) {
    this.options = options
    this.chance = new Chance(options.seed)
    this.machine = new FakeMachine(startUs)
    this.#medium = options.medium
    this.#timers = options.timers
    const { shares = 1, folder } = options
    this.premises = {
      ...premisesIn(folder),
      shares: Array.from({ length: shares }, (_, n) => `${folder}/share-${n}/slots.share`),
    }
  }

  get nowK(): number {
    return this.keeper.nowUs()
  }

  say(words: string): void {
    this.log.push(`${printed(this.machine.trueUs)} ${words}`)
  }

  async found(): Promise<void> {
    this.#wrap()
    const { folder } = this.options
    for (const path of [this.premises.directory, ...this.premises.shares.map(dirname)]) {
      await this.disk.makeDirectory(path)
    }
    for (const path of [folder, dirname(folder)]) await this.disk.syncDirectory(path)
    await found({
      premises: this.premises,
      disk: this.disk,
      readings: this.machine,
      profile: profileNamed(this.options.profile),
      organisation: 'みどり台',
    })
    this.#timers.enable({ apis: [...timers.apis] })
    await this.open()
  }

  /** Opens the keeper and records; rejects as it does. */
  async open(): Promise<void> {
    this.keeper = await openKeeper({
      premises: this.premises,
      disk: this.disk,
      readings: this.machine,
      profileNamed,
      hygiene: {
        separated: false,
        clearSwap: [],
        permissionModel: false,
        inspectorClosed: false,
        coreFilterClosed: false,
      },
      softwareVersion: 'test',
      lockHash: '',
      openCamera: options => {
        const camera = this.watched.find(one => one.simulated.url === options.url)?.simulated
        if (!camera) throw new Error(`no such camera: ${options.url}`)
        return camera.open(options)
      },
    })
    await this.keeper.startRecording()
    await this.#settle()
  }

  async order<Result>(order: string, fields: object = {}): Promise<Result> {
    const outcome = await handler(this.keeper)({ order, ...fields }, () => {})
    if ('result' in outcome) return outcome.result as Result
    throw new Error('refusal' in outcome ? outcome.refusal.refused : 'a fault')
  }

  async addCamera(): Promise<Watched> {
    const number = ++this.#number
    const simulated = new SimulatedCamera(number, this.machine, this.chance)
    const camera = {
      id: '',
      name: `カメラ${number}`,
      simulated,
      sent: [],
      removed: false,
    } as Watched
    this.watched.push(camera)
    simulated.onSent = unit => {
      this.counts.units += 1
      camera.sent.push({ ...unit, arrivedK: this.keeper.clock.at(unit.arrivedUs) })
    }
    try {
      const { id } = await this.order<CameraReport>('camera.add', {
        name: camera.name,
        url: simulated.url,
        user: '',
        appendix: { place: '門', area: '門の前', purpose: '' },
      })
      Object.assign(camera, { id })
      // Until its first picture.
      this.trouble(camera, 'keeperRestart')()
      return camera
    } catch (error) {
      this.watched.splice(this.watched.indexOf(camera), 1)
      throw error
    }
  }

  get active(): Watched[] {
    return this.watched.filter(({ removed }) => !removed)
  }

  /** Gaps with one of these causes are due, from now until `until` is called. */
  trouble(camera: Watched | null, ...causes: string[]): () => void {
    const one: Trouble = {
      camera: camera?.id ?? null,
      causes,
      fromK: this.nowK,
      toK: Number.POSITIVE_INFINITY,
    }
    this.#troubles.push(one)
    // A camera that failed is tried again within 30 s.
    return () => {
      one.toK = this.nowK + 45 * secondUs
    }
  }

  /** Every camera is away, and says why. */
  silence(kind: 'network' | 'refused' | 'auth'): void {
    for (const { simulated } of this.active) {
      simulated.way = kind
      simulated.fail(kind)
    }
  }

  async seconds(count: number): Promise<void> {
    for (let second = 0; second < count && !this.disk.crashed; second++) {
      this.machine.wait(secondUs)
      this.#timers.tick(1000)
      await this.#settle()
      for (const { simulated, removed } of this.watched) if (!removed) simulated.second()
      await this.#settle()
    }
  }

  /** The process stands still, as under SIGSTOP: no timer runs, pictures wait in the kernel until it is full. */
  async standStill(count: number): Promise<void> {
    this.machine.wait(count * secondUs)
    for (const { simulated } of this.active) {
      if (count > 5) simulated.fail('closed')
      else simulated.stalled = true
    }
    this.#timers.tick(1)
    await this.#settle()
    for (const { simulated } of this.active) simulated.stalled = false
  }

  /** Nothing plays: time passes by the minute. */
  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count && !this.disk.crashed; minute++) {
      this.machine.wait(minuteUs)
      this.#timers.tick(60_000)
      await this.#settle()
      for (const { simulated, removed } of this.watched) if (!removed) simulated.second()
      await this.#settle()
    }
  }

  /** The process is gone from one instruction to the next. */
  async kill(): Promise<void> {
    this.counts.crashes += 1
    const sinceUs = this.machine.monotonicUs() - 2 * secondUs
    for (const { sent } of this.watched) {
      for (const unit of sent.slice(-10)) if (unit.arrivedUs > sinceUs) unit.atRisk = true
    }
    const { directory, shares } = this.premises
    this.disk.offline = [directory, ...shares]
    this.#timers.reset()
    this.#timers.enable({ apis: [...timers.apis] })
    for (const { simulated } of this.watched) simulated.forget()
    await this.#settle()
    await this.witness.closeAll()
    this.#wrap()
  }

  /** The power is gone: what the medium had not got is gone too. */
  async cutPower(): Promise<void> {
    await this.kill()
    if (!('after' in this.#medium)) return
    const { history } = this.#medium
    const torn = history.at(-1)?.call === 'write' && this.chance.oneIn(2)
    this.#medium = this.#medium.after({
      steps: history.length,
      unsyncedNames: torn ? 0 : this.chance.below(3),
    })
    this.#wrap()
  }

  /** An orderly stop. */
  async stop(): Promise<void> {
    await this.keeper.close('test')
    await this.#settle()
    for (const { simulated } of this.watched) simulated.forget()
  }

  /** The medium itself, past every fault: for what somebody does to the files while nobody looks. */
  get medium(): Disk {
    return this.#medium
  }

  /** The keyring's files and all shares as they stand, with what an officer would remember of that moment. */
  async takeImage(): Promise<Image> {
    const { directory, shares } = this.premises
    const paths = [`${directory}/keyring/blob-0`, `${directory}/keyring/blob-1`, ...shares]
    const files = paths.map(async path => ({ path, bytes: await this.#medium.read(path) }))
    return {
      files: await Promise.all(files),
      takenK: this.nowK,
      version: this.keeper.custody.version,
      decided: [...this.decided],
      holds: this.holds.map(hold => ({ ...hold })),
      watched: this.watched.map(camera => ({ camera, removed: camera.removed })),
    }
  }

  /** Over the files of a keeper that does not run. What was decided since is forgotten, what went stays gone. */
  async putBack(image: Image): Promise<void> {
    for (const { path, bytes } of image.files) {
      const file = await this.#medium.open(path)
      await file.write(bytes, 0)
      await file.close()
    }
    this.decided = [...image.decided]
    this.holds = image.holds.map(hold => ({ ...hold }))
    this.watched.splice(0)
    for (const { camera, removed } of image.watched) {
      camera.removed = removed
      this.watched.push(camera)
    }
  }

  /** Of a keeper that does not run, on a memory disk. */
  async takeWhole(): Promise<WholeImage> {
    const files = new Map<string, Buffer>()
    for (const path of this.files()) files.set(path, await this.#medium.read(path))
    const version = this.keeper.custody.version
    const sent = new Map(this.watched.map(camera => [camera, camera.sent.length]))
    return { files, sent, version }
  }

  /** Every byte as it was. What was recorded since has never been. */
  async putWholeBack({ files, sent }: WholeImage): Promise<void> {
    await this.putFiles(files)
    for (const [camera, count] of sent) camera.sent.splice(count)
  }

  /** These files and no others. */
  async putFiles(files: WholeImage['files']): Promise<void> {
    for (const path of this.files()) if (!files.has(path)) await this.#medium.remove(path)
    for (const [path, bytes] of files) await this.write(path, bytes)
    for (const folder of new Set([...files.keys()].map(dirname))) {
      await this.#medium.syncDirectory(folder)
    }
  }

  /** Paths of all its files, on a memory disk; none on a real one. */
  files(): readonly string[] {
    const { directory, shares } = this.premises
    return [...this.filesBelow(directory), ...shares.flatMap(share => this.filesBelow(share))]
  }

  filesBelow(folder: string): readonly string[] {
    if (!('after' in this.#medium)) return []
    const isBelow = (path: string) => path === folder || path.startsWith(`${folder}/`)
    return this.#medium.files().filter(isBelow)
  }

  /** The file holds these bytes and no others, past every fault. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    const names = await this.#medium.list(dirname(path))
    if (names.includes(basename(path))) await this.#medium.remove(path)
    await this.#medium.makeDirectory(dirname(path))
    const file = await this.#medium.create(path)
    await file.write(bytes, 0)
    await file.close()
    await this.#medium.syncDirectory(dirname(path))
  }

  /** Another process on the same disk, which stays as full as it was. */
  #wrap(): void {
    const { full = false, readOnly = false } = this.disk ?? {}
    this.disk = faultyDisk(this.witness.watch(this.#medium))
    Object.assign(this.disk, { full, readOnly })
  }

  /** Everything that can happen at this instant has happened. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet = this.witness.busy === 0 ? quiet + 1 : 0) {
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  // ---------------------------------------------------------------- what must hold

  /** Faults end, and a minute and a half passes in which the keeper can finish what it owes. */
  async heal(): Promise<void> {
    this.disk.full = false
    this.disk.readOnly = false
    this.disk.offline = []
    for (const { simulated } of this.watched) {
      simulated.way = 'plays'
      simulated.stalled = false
      simulated.groupSeconds = 2
    }
    await this.seconds(95)
  }

  async check(): Promise<readonly Finding[]> {
    this.counts.checks += 1
    return (await this.order<CheckReport>('check')).findings
  }

  async verify(): Promise<void> {
    await this.heal()
    assert.equal(this.disk.crashed, false)
    const warnings = this.keeper.warnings().map(({ en }) => en)
    assert.deepEqual(
      warnings.filter(words => !words.startsWith('An older keyring')),
      [],
    )
    for (const { id, name } of this.active) {
      const state = this.keeper.cameras.recorders.get(id)?.state.state
      assert.equal(state, 'recording', `${name} plays and is not recorded`)
    }
    assert.ok(this.nowK <= this.machine.trueUs + 2 * secondUs, 'keeper time ran ahead of the truth')
    assert.deepEqual(this.witness.repeated, [], 'a (key, nonce) pair came twice')
    assert.deepEqual(await this.check(), [])
    const events = await this.events()
    await this.#nothingExpiredOpens()
    await this.#allAliveOpens(events)
    this.#gapsHaveTheirCause(events)
  }

  async events(): Promise<Recorded[]> {
    const events: Recorded[] = []
    for await (const { n, event } of this.keeper.spool.read()) {
      assert.equal(n, (events.at(-1)?.n ?? n - 1) + 1, 'events are numbered without a hole')
      events.push(event)
    }
    return events
  }

  /** By hand, and not by the law under test: the instant at which the step takes a minute. */
  dueUs(minute: number): number {
    const { profile } = this.options
    if (profile === 'kai') return startUs(minute) + 168 * hourUs - minuteUs
    if (profile === 'hokuto') return startUs(minute) + 720 * hourUs - minuteUs
    if (profile === 'nishinari') return startOfDayUs(addDays(dayOf(minute), 8))
    const atCapture = Math.max(
      0,
      this.decided.findLastIndex(({ fromMinute }) => fromMinute <= minute),
    )
    const dues = this.decided.slice(atCapture).map(({ fromMinute, hours }, later) => {
      const due = startUs(minute) + hours * hourUs - minuteUs
      return later === 0 ? due : Math.max(due, startUs(fromMinute))
    })
    return Math.min(...dues)
  }

  isHeld(camera: string, minute: number): boolean {
    return this.holds.some(
      hold =>
        !hold.released &&
        hold.camera === camera &&
        hold.endsOnUs > this.nowK &&
        minute >= hold.fromMinute &&
        minute < hold.toMinute,
    )
  }

  /** The last step began with the minute that runs now, or before it. */
  isExpired(camera: string, minute: number): boolean {
    return this.dueUs(minute) <= startUs(minuteOf(this.nowK)) && !this.isHeld(camera, minute)
  }

  /** Every keyring that the shares on the disk open, with every blob ever written in hand. */
  async #keyringsOnDisk(): Promise<Keyring[]> {
    const slots = await Promise.all(
      this.premises.shares.map(async path => {
        const bytes = await this.#medium.readAt(path, 0, 2 * slotBytes)
        const both = [bytes.subarray(0, slotBytes), bytes.subarray(slotBytes)].map(decodeSlot)
        return both.filter(slot => slot.state === 'share')
      }),
    )
    const keyrings: Keyring[] = []
    for (const { version, blobHash, site } of slots[0] ?? []) {
      const shares = slots.map(place => place.find(slot => slot.version === version)?.share)
      const blob = this.witness.blobs.get(Buffer.from(blobHash).toString('hex'))
      if (!blob || shares.some(share => share === undefined)) continue
      const key = rootKey(Buffer.concat(shares as Uint8Array[]), site, version)
      const plain = openBlob(key, blob)
      if (plain) keyrings.push(decodeKeyring(plain))
    }
    return keyrings
  }

  /** A whole minute's records somewhere that check must look at. */
  async livingRecord() {
    const found = []
    for (const { id } of this.active) {
      for (const file of await filesOf(this.#medium, this.premises.directory, id)) {
        const map = await scanSegment(this.#medium, file.path, 'records').catch(() => null)
        for (const { minute, released, sealed, offset, length } of map?.minutes ?? []) {
          if (released || !sealed || minute >= minuteOf(this.nowK) - 2) continue
          // Neither about to go nor so short that its loss would pass unnoticed.
          if (this.dueUs(minute) < this.nowK + 10 * minuteUs || length < 5000) continue
          // Where somebody's harm was called a gap, nothing is missed later.
          const isIn = (gap: { fromUs: number; toUs: number }) =>
            gap.fromUs < startUs(minute + 1) && gap.toUs > startUs(minute)
          if (this.falseGaps.some(gap => gap.camera === id && isIn(gap))) continue
          found.push({ ...file, offset, length })
        }
      }
    }
    return this.chance.of(found)
  }

  async #nothingExpiredOpens(): Promise<void> {
    const keyrings = await this.#keyringsOnDisk()
    assert.equal(keyrings.length, 1, 'one version of the keyring opens, and one alone')
    for (const camera of this.watched) {
      const minutes = new Set(camera.sent.map(({ arrivedK }) => minuteOf(arrivedK)))
      for (const minute of minutes) {
        // What went stays gone, whatever is put back.
        const gone = camera.sent.some(one => one.gone && minuteOf(one.arrivedK) === minute)
        if (!gone && !this.isExpired(camera.id, minute)) continue
        for (const keyring of keyrings) {
          const place = `${camera.name} ${printed(startUs(minute))}`
          assert.ok(!isLive(keyring, camera.id, minute), `${place} is expired and can be opened`)
        }
      }
      for (const one of camera.sent) {
        if (one.gone || !this.isExpired(camera.id, minuteOf(one.arrivedK))) continue
        one.gone = true
        this.counts.gone += 1
      }
    }
  }

  async #allAliveOpens(events: readonly Recorded[]): Promise<void> {
    for (const camera of this.watched) {
      const found = await this.#openAll(camera)
      const gaps = events.flatMap(event =>
        event.type === 'GapRecorded' && event.camera === camera.id ? [event] : [],
      )
      const settled = this.nowK - 5 * secondUs
      const lost = camera.sent.filter(unit => {
        if (unit.gone || unit.atRisk || found.has(unit.number)) return false
        if (unit.arrivedK >= settled) return false
        // A minute's first pictures may be dated into the one before it.
        const earlier = minuteOf(unit.arrivedK - 10 * secondUs)
        if (this.isExpired(camera.id, earlier)) return false
        return !gaps.some(
          ({ fromUs, toUs }) =>
            fromUs - secondUs <= unit.arrivedK && unit.arrivedK <= toUs + secondUs,
        )
      })
      assert.deepEqual(
        lost.map(({ number, arrivedK }) => `${number} ${printed(arrivedK)}`),
        [],
        `${camera.name}: pictures that are alive do not open and no gap says why`,
      )
      for (const { n, fromUs, toUs, cause } of gaps) {
        if (this.falseGaps.some(gap => gap.n === n && gap.fromUs === fromUs)) continue
        // What a disk that failed kept all the same counts as lost.
        if (cause === 'diskFault' || cause === 'loss') continue
        const inside = [...found.values()].filter(
          us => us > fromUs + secondUs && us < toUs - secondUs,
        )
        assert.deepEqual(
          inside.map(printed),
          [],
          `${camera.name}: recorded, but called a gap: ${cause} ${printed(fromUs)} — ${printed(toUs)}`,
        )
      }
    }
  }

  /** Every picture of a camera that opens with the keys in force, compared with what was sent: its capture time by its number. */
  async #openAll(camera: Watched): Promise<Map<number, number>> {
    const { keeper } = this
    const keys = (minute: number) => keeper.custody.minuteKey(camera.id, minute)
    const sent = new Map(camera.sent.map(unit => [unit.number, unit]))
    const found = new Map<number, number>()
    for (const { path } of await filesOf(keeper.disk, keeper.premises.directory, camera.id)) {
      const map = await scanSegment(keeper.disk, path, 'records').catch(fault => {
        if (fault instanceof VaultFault && fault.kind === 'missing') return null
        throw fault
      })
      for (const { minute, released } of map?.minutes ?? []) {
        const key = keys(minute)
        if (released || key === null) continue
        key.fill(0)
        for await (const piece of readMinute(keeper.disk, map!, minute, keys)) {
          if (piece.kind !== 'units') continue
          for (const unit of piece.units) {
            const number = Buffer.from(unit.bytes).readUInt32BE(4)
            const original = sent.get(number)
            const place = `${camera.name} ${number} ${printed(unit.captureUs)}`
            assert.ok(original, `${place} was never sent`)
            assert.ok(original.bytes.equals(unit.bytes), `${place} is not what was sent`)
            assert.equal(unit.key, original.key, place)
            const early = original.arrivedK - unit.captureUs
            assert.ok(
              early >= -2 * secondUs && early <= 10 * secondUs,
              `${place} dated ${early} µs`,
            )
            found.set(number, unit.captureUs)
            this.counts.opened += 1
          }
        }
      }
    }
    return found
  }

  #gapsHaveTheirCause(events: readonly Recorded[]): void {
    const slack = 15 * secondUs
    for (const event of events) {
      if (event.type !== 'GapRecorded') continue
      const { camera, cause, fromUs, toUs } = event
      assert.ok(fromUs > 0 && toUs >= fromUs, `no gap at all: ${cause} ${fromUs} ${toUs}`)
      const because = this.#troubles.some(
        trouble =>
          (trouble.camera === null || trouble.camera === camera) &&
          trouble.causes.includes(cause) &&
          trouble.fromK - slack <= toUs &&
          fromUs <= trouble.toK + slack,
      )
      const name = this.watched.find(({ id }) => id === camera)?.name
      assert.ok(
        because,
        `${name}: a gap nobody made: ${cause} ${printed(fromUs)} — ${printed(toUs)}`,
      )
    }
  }
}
