import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { exit, OperatorError, UsageError } from '#commands/command.ts'
import { terminal } from '#commands/terminal.ts'
import { matrix } from '#coverage/matrix.ts'
import { documents } from '#coverage/row.ts'
import { refuse } from '#law/basis.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { law } from './verbs.ts'

const folder = mkdtempSync(join(tmpdir(), 'law-'))
after(() => rmSync(folder, { recursive: true }))

/** What a person reads, and what a script gets. */
function said(...words: readonly string[]): { code: number; lines: string; json: unknown } {
  const screen = terminal({ language: 'ja', json: false })
  let lines = ''
  let json: unknown
  const result = (value: unknown, shown: readonly (string | { readonly ja: string })[]) => {
    json = JSON.parse(JSON.stringify(value))
    lines = shown.map(line => (typeof line === 'string' ? line : line.ja)).join('\n')
  }
  const code = law(words, { ...screen, result })
  return { code, lines, json }
}

describe('law', () => {
  test('list: every document, with what its parent lacks', () => {
    const { lines, json } = said('list')
    assert.deepEqual(
      (json as { id: string }[]).map(({ id }) => id),
      ['kai', 'hokuto', 'nishinari', 'sakai', 'kawasaki'],
    )
    assert.match(lines, /親要綱 未収録/)
  })

  test('show: data under headings, each with its basis, and superseded laws with their note', () => {
    const { lines } = said('show', 'sakai')
    assert.match(lines, /【立会い】/)
    assert.match(lines, /期間の数え方　.*〔要領10\(3\)の読み方（A5）〕/)
    assert.match(lines, /堺市個人情報保護条例　※.*令和5年4月1日/)
    assert.match(lines, /総務局行政部総務課に聞く/)
  })

  test('show --article: the words, what rests on them, and the clauses of the matrix', () => {
    const { lines, json } = said('show', 'sakai', '--article', '10(3)')
    assert.match(lines, /画像の保存期間は/)
    assert.match(lines, /このプログラムの読み方: .*15日後の0時/)
    assert.deepEqual((json as { rows: string[] }).rows, [
      'SAKAI-10-3a',
      'SAKAI-10-3b',
      'SAKAI-10-3c',
    ])
    assert.match(said('show', 'kai', '--article', '10(2)').lines, /２名以上の委員が立ち合いのもと/)
    assert.throws(() => said('show', 'sakai', '--article', '99'), OperatorError)
  })

  test('explain: a refusal as it was printed, its basis, and whom to ask', () => {
    const refusal = refuse('延長できません', sakai.extension.by, '次')
    const { lines, json } = said('explain', JSON.stringify({ refusal }), '--of', 'sakai')
    assert.match(lines, /^✕ 延長できません/)
    assert.match(lines, /読み方 要領10\(3\)の読み方（A16）/)
    assert.match(lines, /保存期間の延長/)
    assert.equal((json as { bases: unknown[] }).bases.length, 1)
  })

  test('explain: a printed basis, a reading’s number, some words of a house rule', () => {
    const { lines } = said('explain', '要領11(2)により')
    assert.match(lines, /規程の文言 要領11\(2\)により/)
    assert.doesNotMatch(lines, /の読み方/)
    assert.match(
      said('explain', '要領10(3)').lines,
      /規程の文言[\s\S]*読み方 要領10\(3\)の読み方（A5）/,
    )
    assert.match(said('explain', 'A5').lines, /翌々週の同じ曜日の終わり/)
    assert.match(said('explain', '60秒以内に消去').lines, /内規（規程の定めではありません）/)
    assert.throws(() => said('explain', 'A99'), OperatorError)
    assert.throws(() => said('explain', '{"refused":1}'), OperatorError)
  })

  test('coverage: counted by document, and line by line for one', () => {
    const all = said('coverage').json as { id: string; counts: { rows: number } }[]
    assert.equal(
      all.reduce((sum, { counts }) => sum + counts.rows, 0),
      225,
    )
    const { lines } = said('coverage', 'sakai')
    assert.match(lines, /sakai\s+52\s+37\s+7\s+3\s+5/)
    assert.throws(() => said('coverage', 'osaka'), UsageError)
  })

  test('diff: questions that are answered differently, each part on its own basis', () => {
    const { lines } = said('diff', 'kai', 'sakai')
    assert.match(lines, /閲覧の立会い\n {2}− 委員2名以上〔運用基準10（2）により〕/)
    assert.match(lines, /を定期に〔要領10\(2\)により〕、90日ごと〔内規〕/)
    assert.match(said('diff', 'sakai', 'sakai').lines, /違いはありません/)
    assert.match(said('diff', 'sakai', 'sakai', '--all').lines, /違いはありません/)
  })

  test('a document of one’s own is compared, shown and checked like the others', () => {
    const file = join(folder, 'own.json')
    const years = { ...sakai.registers.years, count: 3 }
    const version = '令和9年4月1日施行'
    const own = { ...sakai, version, registers: { ...sakai.registers, years } }
    writeFileSync(file, JSON.stringify(own))
    assert.equal(said('check', file).code, exit.ok)
    assert.match(said('diff', 'sakai', file).lines, /− 5年〔.*\n {2}＋ 3年/)
    const found = said('diff', 'sakai', file, '--all').json as { path: string }[]
    assert.deepEqual(
      found.map(({ path }) => path),
      ['', 'registers.years'],
    )
    assert.match(said('show', file, '--article', '10(3)').lines, /A5/)
    assert.throws(() => said('weave', file), OperatorError)

    writeFileSync(file, JSON.stringify({ ...own, audio: { recorded: true } }))
    const { code, lines } = said('check', file)
    assert.equal(code, exit.findings)
    assert.match(lines, /audio\.recorded/)
    assert.throws(() => said('show', file), OperatorError)
  })

  test('weave: the whole text beside its data, nothing fetched from elsewhere', () => {
    const out = join(folder, 'sakai.html')
    assert.equal(said('weave', 'sakai', '--out', out).code, exit.ok)
    const page = readFileSync(out, 'utf8')
    for (const words of ['捜査関係事項照会書', '読み A5', '内規', 'SAKAI-11-6', '親要綱 未収録']) {
      assert.ok(page.includes(words), words)
    }
    assert.doesNotMatch(page, /<script|<link|src=|https?:/)
  })

  test('weave: every clause of the matrix stands on its document’s page once', () => {
    for (const id of documents) {
      const { html } = said('weave', id).json as { html: string }
      for (const row of matrix[id]) assert.equal(html.split(`<b>${row.id}</b>`).length, 2, row.id)
    }
  })

  test('words that say nothing', () => {
    for (const words of [['obey'], ['show'], ['explain'], ['diff', 'kai'], ['weave'], ['check']]) {
      assert.throws(() => said(...words), UsageError)
    }
    assert.throws(() => said('show', 'osaka'), OperatorError)
    assert.throws(() => said('check', join(folder, 'none.json')), OperatorError)
  })
})
