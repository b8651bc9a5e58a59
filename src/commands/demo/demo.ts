import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { agoDays } from '#cast/play.ts'
import { dayUs } from '#civil/minute.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import { dataDirectory, type Premises, readPremises } from '#keeper/premises.ts'
import type { StatusReport } from '#keeper/report.ts'
import { type Command, exit, OperatorError, text } from '../command.ts'
import { startKeeper } from '../keeper-child.ts'
import { type KeeperClient, withRunningKeeper } from '../keeper-client.ts'
import { keepOffice } from '../office-child.ts'
import { officePlace, withoutOffice } from '../office-place.ts'
import { forgetCast, readCast } from './cast-file.ts'
import { demoScreen } from './screen.ts'
import {
  decideRetention,
  demoPremises,
  foundDemo,
  organisationUnder,
  pointCameras,
} from './site.ts'
import { openVisit } from './visit.ts'

/** The first shows a street, the second a park. */
const names = ['カメラ1 商店街入口', 'カメラ2 中央公園']

const agoUs = agoDays * dayUs

export const demo: Command = {
  name: 'demo',
  usage: 'demo [--fresh] [--empty] [--profile kai|hokuto|nishinari|sakai|kawasaki]',
  summary: text(
    '見本: 架空の人五人と模擬カメラ2台、各段階の申請。時計を進めて、消えるところを見られる（--empty は人と申請なし）。',
    'Five made-up people, two simulated cameras, a case at each stage, and a clock that can be moved (--empty: no people).',
  ),
  async run(args, terminal) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        empty: { type: 'boolean' },
        profile: { type: 'string' },
      },
    })
    const directory =
      terminal.env.TACHIAI_DATA ?? `${dataDirectory(terminal.env, process.getuid?.())}-demo`
    const { env } = terminal
    const isPeopled = !values.empty && !withoutOffice(env) && env.TACHIAI_HTTP !== 'none'
    const { premises, isNew } = await prepare(directory, { ...values, isPeopled }, env)
    const clock = { offsetUs: 0 }
    const cameras = await startDemoCameras({ names, now: () => Date.now() * 1000 + clock.offsetUs })
    const keeper = await startKeeper({ task: 'record', premises }).catch(async error => {
      await cameras.close()
      throw error
    })
    // The screen says how the office is; what it says itself would be drawn over.
    const quiet = { ...terminal, say: () => {}, warn: () => {} }
    const office = keeper.site && keepOffice(quiet, premises, keeper.site)
    const stop = () => void keeper.stop()
    process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop)
    try {
      await withRunningKeeper(premises, async client => {
        await decideRetention(client, await report(client))
        await pointCameras(client, names, cameras.urls)
        const follow = async () => follows(clock, await report(client))
        await follow()
        const { profile } = await report(client)
        const organisation = organisationUnder(profile.id)
        // People come in only where the play may begin before today: in a demo that began with them.
        const isThere = isPeopled && (isNew || (await readCast(directory)) !== null)
        const visit = isThere
          ? await openVisit({ premises, client, env, organisation, follow })
          : null
        try {
          await demoScreen({ terminal, client, premises, ended: keeper.ended, follow, stop, visit })
        } finally {
          await visit?.close()
        }
      })
    } finally {
      await keeper.stop()
      await cameras.close()
      await office?.stop()
    }
    const code = await keeper.ended
    if (code !== 0) {
      terminal.warn(
        text(`録画係が異常終了しました（${code}）。`, `The keeper ended abnormally (${code}).`),
      )
    }
    return code === 0 ? exit.ok : exit.fault
  },
}

async function prepare(
  directory: string,
  wanted: { readonly fresh?: boolean; readonly profile?: string; readonly isPeopled: boolean },
  env: NodeJS.ProcessEnv,
): Promise<{ readonly premises: Premises; readonly isNew: boolean }> {
  const { fresh = false, profile = 'kai', isPeopled } = wanted
  const there = await readPremises(directory)
  if (there && !there.demo) {
    throw new OperatorError(
      text(`${directory} には本物の設定があります。`, `${directory} belongs to a real site.`),
      text(
        'TACHIAI_DATA を外すか、別の場所を指定してください。',
        'Unset TACHIAI_DATA or name another place.',
      ),
    )
  }
  // A play that was broken off cannot be taken up in its middle, and nothing of it is worth keeping.
  const isBrokenOff = (await readCast(directory))?.isFinished === false
  if (there && !fresh && !isBrokenOff) return { premises: there, isNew: false }
  if (there) {
    await rm(directory, { recursive: true })
    const office = officePlace(there, env)
    await rm(office.folder, { recursive: true, force: true })
    for (const share of [...there.shares, ...office.shares]) await rm(share, { force: true })
  }
  await forgetCast(directory)
  const premises = demoPremises(directory)
  await foundDemo(premises, profile, isPeopled ? agoUs : 0)
  return { premises, isNew: true }
}

/** The simulated cameras show the keeper's time, moved or not. */
function follows(clock: { offsetUs: number }, { clock: { nowUs } }: StatusReport): void {
  const offsetUs = nowUs - Date.now() * 1000
  if (Math.abs(offsetUs - clock.offsetUs) > 2_000_000) clock.offsetUs = offsetUs
}

async function report(client: KeeperClient): Promise<StatusReport> {
  const answer = await client.order<StatusReport>({ order: 'status' })
  if ('refusal' in answer) throw new Error(answer.refusal.refused)
  return answer.result
}
