import { printed } from '#civil/minute.ts'
import type { DrainReport } from '#office/drain.ts'
import type { OfficeReport } from '#office/report.ts'
import { type Text, text } from './command.ts'

/** A backup is made every day; after two it is told. */
const backupAgeUs = 2 * 24 * 60 * 60 * 1_000_000

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
      `外部確認待ち: ${since} から。控えを外の人に渡すには「tachiai ledger checkpoint」`,
      `Not seen from outside since ${since}; for a copy to hand out: "tachiai ledger checkpoint"`,
    ),
    backupLine(report, nowUs),
    ...(problem
      ? [text(`✕ 事務室: ${problem.ja}（録画は続いています）`, `✕ Office: ${problem.en}`)]
      : []),
    ...shelfLines(shelves),
  ]
}

/** Where there is an office and it says nothing. */
export const officeSilent = (isThere: boolean): Text =>
  isThere
    ? text(
        '✕ 事務室が答えません。改ざん防止記録の状態は分かりません（録画は続いています）',
        '✕ The office does not answer; the state of the ledger is not known (recording goes on)',
      )
    : text(
        '改ざん防止記録: 事務室が動いていません。録画の記録は、動いたときに取り込みます',
        'Ledger: the office is not running; what the keeper writes is taken over when it is',
      )

function drainLines(
  { keeper, state, last, head, trouble, problem }: DrainReport,
  several: boolean,
): readonly Text[] {
  const whose = several && keeper ? `（録画係 ${keeper.slice(0, 8)}）` : ''
  const of = several && keeper ? ` (keeper ${keeper.slice(0, 8)})` : ''
  if (state === 'stopped' && trouble) {
    const { ja, en } = troubleWords(trouble)
    const how = `tachiai ledger accept ${keeper?.slice(0, 8)} --by … --reason …`
    return [
      text(
        `✕ 録画の記録の取り込みが止まっています${whose}: ${ja}。わけを確かめ、続けるには「${how}」`,
        `✕ Taking over has stopped${of}: ${en}. Find out why; to go on: "${how}"`,
      ),
    ]
  }
  const waiting = Math.max(0, head - last)
  const lines = [
    state === 'away'
      ? text(`取り込み: 録画係が答えません${whose}`, `Taking over: no keeper answers${of}`)
      : text(
          `取り込み: ${last} 番まで${waiting > 0 ? `、待ち ${waiting} 件` : ''}${whose}`,
          `Taken over: to number ${last}${waiting > 0 ? `, ${waiting} waiting` : ''}${of}`,
        ),
  ]
  return problem ? [...lines, text(`✕ 取り込み: ${problem.ja}`, `✕ ${problem.en}`)] : lines
}

/** What is wrong with a keeper's record, and where. */
export function troubleWords(trouble: NonNullable<DrainReport['trouble']>): Text {
  if (trouble.kind === 'cut') {
    const { fromNumber, toNumber } = trouble
    return text(
      `${fromNumber}番から${toNumber}番までが録画係から消えています（古い状態に戻されたか、切り取られました）`,
      `numbers ${fromNumber} to ${toNumber} are gone from the keeper (put back to an older day, or cut)`,
    )
  }
  const { number, because } = trouble
  const why = {
    anotherEvent: text('台帳にある記録と違います', 'differs from the one in the ledger'),
    anotherChain: text('前の記録から続いていません', 'does not follow the one before'),
    anotherKey: text('別の署名鍵を名乗っています', 'comes under another key'),
    signature: text('署名が合いません', 'is not signed by this keeper'),
    unreadable: text('読めません', 'cannot be read'),
  }[because]
  return text(`${number}番の記録が${why.ja}`, `number ${number} ${why.en}`)
}

function backupLine({ backupAtUs }: OfficeReport, nowUs: number): Text {
  if (backupAtUs === null) {
    return text(
      '✕ 控え: まだ一度もありません →「tachiai backup DIR」',
      '✕ Backup: none yet → "tachiai backup DIR"',
    )
  }
  const at = printed(backupAtUs)
  return nowUs - backupAtUs > backupAgeUs
    ? text(
        `✕ 控え: 最後は ${at}。新しくしてください →「tachiai backup DIR」`,
        `✕ Backup: the last is of ${at}; make a new one → "tachiai backup DIR"`,
      )
    : text(`控え: ${at}`, `Backup: ${at}`)
}

function shelfLines({ lost, unvouched, problem }: OfficeReport['shelves']): readonly Text[] {
  return [
    ...(lost.length > 0
      ? [
          text(
            `✕ 記録の鍵が足りません（${lost.join('、')}）。事務室の鍵束が古いものに戻されています → guide/控えと復旧.md`,
            `✕ Keys of records are missing (${lost.join(', ')}): an older keyring of the office was put back`,
          ),
        ]
      : []),
    ...(unvouched.length > 0
      ? [
          text(
            `記録の消去: ${unvouched.join('、')} は、録画係の時計でも期限になるのを待っています`,
            `Records to erase: ${unvouched.join(', ')} wait until a keeper's clock says so, too`,
          ),
        ]
      : []),
    ...(problem
      ? [
          text(
            `✕ 記録の消去未完了: ${problem}。その置き場所をつなぎなおしてください`,
            `✕ Erasure of records not finished: ${problem}`,
          ),
        ]
      : []),
  ]
}
