import { statfs } from 'node:fs/promises'
import { minuteOf } from '#civil/minute.ts'
import { inForce } from '#keyring/keyring.ts'
import { dueUnder, printedRetention, type Retention } from '#law/retention.ts'
import { oldestFootageUs } from '../forgetting/oldest-footage.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Hygiene } from '../hygiene.ts'
import { takesOf } from '../importing/takes.ts'
import type { Keeper } from '../keeper.ts'
import { reportOf } from '../orders/camera-report.ts'
import { clockReport } from '../orders/clock.ts'
import { dutyReports } from '../orders/duties.ts'
import { siteFile } from '../premises.ts'
import type { StatusReport } from '../report.ts'
import { footageBytes } from './footage-bytes.ts'
import { lastStart } from './last-start.ts'

/** The amended version whose day has not come. */
function nextVersion({ profiles, nowUs }: Keeper): StatusReport['profile']['next'] {
  const next = profiles.entries.find(({ fromUs }) => fromUs > nowUs())
  return next ? { version: next.profile.version, fromUs: next.fromUs } : null
}

export async function status(keeper: Keeper): Promise<StatusReport> {
  const { custody, premises, profile, hygiene } = keeper
  const { keyring } = custody
  const nowUs = keeper.nowUs()
  const cameras = [...keyring.cameras.keys()].map(id => reportOf(keeper, id))
  const { bavail, bsize } = await statfs(siteFile(premises.directory))
  const retention = (keyring.rules.at(-1)?.retention ?? profile.retention.rule) as Retention
  return {
    organisation: String(keyring.settings.organisation),
    profile: {
      id: profile.id,
      title: profile.title,
      version: profile.version,
      next: nextVersion(keeper),
      retention: printedRetention(retention),
      basis: profile.retention.computed,
    },
    recording: keeper.cameras.recording,
    demo: premises.demo,
    clock: clockReport(keeper),
    cameras,
    holds: keyring.holds.filter(hold => inForce(hold, nowUs)).length,
    keyring: {
      version: custody.version,
      lastErasureUs: (await keeper.spool.lastOf('ErasureDone'))?.atUs ?? null,
      nextDueUs: nextDueUs(keeper),
      problem: custody.problem,
    },
    disk: {
      freeBytes: bavail * bsize,
      footageBytes: await footageBytes(premises.directory),
    },
    separated: hygiene.separated,
    started: await lastStart(keeper.spool),
    protection: protectionOf(hygiene),
    warnings: [
      ...keeper.warnings(),
      ...dutyWarnings(keeper),
      ...takeWarnings(keeper),
      ...swapWarnings(keeper),
      ...protectionWarnings(keeper),
    ],
  }
}

/** When the oldest living minute of any camera falls due. */
function nextDueUs({ custody: { keyring } }: Keeper): number | null {
  const due = [...keyring.cameras.keys()].flatMap(camera => {
    const oldestUs = oldestFootageUs(keyring, camera)
    if (oldestUs === null) return []
    return [dueUnder(rulesFor(keyring, camera), minuteOf(oldestUs)).dueFromUs]
  })
  return due.length > 0 ? Math.min(...due) : null
}

function takeWarnings({ custody: { keyring } }: Keeper) {
  const takes = [...keyring.cameras.keys()].flatMap(camera => takesOf(keyring, camera))
  const begun = takes.filter(({ done }) => !done).length
  if (begun === 0) return []
  return [
    {
      ja: `取り込みの途中の映像が ${begun} 件あります。途中で切れていたら、同じ「tachiai import」をもう一度実行すると、続きから進みます。`,
      en: `${begun} import(s) are not finished. Where one broke off, the same "tachiai import" goes on with it.`,
    },
  ]
}

function dutyWarnings(keeper: Keeper) {
  const overdue = dutyReports(keeper).filter(duty => duty.overdue)
  if (overdue.length === 0) return []
  return [
    {
      ja: `期限を過ぎた映像の残る媒体が ${overdue.length} 件あります。「tachiai duty list」で確かめ、消去してください。`,
      en: `${overdue.length} media still hold footage past its time: see "tachiai duty list" and erase them.`,
    },
  ]
}

const protectionOf = ({ permissionModel, inspectorClosed, coreFilterClosed }: Hygiene) => ({
  permissionModel,
  inspectorClosed,
  coreFilterClosed,
})

function protectionWarnings({ hygiene }: Keeper) {
  if (Object.values(protectionOf(hygiene)).every(Boolean)) return []
  return [
    {
      ja: '録画係の守り（権限の制限・検査口・コアダンプ）が一部効いていません。',
      en: 'Part of what shuts the keeper off (permissions, inspector, core dumps) is not in force.',
    },
  ]
}

function swapWarnings({ hygiene }: Keeper) {
  if (hygiene.clearSwap.length === 0) return []
  const areas = hygiene.clearSwap.join(', ')
  return [
    {
      ja: `暗号化されていないスワップがあります（${areas}）。鍵が書き出されるおそれがあります。`,
      en: `There is unencrypted swap (${areas}); keys could be written to it.`,
    },
  ]
}
