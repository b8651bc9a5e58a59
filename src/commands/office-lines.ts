import { dayUs, printed } from '#civil/minute.ts'
import type { Undelivered } from '#office/carrying.ts'
import type { DrainReport } from '#office/drain.ts'
import type { OfficeReport } from '#office/report.ts'
import { type Text, text } from './command.ts'
import { troubleWords } from './office-trouble.ts'

/** A backup is made every day (guide/控えと復旧.md); after two without one it is told. */
const backupAgeUs = 2 * dayUs

/** The ledger in the state of things: what it has, who vouches for it, what waits, and what somebody must do. */
export function officeLines(report: OfficeReport, nowUs: number): readonly Text[] {
  const { size, signed, unseenSinceUs, shelves, problem } = report
  const at = signed?.atUs ?? null
  const since = printed(unseenSinceUs)
  return [
    text(
      `改ざん防止記録: ${size} 件${at === null ? '' : `（最後の署名 ${printed(at)}）`}`,
      `Ledger: ${size} entries${at === null ? '' : ` (last signed ${printed(at)})`}`,
    ),
    ...report.keepers.flatMap(drain => drainLines(drain, report.keepers.length > 1)),
    text(
      `  外部確認待ち: ${since} から →「tachiai ledger checkpoint」で出る控えを、外の人に預ける`,
      `  Not seen from outside since ${since} → hand out what "tachiai ledger checkpoint" prints`,
    ),
    backupLine(report, nowUs),
    ...report.undelivered.flatMap(undeliveredLines),
    ...(problem
      ? [
          text(
            `  ✕ 事務室: ${problem.ja}（録画は続いています。直れば、たまった分を自分で取り込みます）`,
            `  ✕ Office: ${problem.en} (recording goes on; what waits is taken over once this is mended)`,
          ),
        ]
      : []),
    ...shelfLines(shelves),
  ]
}

/** Why there is nothing to tell: nobody keeps a ledger here, nobody runs, or somebody runs and says nothing. */
export type Silence = 'none' | 'off' | 'silent'

export function officeSilent(silence: Silence, recording: boolean): Text {
  if (silence === 'none') {
    return text(
      '改ざん防止記録: この機械では付けていません（事務室なし）',
      'Ledger: not kept on this machine (no office)',
    )
  }
  if (silence === 'silent') {
    return text(
      '✕ 改ざん防止記録: 事務室が答えません（録画は続いています）→ しばらくしてから、もう一度「tachiai status」',
      '✕ Ledger: the office does not answer (recording goes on) → "tachiai status" again in a while',
    )
  }
  return recording
    ? text(
        '✕ 改ざん防止記録: 事務室が動いていません（録画は続いており、動いたときに取り込みます）→ わけは「tachiai run」の窓、サービスなら「journalctl -u tachiai」に出ています',
        '✕ Ledger: the office is not running (recording goes on, and is taken over when it is) → the window of "tachiai run", or "journalctl -u tachiai", says why',
      )
    : text(
        '改ざん防止記録: 事務室が動いていません（録画を始めると、いっしょに動きます）',
        'Ledger: the office is not running (it begins with the recording)',
      )
}

const ordered: Readonly<Record<string, Text>> = {
  Held: text('延長', 'a hold'),
  HoldReleased: text('延長の終わり', 'the end of a hold'),
  PeriodDecided: text('保存期間', 'a period'),
  EarlyErasureDecided: text('期限前の消去', 'an early erasure'),
  ClockConfirmed: text('時刻の確認', 'a confirmed time'),
  KeyringLookedAt: text('鍵束の確認', 'a keyring that was looked at'),
  CameraVouchedFor: text('カメラの鍵の確認', 'a camera’s key'),
  CameraTakenAway: text('カメラを外すこと', 'taking a camera away'),
}

function undeliveredLines({ type, atUs, refusal }: Undelivered): readonly Text[] {
  const what = ordered[type] ?? text(type, type)
  const at = printed(atUs)
  return refusal
    ? [
        text(
          `  ✕ ${what.ja}（${at} の決定）が、録画係に受け取られません: ${refusal.refused}`,
          `  ✕ The keeper does not take ${what.en} (decided ${at}): ${refusal.refused}`,
        ),
        text(`    次に: ${refusal.next}`, `    Next: ${refusal.next}`),
      ]
    : [
        text(
          `  ${what.ja}（${at} の決定）を、録画係に届けています`,
          `  On its way to the keeper: ${what.en} (decided ${at})`,
        ),
      ]
}

