/** What can go wrong on a day, and what people do meanwhile: each drawn at random, each leaves a keeper that runs. */
import assert from 'node:assert/strict'
import {
  dayOf,
  minuteOf,
  minuteUs,
  printed,
  secondUs,
  startOfDayUs,
  startUs,
} from '#civil/minute.ts'
import type { HoldReport } from '#keeper/report.ts'
import type { FaultyDay, Watched } from './faulty-day.ts'
import { beHarmed } from './harm.ts'

const hourUs = 60 * minuteUs

export type Event = {
  readonly name: string
  readonly weight: number
  happen(day: FaultyDay): Promise<void>
}

const ordinary: Event = {
  name: 'footage',
  weight: 4,
  happen: day => day.seconds(day.chance.between(20, 150)),
}

const quiet: Event = {
  name: 'the network is down, for minutes or for hours',
  weight: 6,
  async happen(day) {
    const kind = day.chance.of(['network', 'refused', 'auth'] as const)
    const over = day.trouble(null, kind, 'silence')
    day.silence(kind)
    await day.minutes(day.chance.oneIn(3) ? day.chance.between(40, 120) : day.chance.between(3, 30))
    for (const { simulated } of day.active) simulated.way = 'plays'
    // A wrong password is tried seldom.
    await (kind === 'auth' ? day.minutes(11) : day.seconds(40))
    over()
  },
}

const oneCamera: Event = {
  name: 'one camera stumbles',
  weight: 8,
  async happen(day) {
    const camera = day.chance.of(day.active)
    const { simulated } = camera
    day.counts.faults += 1
    switch (day.chance.below(9)) {
      case 0: {
        const over = day.trouble(camera, 'silence')
        simulated.way = 'mute'
        await day.seconds(day.chance.between(3, 70))
        simulated.way = 'plays'
        await day.seconds(45)
        return over()
      }
      case 1: {
        const kind = day.chance.of([
          'refused',
          'malformed',
          'closed',
          'notFound',
          'overShare',
        ] as const)
        const over = day.trouble(camera, kind, 'silence')
        simulated.way = kind
        simulated.fail(kind)
        await day.seconds(day.chance.between(1, 80))
        simulated.way = 'plays'
        await day.seconds(45)
        return over()
      }
      case 2: {
        const over = day.trouble(camera, 'loss')
        for (let n = day.chance.between(1, 4); n > 0; n--) {
          simulated.lose(day.chance.between(1, 40))
          await day.seconds(day.chance.between(1, 5))
        }
        return over()
      }
      case 3: // A long group, over a minute's end and over a lead-in's reach.
        simulated.groupSeconds = day.chance.between(10, 200)
        await day.seconds(day.chance.between(60, 240))
        simulated.groupSeconds = 2
        return day.seconds(3)
      case 4:
        simulated.groupSeconds = day.chance.between(1, 7)
        simulated.changeSets()
        return day.seconds(day.chance.between(5, 40))
      case 5: // Pictures wait on the way and come together.
        simulated.stalled = true
        await day.seconds(day.chance.between(1, 8))
        simulated.stalled = false
        return day.seconds(5)
      case 6:
        simulated.clockAheadUs = day.chance.of([0, hourUs, -hourUs, 40 * 24 * hourUs, -3 * hourUs])
        return day.seconds(12)
      case 7: {
        // An unstable cable: many short connections.
        const over = day.trouble(camera, 'closed')
        for (let n = day.chance.between(2, 6); n > 0; n--) {
          simulated.fail('closed')
          await day.seconds(day.chance.between(1, 15))
        }
        await day.seconds(35)
        return over()
      }
      default:
        simulated.groupSeconds = 1000
        await day.seconds(day.chance.between(10, 100))
        simulated.groupSeconds = 2
        return day.seconds(3)
    }
  },
}

