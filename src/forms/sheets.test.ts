import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { profiles } from '#law/profiles/held.ts'
import { blankOf } from './form-data.ts'
import { Renderer } from './renderer.ts'
import { sheets } from './sheets.ts'

test('内規: 手書きの用紙は一枚ずつで、欄の名がすべて読め、本システムの様式と名のる', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-sheets-'))
  const renderer = new Renderer()
  t.after(async () => {
    await renderer.close()
    rmSync(folder, { recursive: true })
  })
  for (const sheet of sheets) {
    assert.ok(profiles.some(({ id }) => id === sheet.profile))
    const file = join(folder, `${sheet.id}.pdf`)
    writeFileSync(file, await renderer.render('book', blankOf(sheet, '2026-11-23')))
    const words = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    const close = words.replace(/\s/g, '')
    for (const { name } of sheet.heads) assert.ok(close.includes(name), name)
    assert.ok(close.includes('本システムの様式（内規）'))
    assert.equal(words.split('\f').length, 2, 'one page')
  }
})

const cellsOf = (id: string) => sheets.find(sheet => sheet.id === id)!.heads.map(({ name }) => name)
const source = (id: string) => new URL(`../law/profiles/${id}/text.txt`, import.meta.url)

test('堺市 要領11(4): 本人の申出は五つ、本人でない者の申出は六つを、要領のことばのまま求める', async () => {
  const { readFile } = await import('node:fs/promises')
  const text = (await readFile(source('sakai'), 'utf8')).replace(/\s/g, '')
  assert.equal(cellsOf('application').length, 5)
  assert.equal(cellsOf('proxyApplication').length, 6)
  for (const name of cellsOf('proxyApplication'))
    assert.ok(text.includes(toAscii(name)) || text.includes(name), name)
})
const toAscii = (words: string) => words.replaceAll('（', '(').replaceAll('）', ')')