function drainLines(drain: DrainReport, several: boolean): readonly Text[] {
  const { keeper, state, last, head, trouble, problem } = drain
  const whose = several && keeper ? `（録画係 ${keeper.slice(0, 8)}）` : ''
  const of = several && keeper ? ` (keeper ${keeper.slice(0, 8)})` : ''
  if (state === 'stopped' && trouble) return stoppedLines(drain, trouble, whose, of)
  const waiting = Math.max(0, head - last)
  const line =
    waiting > 0
      ? text(
          `  取り込み待ち: ${waiting} 件（${last} 番まで済み）${whose}`,
          `  Waiting to be taken over: ${waiting} (done to number ${last})${of}`,
        )
      : text(
          `  録画係の記録: ${last} 番まで取り込み済み${whose}`,
          `  The keeper's record: taken over to number ${last}${of}`,
        )
  return [
    line,
    ...(state === 'away'
      ? [
          text(
            `  ✕ 録画係が事務室に答えません${whose}`,
            `  ✕ The keeper does not answer the office${of}`,
          ),
        ]
      : []),
    ...(problem ? [text(`  ✕ 取り込み: ${problem.ja}`, `  ✕ Taking over: ${problem.en}`)] : []),
  ]
}

function stoppedLines(
  { keeper, head, anotherKey }: DrainReport,
  trouble: NonNullable<DrainReport['trouble']>,
  whose: string,
  of: string,
): readonly Text[] {
  const { ja, en } = troubleWords(trouble)
  const how = `tachiai ledger accept ${keeper?.slice(0, 8)} --by … --reason …`
  return [
    text(
      `  ✕ 取り込みが止まっています${whose}: ${ja}。録画係は ${head} 番まで進んでいます`,
      `  ✕ Taking over has stopped${of}: ${en}. The keeper is at number ${head}`,
    ),
    anotherKey
      ? text(
          `    次に: 録画係の「keeper.key」を元のものに戻してから「${how}」`,
          `    Next: put the keeper's own keeper.key back, then "${how}"`,
        )
      : text(
          `    次に: わけを確かめる。続けるには「${how}」`,
          `    Next: find out why. To go on: "${how}"`,
        ),
  ]
}

function backupLine({ backup, unseenSinceUs }: OfficeReport, nowUs: number): Text {
  if (backup === null) {
    return text(
      '  控え: いまは分かりません（データベースが答えないため）',
      '  Backup: not known now (the database does not answer)',
    )
  }
  const isOld = nowUs - (backup.atUs ?? unseenSinceUs) > backupAgeUs
  const mark = isOld ? '✕ ' : ''
  if (backup.atUs === null) {
    return text(
      `  ${mark}控え: まだ一度もありません →「tachiai backup フォルダー」（毎日）`,
      `  ${mark}Backup: none yet → "tachiai backup FOLDER" (every day)`,
    )
  }
  const at = printed(backup.atUs)
  return isOld
    ? text(
        `  ✕ 控え: 最後は ${at}。古くなっています →「tachiai backup フォルダー」`,
        `  ✕ Backup: the last is of ${at}, too old → "tachiai backup FOLDER"`,
      )
    : text(`  控え: ${at}`, `  Backup: ${at}`)
}

function shelfLines({ lost, unvouched, problem }: OfficeReport['shelves']): readonly Text[] {
  return [
    ...(lost.length > 0
      ? [
          text(
            `  ✕ 記録の鍵が足りません（${lost.join('、')}）。事務室の鍵束が古いものです → guide/控えと復旧.md の「壊れたとき、何が戻るか」`,
            `  ✕ Keys of records are missing (${lost.join(', ')}): the office's keyring is an older one → guide/控えと復旧.md`,
          ),
        ]
      : []),
    ...(unvouched.length > 0
      ? [
          text(
            `  記録の消去: ${unvouched.join('、')} は、録画係の時計でも期限になるのを待っています`,
            `  Records to erase: ${unvouched.join(', ')} wait until a keeper's clock says so, too`,
          ),
        ]
      : []),
    ...(problem
      ? [
          text(
            `  ✕ 記録の消去未完了: ${problem} → 鍵の片割れの媒体をつなぐ（自分でやり直します）`,
            `  ✕ Erasure of records not finished (消去未完了): ${problem} → plug in the medium of the share; it is tried again by itself`,
          ),
        ]
      : []),
  ]
}