const badWrite: Event = {
  name: 'the disk fails at some writes',
  weight: 8,
  async happen(day) {
    const over = day.trouble(null, 'diskFault')
    let step = day.disk.steps
    for (let n = day.chance.between(1, 5); n > 0; n--) {
      step += day.chance.between(1, 12)
      const kind = day.chance.of(['failed', 'failedButPersisted', 'short'] as const)
      day.disk.plan({ step, kind, keptBytes: day.chance.between(0, 400) })
      day.counts.faults += 1
    }
    await day.seconds(day.chance.between(20, 90))
    over()
  },
}

const full: Event = {
  name: 'the disk is full',
  weight: 3,
  async happen(day) {
    const over = day.trouble(null, 'diskFault')
    day.disk.full = true
    day.counts.faults += 1
    await day.seconds(day.chance.between(5, 120))
    day.disk.full = false
    await day.seconds(15)
    over()
  },
}

const diskAway: Event = {
  name: 'the disk answers nothing',
  weight: 3,
  async happen(day) {
    const over = day.trouble(null, 'diskFault')
    day.disk.offline = [day.premises.directory]
    day.counts.faults += 1
    await day.seconds(day.chance.between(3, 100))
    day.disk.offline = []
    await day.seconds(15)
    over()
  },
}

/** What falls due goes all the same, also in a process that began on the full disk. */
const fullForLong: Event = {
  name: 'the disk is full for long, and the keeper is killed and starts on it',
  weight: 3,
  async happen(day) {
    const over = day.trouble(null, 'diskFault', 'keeperRestart', 'closed', 'refused', 'silence')
    day.disk.full = true
    day.counts.faults += 1
    await day.seconds(day.chance.between(5, 70))
    day.silence('refused')
    await day.minutes(day.chance.between(1, 15))
    if (day.chance.oneIn(2)) {
      await (day.chance.oneIn(2) ? day.stop() : day.kill())
      day.machine.wait(day.chance.between(1, 600) * secondUs)
      await day.open()
    }
    await day.minutes(day.chance.between(1, 10))
    for (const { simulated } of day.active) simulated.way = 'plays'
    await day.seconds(day.chance.between(5, 70))
    if (day.keeper.custody.problem) throw new Error(`full: ${day.keeper.custody.problem}`)
    day.disk.full = false
    await day.seconds(40)
    over()
  },
}

const readOnly: Event = {
  name: 'the disk can only be read',
  weight: 2,
  async happen(day) {
    const over = day.trouble(null, 'diskFault', 'keeperRestart', 'closed')
    day.disk.readOnly = true
    day.counts.faults += 1
    await day.seconds(day.chance.between(5, 90))
    if (day.chance.oneIn(2)) {
      await day.kill()
      await assert.rejects(day.open(), 'a start on a disk that takes nothing')
      await day.kill()
      day.disk.readOnly = false
      await day.open()
    }
    day.disk.readOnly = false
    await day.seconds(40)
    over()
  },
}

const stoodStill: Event = {
  name: 'the process stands still',
  weight: 3,
  async happen(day) {
    const over = day.trouble(null, 'closed', 'silence', 'clockStep')
    day.counts.faults += 1
    await day.standStill(day.chance.between(2, day.chance.oneIn(3) ? 1800 : 90))
    await day.seconds(40)
    over()
  },
}

/** The boot is the same: what the wall shows at a start decides nothing. */
const wrongWallAtStart: Event = {
  name: 'the wall clock is wrong over a start',
  weight: 2,
  async happen(day) {
    const over = day.trouble(null, 'keeperRestart', 'closed', 'diskFault')
    const { machine, chance } = day
    if (chance.oneIn(2)) machine.wallAheadUs = chance.of([hourUs, -hourUs])
    await (chance.oneIn(2) ? day.stop() : day.kill())
    machine.wallAheadUs = chance.of([hourUs, -hourUs, 40 * 24 * hourUs, -40 * 24 * hourUs])
    machine.wait(chance.between(1, 900) * secondUs)
    day.counts.faults += 1
    await rise(day)
    await day.seconds(chance.between(5, 60))
    machine.wallAheadUs = 0
    await day.seconds(40)
    over()
  },
}

