import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { profiles } from '#law/profiles/held.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { printedBook } from '#registers/printed-book.ts'
import { assertApart, close, textOf } from '../../test/pdf-words.ts'
import { csvOf } from './csv.ts'
import { blankOf, type FormData, templateOf, withConditions } from './form-data.ts'
import { Renderer } from './renderer.ts'

const renderer = new Renderer()
after(() => renderer.close())

const names = ['髙﨑', '𠮷田', '葛󠄀城', '濵', '德']
const dated = '2026-11-23'
const registerOf = ({ registers }: Profile, title: string) =>
  registers.list.find(register => register.title === title)!

function filled(profile: Profile, title: string, cells: (name: string) => string): FormData {
  const book = printedBook(registerOf(profile, title), [])
  const row = {
    cells: book.heads.map(({ name }) => cells(name)),
    margin: '令和8年度 第0042号の1 保存期限 令和14年3月31日',
  }
  return { ...book, rows: [row], blank: false, dated, checkpoint: 'tachiai.example/office 7 AAAA' }
}
const draw = (data: FormData) => renderer.render(templateOf(data), data)

describe('様式', () => {
  for (const profile of profiles) {
    for (const { title } of profile.registers.list) {
      test(`内規: ${profile.called}の${title}は、白紙でも書き入れても、欄の名がすべて読める`, async () => {
        const book = printedBook(registerOf(profile, title), [])
        const full = filled(profile, title, name => `${name}のことば`)
        for (const data of [blankOf(book, dated), full]) {
          const words = close(textOf(await draw(data), '-raw'))
          for (const { name } of book.heads) assert.ok(words.includes(close(name)), name)
        }
        const words = close(textOf(await draw(full), '-raw'))
        for (const cell of full.rows[0]!.cells) assert.ok(words.includes(close(cell)), cell)
        assert.ok(words.includes('令和8年度第0042号の1保存期限令和14年3月31日'))
        assert.ok(words.includes('tachiai.example/office'))
      })
    }
  }

  for (const [profile, title] of [
    [hokuto, '防犯カメラ画像閲覧等記録簿'],
    [kai, '利用閲覧簿'],
    [kai, '持ち出し簿'],
    [kai, '別紙'],
  ] as const) {
    test(`内規: ${title}は、五倍の長さの名と文でも、字が欠けず、行が重ならない`, async () => {
      const long = names.join('　').repeat(10)
      const pdf = await draw(filled(profile, title, name => `${name}${long}`))
      const words = close(textOf(pdf, '-raw'))
      const cells = printedBook(registerOf(profile, title), []).heads.length
      // A cell may go on over the page; each of its letters stands somewhere once.
      for (const letter of names.flatMap(name => [...name]))
        assert.equal(words.split(letter).length - 1 >= 10 * cells, true, letter)
      assertApart(pdf)
    })
  }

  test('内規: 同じ内容からは、別のプロセスでも同じバイト列になる', async () => {
    const data = filled(hokuto, '防犯カメラ画像閲覧等記録簿', name => `${name} ${names.join(' ')}`)
    const first = await draw(data)
    const other = new Renderer()
    const again = await other.render(templateOf(data), data)
    await other.close()
    assert.deepEqual(Buffer.from(first), Buffer.from(again))
    const text = Buffer.from(first).toString('latin1')
    assert.match(text, /pdfaid:part>2</)
    assert.match(text, /pdfaid:conformance>A</)
  })

  test('内規: 欄の中の記号は命令にならず、そのまま刷られる', async () => {
    const hostile = '#read("frame.typ")*太*_字_$x^2$<a>@b=1+1//注\\#{panic()}'
    const data = filled(kai, '利用閲覧簿', () => `${hostile}\u0000\u0007\u001b`)
    const words = close(textOf(await draw(data), '-raw'))
    assert.equal(words.split(`${hostile}□□□`).length - 1, data.heads.length)
  })

  test('内規: 書体にない文字があれば、黙って抜かさず描かない。次の一枚は描ける', async () => {
    await assert.rejects(draw(filled(kai, '別紙', () => '🦊')), { kind: 'Unavailable' })
    assert.ok((await draw(filled(kai, '別紙', () => '狐'))).length > 1000)
  })

  test('北斗市 第6条第3項: 二つの条件が、要綱のことばのまま番号を付けて並ぶ', async () => {
    const { conditions } = hokuto.copies
    const data = filled(hokuto, '防犯カメラ画像閲覧等記録簿', name =>
      name === '提供・閲覧の条件' ? conditions.map(({ says }) => says).join('') : name,
    )
    const stated = { ...data, ...withConditions(data, conditions) }
    const words = close(textOf(await draw(stated), '-raw'))
    assert.ok(words.includes('(1)画像及び当該画像の記録媒体を適正に管理すること。'))
    assert.ok(
      words.includes(
        '(2)目的を達成したとき又は当該目的が達成されないことが判明したときは、速やかに画像の消去、返却又は当該画像の記録媒体の破砕等必要な処理を行うこと。',
      ),
    )
    assert.ok(words.includes(`(3)${conditions[2]!.says}（内規）`))
  })

  test('読み A24: 西成区の画像管理台帳は、様式未確認であることを名のる', async () => {
    const book = printedBook(registerOf(nishinari, '画像管理台帳'), [])
    assert.match(close(textOf(await draw(blankOf(book, dated)))), /様式未確認/)
  })
})

test('内規: CSVは、BOMとCRLFを持ち、式は文字になり、引用符は二つになる', () => {
  const cells = ['=1+1', '＝SUM(A1)', ' @x', '-5', '髙﨑"𠮷"\n二行', '普通']
  const heads = cells.map((_, at) => ({ name: `欄${at}`, within: null }))
  const book = {
    title: '簿',
    formName: null,
    mark: null,
    heads,
    rows: [{ cells, margin: '第1号' }],
  }
  assert.equal(
    csvOf(book),
    '\uFEFF"記録簿番号・保存期限","欄0","欄1","欄2","欄3","欄4","欄5"\r\n' +
      `"第1号","'=1+1","'＝SUM(A1)","' @x","'-5","髙﨑""𠮷""\n二行","普通"\r\n`,
  )
})
