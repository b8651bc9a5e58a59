import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ApprovalState } from '#domain/approval/state.ts'
import type { Engaged } from '#domain/engagement/words.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import { emptyOffice } from '#domain/office.ts'
import { isRefusal } from '#law/basis.ts'
import { profiles } from '#law/profiles/held.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { approvedBy } from '../../test/approved.ts'
import { completeRequest } from '../../test/complete-request.ts'
import { at, tenure } from '../../test/given.ts'
import { officeFor } from '../../test/scenario/office.ts'
import type { Letter } from './letter.ts'
import { blankLetters, lettersOfCase, lettersOfOffice } from './letters.ts'
import type { Writing } from './setting.ts'

const nowUs = at('2026-11-20 10:00')
const places: Readonly<Record<string, string>> = { no12: '七重浜小学校 正門前' }
const writingOf = (profile: Profile, more: Partial<Writing['office']> = {}): Writing => ({
  profile,
  office: { ...officeFor(profile), ...more },
  placeOf: camera => places[camera] ?? camera,
  nowUs,
})
const undecided: ApprovalState = { proposal: null, votes: {}, recused: [], decisions: [] }
const asks = (profile: Profile, code: string, acts: readonly Act[] = ['viewing']) =>
  completeRequest(profile, code, acts, nowUs)
const titled = (letters: readonly Letter[], title: string): Letter => {
  const found = letters.find(letter => letter.title === title)
  assert.ok(found, `${title}: ${letters.map(one => one.title).join('、')}`)
  return found
}
const wordsOf = (letter: Letter): string => JSON.stringify(letter)
const cellOf = ({ parts }: Letter, name: string): string | undefined =>
  parts.flatMap(part => (part.kind === 'table' ? part.rows : [])).find(row => row.name === name)
    ?.says

describe('申請書', () => {
  test('運用基準10（1）: 閲覧申請書は、求める者・目的・範囲を、管理運用委員会にあてて書く', () => {
    const request = asks(kai, '運用基準９（１）')
    const letter = titled(lettersOfCase(writingOf(kai), request, undecided), '閲覧申請書')
    assert.equal(letter.under, '運用基準10（1）関係')
    assert.match(letter.to, /管理運用委員会/)
    assert.equal(cellOf(letter, '職・氏名'), '刑事第一課長　髙橋 山﨑')
    assert.equal(cellOf(letter, '目的'), request.purpose)
    assert.match(
      cellOf(letter, '画像の範囲\n（場所・日時）')!,
      /^七重浜小学校 正門前 令和8年11月20日/,
    )
    assert.deepEqual(cellOf(letter, '根拠')!.match(/■.*/g), ['■ 運用基準９（１）　法令の定め'])
  })

  test('運用基準11（1）: 持ち出しは、別の申請書になる', () => {
    const request = asks(kai, '運用基準９（１）', ['viewing', 'takeOut'])
    const letters = lettersOfCase(writingOf(kai), request, undecided)
    assert.equal(titled(letters, '持ち出し申請書').under, '運用基準11（1）関係')
    assert.ok(titled(letters, '閲覧申請書'))
  })

  test('西成区 第7条第1項: 書面は、要領の挙げる四つのことを、要領のことばで求める', () => {
    const request = asks(nishinari, '第6条第1号', ['takeOut'])
    const letter = titled(
      lettersOfCase(writingOf(nishinari), request, undecided),
      '画像の提供依頼書',
    )
    for (const name of ['利用目的', '根拠法令等', '見守りカメラの設置場所', '画像の日時'])
      assert.ok(cellOf(letter, name), name)
  })

  test('堺市 要領11(1)(イ): 捜査機関の要請は、要請書という', () => {
    const request = asks(sakai, '要領11(1)(イ)', ['takeOut'])
    assert.ok(titled(lettersOfCase(writingOf(sakai), request, undecided), '提供要請書'))
  })

  test('内規: 開示請求は別の手続きなので、求めの書面の名に入らない', () => {
    for (const { title } of blankLetters(writingOf(kawasaki))) assert.doesNotMatch(title, /開示/)
  })
})