const shareAway: Event = {
  name: 'a share does not answer',
  weight: 3,
  async happen(day) {
    day.disk.offline = [day.chance.of(day.premises.shares)]
    day.counts.faults += 1
    await day.seconds(day.chance.between(30, 150))
    const { id } = day.chance.of(day.active)
    const refused = await day
      .order('camera.remove', { camera: id, reason: '工事' })
      .catch(() => null)
    if (refused !== null) throw new Error('a camera was removed without the keyring')
    day.disk.offline = []
    await day.seconds(15)
  },
}

/** Dies in the middle of some write within the next seconds, or where nothing is being written. */
async function die(day: FaultyDay): Promise<void> {
  const kept = day.chance.of([0, 0, 10, 40, 100, 1e9])
  day.disk.plan({
    step: day.disk.steps + day.chance.between(1, 40),
    kind: 'crash',
    keptBytes: kept,
  })
  await day.seconds(day.chance.between(1, 70))
}

/** Opens again, now and then at the second or third attempt: the start itself is killed. */
async function rise(day: FaultyDay): Promise<void> {
  for (let n = day.chance.below(3); n > 0; n--) {
    const step = day.disk.steps + day.chance.between(1, 14)
    day.disk.plan({ step, kind: 'crash', keptBytes: day.chance.of([0, 30, 1e9]) })
    const opened = await day.open().then(
      () => true,
      () => false,
    )
    if (opened && !day.disk.crashed) await day.seconds(day.chance.between(1, 5))
    day.say(`killed in its start (${opened ? 'late' : 'early'})`)
    await day.kill()
    day.machine.wait(day.chance.between(1, 20) * secondUs)
  }
  await day.open()
}

const killed: Event = {
  name: 'kill -9 and a start',
  weight: 6,
  async happen(day) {
    const over = day.trouble(null, 'keeperRestart', 'diskFault', 'network')
    await die(day)
    await day.kill()
    day.machine.wait(day.chance.between(1, day.chance.oneIn(4) ? 7200 : 90) * secondUs)
    await rise(day)
    await day.seconds(35)
    over()
  },
}

const stopped: Event = {
  name: 'an orderly stop and a start',
  weight: 2,
  async happen(day) {
    const over = day.trouble(null, 'keeperRestart', 'closed')
    await day.stop()
    day.machine.wait(day.chance.between(1, 3000) * secondUs)
    await rise(day)
    await day.seconds(35)
    over()
  },
}

const powerCut: Event = {
  name: 'a power cut',
  weight: 5,
  async happen(day) {
    const { machine, chance } = day
    const over = day.trouble(null, 'keeperRestart', 'diskFault', 'clockStep', 'network')
    await die(day)
    await day.cutPower()
    // Never two wrong sources that agree with each other: cameras lie otherwise than the machine.
    machine.hardwareAheadUs = chance.of([
      0,
      0,
      hourUs,
      -hourUs,
      40 * 24 * hourUs,
      -40 * 24 * hourUs,
    ])
    machine.reboot(chance.between(10, chance.oneIn(3) ? 5 * 3600 : 300) * secondUs)
    day.say(`power back, hardware clock ${machine.hardwareAheadUs / hourUs} h ahead`)
    await rise(day)
    await day.seconds(chance.between(5, 60))
    if (chance.oneIn(2)) machine.synchronise()
    await day.seconds(50)
    if (day.keeper.clock.state === 'uncertain') {
      machine.synchronise()
      await day.order('clock.accept', { us: machine.trueUs, by: ['会長 一', '副会長 二'] })
    }
    await day.seconds(35)
    over()
  },
}

const suspended: Event = {
  name: 'the machine sleeps',
  weight: 2,
  async happen(day) {
    const over = day.trouble(null, 'clockStep', 'closed')
    day.machine.sleep(day.chance.between(2, day.chance.oneIn(3) ? 7200 : 200) * secondUs)
    await day.seconds(40)
    over()
  },
}

