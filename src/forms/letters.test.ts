import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { emptyOffice } from '#domain/office.ts'
import { otherLaw } from '#law/basis.ts'
import { profiles } from '#law/profiles/held.ts'
import type { Letter, Part } from '#letters/letter.ts'
import { blankLetters } from '#letters/letters.ts'
import { assertApart, close, textOf } from '../../test/pdf-words.ts'
import { letterData } from './letter-data.ts'
import { Renderer } from './renderer.ts'

const renderer = new Renderer()
after(() => renderer.close())

const dated = '2026-11-24'
const draw = (letter: Letter, checkpoint: string | null = null) =>
  renderer.render('letter', letterData(letter, dated, checkpoint))

/** Every place to write says this, whatever stood there. */
const filledWith = (letter: Letter, words: string): Letter => ({
  ...letter,
  isBlank: false,
  number: '令和8年度 第0042号',
  to: words,
  from: words,
  parts: letter.parts.map(part => filledPart(part, words)),
})

function filledPart(part: Part, words: string): Part {
  switch (part.kind) {
    case 'words':
      return { ...part, says: words }
    case 'table':
      return { ...part, rows: part.rows.map(row => ({ ...row, says: words })) }
    case 'grid':
      return { ...part, rows: part.rows.map(row => row.map(() => words)) }
    case 'numbered':
      return { ...part, items: part.items.map(() => words) }
    case 'signature':
      return { ...part, name: words }
  }
}

/** How often it was written. */
const places = ({ parts }: Letter): number =>
  parts.reduce((sum, part) => {
    if (part.kind === 'table') return sum + part.rows.length
    if (part.kind === 'grid') return sum + part.rows.flat().length
    return sum + (part.kind === 'numbered' ? part.items.length : 1)
  }, 2)

describe('書面', () => {
  for (const profile of profiles) {
    const blanks = blankLetters({ profile, office: emptyOffice, placeOf: String, nowUs: 0 })
    test(`内規: ${profile.called}の白紙は、題・欄の名・よりどころがすべて読め、重ならない`, async () => {
      for (const letter of blanks) {
        const pdf = await draw(letter)
        const words = close(textOf(pdf, '-raw'))
        assert.ok(words.includes(close(letter.title)), letter.title)
        assert.ok(words.includes('本システムの様式（内規）'), letter.title)
        for (const part of letter.parts) {
          const names =
            part.kind === 'table'
              ? part.rows.map(({ name }) => name)
              : part.kind === 'grid'
                ? part.heads
                : part.kind === 'numbered'
                  ? part.items
                  : [part.says]
          for (const name of names)
            assert.ok(words.includes(close(name)), `${letter.title} ${name}`)
        }
        assertApart(pdf)
      }
    })

    test(`内規: ${profile.called}の書面は、五倍の長さの名と文でも、字が欠けず、行が重ならない`, async () => {
      const names = ['髙﨑', '𠮷田', '葛󠄀城', '濵', '德']
      const long = names.join('　').repeat(5)
      for (const letter of blanks) {
        const pdf = await draw(filledWith(letter, long))
        const words = close(textOf(pdf, '-raw'))
        for (const name of ['髙﨑', '𠮷田', '城', '濵', '德'])
          for (const sign of name)
            assert.ok(words.split(sign).length - 1 >= 5 * places(letter), `${letter.title} ${sign}`)
        assertApart(pdf)
      }
    })
  }

  const [kaiApplication] = blankLetters({
    profile: profiles.find(({ committee }) => committee)!,
    office: emptyOffice,
    placeOf: String,
    nowUs: 0,
  })

  test('内規: 欄の中の記号は命令にならず、番号と記録の控えが枠の外に立つ', async () => {
    const hostile = '#read("frame.typ")*太*_字_$x^2$<a>@b=1+1//注\\#{panic()}\u0007'
    const letter = filledWith(kaiApplication!, hostile)
    const words = close(textOf(await draw(letter, 'tachiai.example/office 7 AAAA'), '-raw'))
    const shown = hostile.replace('\u0007', '□')
    assert.equal(words.split(shown).length - 1, places(letter))
    assert.ok(words.includes('記録簿番号令和8年度第0042号'))
    assert.ok(words.includes('改ざん防止記録tachiai.example/office7AAAA'))
  })

  test('内規: 所管が確かめていない他の法令は、よりどころとして名を出さない', async () => {
    const law = otherLaw('個人情報の保護に関する法律第69条', '利用及び提供の制限')
    const letter = { ...kaiApplication!, bases: [law] }
    const words = close(textOf(await draw(letter), '-raw'))
    assert.ok(words.includes('他の法令（規程の所管の確認待ち）'))
    assert.doesNotMatch(words, /第69条/)
  })

  test('内規: 同じ書面は、別のプロセスでも同じバイト列になる', async () => {
    const other = new Renderer()
    const again = await other.render('letter', letterData(kaiApplication!, dated, null))
    await other.close()
    assert.deepEqual(Buffer.from(await draw(kaiApplication!)), Buffer.from(again))
  })
})