describe('通知書', () => {
  const request = asks(hokuto, '第6条第1項第2号', ['viewing', 'takeOut'])
  const approved = {
    ...approvedBy(['課長'], hokuto, request, nowUs),
    conditions: hokuto.copies.conditions.map(({ says }) => says),
  }
  const notified = (decisions: ApprovalState['decisions']) =>
    lettersOfCase(writingOf(hokuto), request, { ...undecided, decisions })

  test('北斗市 第6条第3項: 承認通知書の条件は、要綱のことばのままで、内規は内規と名のる', () => {
    const { parts } = titled(notified([approved]), '承認通知書')
    const [conditions] = parts.flatMap(part => (part.kind === 'numbered' ? [part.items] : []))
    assert.equal(conditions![0], '画像及び当該画像の記録媒体を適正に管理すること。')
    assert.match(conditions![1]!, /^目的を達成したとき又は当該目的が達成されないことが判明したとき/)
    assert.match(conditions![2]!, /（内規）$/)
  })

  test('内規: 範囲を狭めた承認は、一部承認と名のり、認めた範囲だけを書く', () => {
    const [range] = request.ranges
    const ranges = [{ ...range!, toMinute: range!.fromMinute + 2 }]
    const letter = titled(notified([{ ...approved, ranges }]), '一部承認通知書')
    assert.match(
      cellOf(letter, '画像の範囲\n（場所・日時）')!,
      /8時50分から令和8年11月20日8時52分まで/,
    )
  })

  test('内規: 認めないときも、理由を書いて伝える', () => {
    const { acts, id } = request
    const { by: basis } = hokuto.approval
    const letter = titled(
      notified([
        { status: 'refused', request: id, acts, reasons: '範囲が目的より広い', atUs: nowUs, basis },
      ]),
      '不承認通知書',
    )
    assert.equal(cellOf(letter, '理由'), '範囲が目的より広い')
    assert.ok(letter.bases.includes(hokuto.approval.reasons.by))
    assert.equal(letter.to, '函館中央警察署　刑事第一課長　髙橋 山﨑　様')
  })

  test('内規: 委員のだれが賛成したかは、通知書に出ない', () => {
    const asked = asks(kai, '運用基準９（１）')
    const decisions = [approvedBy(['会長', '副会長', '山﨑'], kai, asked, nowUs)]
    const letters = lettersOfCase(writingOf(kai), asked, { ...undecided, decisions })
    assert.doesNotMatch(wordsOf(titled(letters, '承認通知書')), /副会長|"山﨑/)
    assert.equal(cellOf(titled(letters, '承認通知書'), '決めた者'), '管理運用委員会の議決')
  })
})

describe('委員会の紙', () => {
  test('内規: 回議書は委員ごとに一行で、端末での賛否と退席を書き、あとは手で書く', () => {
    const request = asks(kai, '運用基準９（１）')
    const votes = { 会長: { inFavour: true, reasons: '要る', way: 'terminal' } as const }
    const approval = { ...undecided, votes, recused: ['髙橋'] }
    const { parts } = titled(lettersOfCase(writingOf(kai), request, approval), '回議書')
    const [rows] = parts.flatMap(part => (part.kind === 'grid' ? [part.rows] : []))
    const said = new Map(rows!.map(([post, name, vote]) => [name, [post, vote]]))
    assert.deepEqual(said.get('会長'), ['委員長', '賛成'])
    assert.deepEqual(said.get('髙橋'), ['委員', '退席'])
    assert.deepEqual(said.get('副会長'), ['副委員長', '□ 賛成\n□ 反対'])
    assert.equal(rows!.length, 5)
  })

  test('内規: 委員会のない規程には、回議書も議事録もない', () => {
    for (const profile of profiles) {
      const titles = blankLetters(writingOf(profile)).map(({ title }) => title)
      assert.equal(titles.includes('回議書'), profile.committee !== null, profile.id)
      assert.equal(titles.includes('議事録'), profile.committee !== null, profile.id)
    }
  })
})

describe('職の書面', () => {
  const none = { rules: [] }

  test('北斗市 第5条第2項: 指定書は、だれを、何のために、いつの日まで指定したかを書く', () => {
    const held = tenure('山﨑', 'operator', {
      of: 'no12',
      unit: '市民部市民課',
      fromUs: at('2026-04-01 00:00'),
      untilUs: at('2027-04-01 00:00'),
    })
    const [letter] = lettersOfOffice(writingOf(hokuto, { tenures: [held] }), none, [])
    assert.equal(letter!.title, '運用取扱者指定書')
    assert.equal(cellOf(letter!, '対象'), '七重浜小学校 正門前')
    assert.equal(cellOf(letter!, '終わりの日'), '令和9年3月31日')
  })

  const absence = {
    of: null,
    deputy: '副会長',
    reason: '入院',
    citation: null,
    declaredAtUs: nowUs,
    confirmedBy: '髙橋',
    endedAtUs: null,
  }
  test('運用基準４（４）: 代行記録は、事故等の理由と、確かめた委員を書く', () => {
    const letters = lettersOfOffice(writingOf(kai, { tenures: [], absences: [absence] }), none, [])
    const letter = titled(letters, '代行記録')
    assert.equal(cellOf(letter, '事故等の理由'), '入院')
    assert.equal(cellOf(letter, '確かめた委員'), '髙橋')
    assert.equal(cellOf(letter, '終わり'), '')
  })

  test('内規: 代決は、根拠にした決まりを書く', () => {
    const cited = { ...absence, citation: '北斗市事務決裁規程第5条' }
    const letters = lettersOfOffice(writingOf(hokuto, { tenures: [], absences: [cited] }), none, [])
    assert.equal(cellOf(titled(letters, '代決者の記録'), '根拠の決まり'), '北斗市事務決裁規程第5条')
  })

  test('川崎市 指針6(4): 保存期間決定書は、期間を人に委ねる規程だけにあり、理由と見直しの日を書く', () => {
    const rule = decideRetention(kawasaki, {
      hours: 720,
      reason: '事案の届け出までに二週間かかる',
      manual: '取扱マニュアル第3版',
      circumstance: '',
      purpose: '',
      reviewOn: '2027-03-31',
      decidedBy: '管理責任者 髙橋',
      nowUs,
    })
    assert.ok(!isRefusal(rule))
    const rules = [{ rule, fromUs: nowUs }]
    const letters = lettersOfOffice(writingOf(kawasaki, { tenures: [] }), { rules }, [])
    const letter = titled(letters, '保存期間決定書')
    assert.equal(cellOf(letter, '保存期間'), '30日（720時間）')
    assert.equal(cellOf(letter, '見直しの日'), '令和9年3月31日')
    assert.deepEqual(
      profiles.filter(one => blankLetters(writingOf(one)).some(({ id }) => id === 'period')),
      [kawasaki],
    )
  })

  test('運用基準13: 誓約書は、保守管理業者の名と終わりの日を書き、画像を見ないことを約す', () => {
    const term = { fromUs: at('2026-04-01 00:00'), untilUs: at('2027-04-01 00:00') }
    const engaged: Engaged = {
      ...({
        id: '保守1',
        name: '葛󠄀城電設',
        work: '保守',
        keepsFootage: 'no',
        status: 'engaged',
      } as const),

      ...{ enteredAtUs: nowUs, pledge: { ...term, sha256: 'a' }, contract: null },
      ...{ workers: [{ ...term, name: '𠮷田' }], working: [], endedAtUs: null },
    }
    const letters = lettersOfOffice(writingOf(kai, { tenures: [] }), none, [engaged])
    const letter = titled(letters, '誓約書')
    assert.equal(letter.under, '運用基準13関係')
    assert.equal(cellOf(letter, '誓約の終わりの日'), '令和9年3月31日')
    assert.match(wordsOf(letter), /録画された画像データを見ません/)
  })
})

for (const profile of profiles) {
  test(`内規: ${profile.called}の白紙はどれも、番号も名もなく、よりどころを持ち、名のる条文はその中にある`, () => {
    const letters = blankLetters({ ...writingOf(profile), office: emptyOffice })
    assert.equal(new Set(letters.map(({ id }) => id)).size, letters.length)
    for (const letter of letters) {
      assert.ok(letter.isBlank && letter.number === '' && letter.day === '', letter.title)
      assert.ok(letter.bases.length > 0, letter.title)
      const cites = letter.bases.flatMap(basis => ('cite' in basis ? [basis.cite] : []))
      const named = letter.under.replace(/関係$/, '')
      assert.ok(cites.includes(named), `${letter.title}: ${named}`)
    }
  })
}