const wrongWall: Event = {
  name: 'the wall clock is set',
  weight: 3,
  async happen(day) {
    day.machine.wallAheadUs = day.chance.of([hourUs, -hourUs, 40 * 24 * hourUs, -40 * 24 * hourUs])
    day.counts.faults += 1
    await day.seconds(day.chance.between(5, 60))
    day.machine.wallAheadUs = 0
  },
}

const cameraComes: Event = {
  name: 'a camera is added',
  weight: 2,
  async happen(day) {
    if (day.active.length >= 4) return
    const camera = await day.addCamera()
    await day.seconds(20)
    day.say(`${camera.name} came`)
  },
}

const cameraGoes: Event = {
  name: 'a camera is removed',
  weight: 2,
  async happen(day) {
    if (day.active.length <= 2) return
    const camera = day.chance.of(day.active)
    await removeCamera(day, camera)
  },
}

async function removeCamera(day: FaultyDay, camera: Watched): Promise<void> {
  const over = day.trouble(camera, 'closed')
  await day.order('camera.remove', { camera: camera.id, reason: '工事' })
  camera.removed = true
  over()
  day.say(`${camera.name} went`)
}

const decided: Event = {
  name: 'the retention is decided anew',
  weight: 2,
  async happen(day) {
    if (day.options.profile !== 'kawasaki') return
    await decide(day, day.chance.between(1, 6))
  },
}

export async function decide(day: FaultyDay, hours: number): Promise<void> {
  const fromMinute = minuteOf(day.nowK) + 1
  await day.order('retention.decide', {
    hours,
    reason: '必要最小限度',
    decidedBy: '管理責任者 川崎',
    manual: '第1版',
  })
  day.decided.push({ fromMinute, hours })
  day.say(`${hours} h decided`)
}

const held: Event = {
  name: 'a hold is decided or released',
  weight: 4,
  async happen(day) {
    const { chance, options } = day
    if (options.profile === 'kai' || options.profile === 'kawasaki') return
    const mine = day.holds.filter(hold => !hold.released && hold.endsOnUs > day.nowK)
    if (mine.length > 0 && chance.oneIn(3)) {
      const hold = chance.of(mine)
      await day.order('hold.release', { hold: hold.id, reason: '解決' })
      hold.released = true
      return day.say(`hold of ${printed(startUs(hold.fromMinute))} released`)
    }
    const camera = chance.of(day.active)
    const alive = camera.sent.filter(
      ({ arrivedK, gone }) =>
        !gone &&
        day.dueUs(minuteOf(arrivedK)) > day.nowK + hourUs &&
        arrivedK < day.nowK - minuteUs,
    )
    if (alive.length === 0) return
    const fromMinute = minuteOf(chance.of(alive).arrivedK)
    const toMinute = Math.min(fromMinute + chance.between(1, 4), minuteOf(day.nowK))
    const endsOn = dayOf(minuteOf(day.dueUs(toMinute) + chance.between(1, 5) * 24 * hourUs))
    const { id, endsOnUs } = await day.order<HoldReport>('hold.add', {
      camera: camera.name,
      fromUs: startUs(fromMinute),
      toUs: startUs(toMinute),
      decidedBy: '管理責任者 川崎',
      ground: options.profile === 'hokuto' ? '第6条第1項第3号' : '特に必要',
      reason: '自転車の盗難',
      endsOn,
    })
    day.holds.push({ id, camera: camera.id, fromMinute, toMinute, endsOnUs, released: false })
    day.say(
      `${camera.name} ${printed(startUs(fromMinute))} +${toMinute - fromMinute} held until ${endsOn}`,
    )
  },
}

