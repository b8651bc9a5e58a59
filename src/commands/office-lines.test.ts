import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayUs, readMoment } from '#civil/minute.ts'
import { houseRule, refuse } from '#law/basis.ts'
import type { DrainReport } from '#office/drain.ts'
import type { OfficeReport } from '#office/report.ts'
import { officeLines, officeSilent } from './office-lines.ts'
import { lossLines } from './office-trouble.ts'

const nowUs = readMoment('2026-11-23 10:00')
const drain: DrainReport = {
  keeper: '4b4b4b4b'.repeat(4),
  last: 1280,
  lastAtUs: nowUs,
  head: 1280,
  state: 'draining',
  trouble: null,
  anotherKey: false,
  problem: null,
}
const report: OfficeReport = {
  origin: 'tachiai/1',
  fingerprint: '',
  size: 1284,
  signed: { size: 1284, atUs: nowUs },
  unseenSinceUs: nowUs - 30 * dayUs,
  backup: { atUs: nowUs - dayUs },
  keepers: [drain],
  shelves: { lost: [], unvouched: [], problem: null },
  undelivered: [],
  problem: null,
}
const shown = (change: Partial<OfficeReport> = {}) =>
  officeLines({ ...report, ...change }, nowUs)
    .map(({ ja }) => ja)
    .join('\n')
const ofDrain = (change: Partial<DrainReport>) => shown({ keepers: [{ ...drain, ...change }] })

describe('状態の改ざん防止記録', () => {
  test('異状のないとき: 件数、最後の署名、取り込み、外部確認待ち、控え。✕はない', () => {
    assert.equal(
      shown(),
      `改ざん防止記録: 1284 件（最後の署名 2026-11-23 10:00:00）
  録画係の記録: 1280 番まで取り込み済み
  外部確認待ち: 2026-10-24 10:00:00 から →「tachiai ledger checkpoint」で出る控えを、外の人に預ける
  控え: 2026-11-22 10:00:00`,
    )
  })

  test('決まったのに録画係にまだ届いていないことは、わけと次にすることとともに', () => {
    const refusal = refuse(
      'この録画係は、まだどの台帳も認めていません',
      houseRule('x'),
      '認めてください',
    )
    const order = { stream: 'hold/main', type: 'Held', atUs: nowUs, refusal }
    const said = shown({ undelivered: [order, { ...order, type: 'PeriodDecided', refusal: null }] })
    assert.match(
      said,
      /✕ 延長（2026-11-23 10:00:00 の決定）が、録画係に受け取られません: .*次に: 認めて/s,
    )
    assert.match(said, /保存期間（2026-11-23 10:00:00 の決定）を、録画係に届けています/)
  })

  test('取り込み待ちは件数で。録画係が二つなら、どちらのものか', () => {
    assert.match(ofDrain({ head: 1292 }), /取り込み待ち: 12 件（1280 番まで済み）$/m)
    const two = shown({ keepers: [drain, { ...drain, keeper: 'abcdabcd', head: 1281 }] })
    assert.match(two, /取り込み済み（録画係 4b4b4b4b）\n.*取り込み待ち: 1 件.*（録画係 abcdabcd）/)
    const problem = { ja: 'データベースにつながりません。', en: '' }
    assert.match(ofDrain({ problem }), /✕ 取り込み: データベースにつながりません。/)
    assert.match(ofDrain({ state: 'away' }), /✕ 録画係が事務室に答えません/)
  })

  test('取り込みが止まったとき: 場所と、次にすること', () => {
    const cut = { kind: 'cut', fromNumber: 1200, toNumber: 1280 } as const
    const stopped = { ...drain, state: 'stopped', head: 1210 } as const
    assert.match(
      ofDrain({ ...stopped, trouble: cut }),
      /✕ 取り込みが止まっています: 1200番から1280番までが録画係から消えています.*録画係は 1210 番まで.*\n {4}次に: .*「tachiai ledger accept 4b4b4b4b --by … --reason …」/,
    )
    const forked = { kind: 'forked', fromNumber: 1200, number: 1280 } as const
    const other = { ...forked, because: 'anotherEvent' } as const
    assert.match(ofDrain({ ...stopped, trouble: other }), /1280番の記録が台帳にある記録と違います/)
    const key = {
      ...stopped,
      trouble: { ...forked, because: 'anotherKey' },
      anotherKey: true,
    } as const
    assert.match(ofDrain(key), /別の署名鍵.*\n.*次に: 録画係の「keeper.key」を元のものに戻してから/)
  })

  test('控え: 二日より古ければ、または始めて二日たっても無ければ知らせる。分からないときは、無いとは言わない', () => {
    const made = (atUs: number | null) => shown({ backup: { atUs } })
    assert.match(made(nowUs - 2 * dayUs), /^ {2}控え: 2026-11-21 10:00:00$/m)
    assert.match(
      made(nowUs - 2 * dayUs - 1),
      /✕ 控え: 最後は 2026-11-21 .*「tachiai backup フォルダー」/,
    )
    assert.match(made(null), /✕ 控え: まだ一度もありません →/)
    const fresh = shown({ backup: { atUs: null }, unseenSinceUs: nowUs - dayUs })
    assert.match(fresh, /^ {2}控え: まだ一度もありません/m)
    assert.match(shown({ backup: null }), /控え: いまは分かりません/)
  })

  test('事務室と鍵の異状: それぞれ、次にすること', () => {
    const problem = { ja: 'データベースが答えません。', en: '' }
    assert.match(shown({ problem }), /✕ 事務室: データベースが答えません。（録画は続いています/)
    const shelves = { lost: ['viewing/2026'], unvouched: ['open/2025'], problem: '片割れ' }
    const text = shown({ shelves })
    assert.match(text, /✕ 記録の鍵が足りません（viewing\/2026）.*guide\/控えと復旧.md/)
    assert.match(text, /open\/2025 は、録画係の時計でも期限になるのを待っています/)
    assert.match(text, /✕ 記録の消去未完了: 片割れ → /)
  })

  test('事務室から何も聞けないとき: 無い、動いていない、答えない', () => {
    assert.doesNotMatch(officeSilent('none', true).ja, /✕/)
    assert.match(officeSilent('off', true).ja, /^✕.*動いていません.*journalctl -u tachiai/)
    assert.doesNotMatch(officeSilent('off', false).ja, /✕/)
    assert.match(officeSilent('silent', true).ja, /^✕.*答えません.*録画は続いています/)
  })
})

test('受け入れる前に、何が失われるかを見せる', () => {
  const lines = (change: Partial<DrainReport>) =>
    lossLines({ ...drain, trouble: null, ...change } as Parameters<typeof lossLines>[0])
      .map(({ ja }) => ja)
      .join('\n')
  const forked = {
    kind: 'forked',
    fromNumber: 1200,
    number: 1280,
    because: 'anotherEvent',
  } as const
  const told = lines({ head: 1400, trouble: forked })
  assert.match(told, /台帳にある記録: 1280番まで（最後は 2026-11-23 10:00:00）/)
  assert.match(told, /録画係にある記録: 1400番まで/)
  assert.match(
    told,
    /1281番から取り込みます。1200番から1280番までは、前に取り込んだものだけが台帳に残ります/,
  )
  const hole = { kind: 'cut', fromNumber: 1281, toNumber: 1290 } as const
  assert.match(
    lines({ head: 1400, trouble: hole }),
    /1281番から1290番までの記録は、どこにもありません/,
  )
})