/** As the watch of a disk that is short gives up: whole hours, the oldest first, never what is held. */
const givenUp: Event = {
  name: 'an hour is given up early',
  weight: 3,
  async happen(day) {
    const camera = day.chance.of(day.active)
    const alive = camera.sent.filter(one => !one.gone && one.arrivedK < day.nowK - 70 * minuteUs)
    const [oldest] = alive
    if (!oldest) return
    const from = Math.floor(minuteOf(oldest.arrivedK) / 60) * 60
    const hour = { camera: camera.id, from, to: from + 60, bytes: 1000, reason: 'space' } as const
    await day.keeper.eraser.giveUp([hour], day.nowK)
    day.say(`${camera.name}: ${printed(startUs(from))}`)
    for (const one of camera.sent) {
      const minute = minuteOf(one.arrivedK)
      if (minute < from || day.isHeld(camera.id, minute)) continue
      if (minute < from + 60) one.gone = true
      // Dated into the minute before.
      else if (one.arrivedK < startUs(from + 60) + 10 * secondUs) one.atRisk = true
    }
  },
}

const imageTaken: Event = {
  name: 'somebody copies keyring and shares',
  weight: 3,
  async happen(day) {
    if (!day.image) day.image = await day.takeImage()
  },
}

/** Until the next day's roots are drawn: what was sealed under a root that the image does not have is lost. */
const isOfToday = (takenK: number, nowK: number): boolean =>
  dayOf(minuteOf(takenK + hourUs)) === dayOf(minuteOf(nowK + hourUs)) &&
  dayOf(minuteOf(takenK)) === dayOf(minuteOf(nowK))

const putBack: Event = {
  name: 'an older keyring is put back',
  weight: 4,
  async happen(day) {
    const { image, chance } = day
    if (!image || day.nowK - image.takenK < 5 * minuteUs) return
    day.image = null
    if (!isOfToday(image.takenK, day.nowK)) return
    // What falls due is noted as gone; an image older than the last erasure can be told from a new one.
    await day.verify()
    const over = day.trouble(null, 'keeperRestart', 'closed', 'diskFault')
    const isOlder = image.version < day.keeper.custody.version
    await (chance.oneIn(2) ? day.stop() : day.kill())
    await day.putBack(image)
    day.say(`put back: of ${printed(image.takenK)}`)
    day.counts.faults += 1
    await rise(day)
    if (day.keeper.rolledBack !== isOlder) throw new Error('a restored keyring was not noticed')
    await day.verify()
    if (isOlder) await day.order('recovery.accept', { by: ['会長 一', '防犯部長 二'] })
    await day.seconds(35)
    over()
  },
}

const harmed: Event = {
  name: 'the files are tampered with',
  weight: 3,
  async happen(day) {
    // What lives and opens is known before.
    if (day.files().length > 0) await beHarmed(day)
  },
}

/** Days go by in sleep: what is due goes in one step. */
const daysLater: Event = {
  name: 'days go by',
  weight: 8,
  async happen(day) {
    const over = day.trouble(null, 'clockStep', 'closed')
    const midnight = startOfDayUs(dayOf(minuteOf(day.nowK))) + 24 * hourUs
    const toUs = midnight + day.chance.between(0, 3) * 24 * hourUs - 90 * secondUs
    day.machine.sleep(toUs - day.nowK)
    await day.seconds(200)
    over()
  },
}

export const everything: readonly Event[] = [
  ordinary,
  quiet,
  oneCamera,
  badWrite,
  full,
  fullForLong,
  readOnly,
  diskAway,
  shareAway,
  killed,
  stopped,
  powerCut,
  suspended,
  wrongWall,
  wrongWallAtStart,
  stoodStill,
  cameraComes,
  cameraGoes,
  decided,
  held,
  givenUp,
  imageTaken,
  putBack,
  harmed,
]

/** For limits of days. */
export const withNights: readonly Event[] = [...everything, daysLater]

export async function next(day: FaultyDay, events: readonly Event[] = everything): Promise<void> {
  const event = day.chance.of(events.flatMap(event => Array<Event>(event.weight).fill(event)))
  day.counts.events += 1
  day.say(event.name)
  await event.happen(day)
}
