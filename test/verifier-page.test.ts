import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { profiles } from '#law/profiles/held.ts'
import { answerOf } from '#verification/answer.ts'
import { verifyFile } from '#verification/brought-file.ts'
import { verifyExported } from '#verification/exported.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { verifierPage } from '#verifier/page.ts'
import { openInBrowser, type PageInBrowser } from './browser.ts'
import { withDatabase } from './database.ts'
import { exported, type Files, primitives } from './exported.ts'
import { makeKeeperFrames } from './keeper-frames.ts'
import { freshLedger, noted } from './ledger.ts'
import { proofOf, registerPageOf } from './proofs.ts'

const profileOf = profileAmong(profiles)
const asNode = (files: Files, brought: readonly string[] = []) =>
  answerOf(
    primitives,
    'ledger',
    verifyExported(primitives, path => files.get(path) ?? null, brought, { profileOf }),
  )
const copy = (files: Files): Files =>
  new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]))

describe('the page for outsiders, in Chromium, from a file', () => {
  let browser: PageInBrowser
  before(async () => {
    browser = await openInBrowser()
  })
  after(() => browser.close())

  async function someLedger(t: Parameters<typeof withDatabase>[0]) {
    const { app } = await withDatabase(t)
    const { ledger, signer } = await freshLedger(app)
    await ledger.append(
      Array.from({ length: 270 }, (_, at) => noted(`ledger/${at % 3}`, Math.floor(at / 3), 'x')),
    )
    const keeper = makeKeeperFrames(6)
    await ledger.append([keeper.enrolled])
    await ledger.append(keeper.acts(1, 6))
    return { files: await exported(ledger), ledger, signer }
  }

  test('a whole ledger, whole and damaged: it says what Node says, and asks nobody', async t => {
    const { files, ledger } = await someLedger(t)
    assert.deepEqual(await browser.verdict(files), asNode(files))
    const words = await browser.page.locator('#result').innerText()
    assert.match(words, /変えられたところはありません/)
    const { fingerprint } = asNode(files)
    assert.match(words.replace(/\s+/g, ' '), new RegExp(fingerprint!))
    for (const damage of [
      (edited: Files) => (edited.get('tile/entries/000')![500]! ^= 1),
      (edited: Files) => (edited.get('tile/entries/001.p/21')![900]! ^= 4),
      (edited: Files) => (edited.get('openings.jsonl')![4000]! ^= 2),
      (edited: Files) => (edited.get('tile/0/000')![64]! ^= 8),
      (edited: Files) => (edited.get('checkpoint')![60]! ^= 1),
      (edited: Files) => edited.delete('tile/entries/000'),
      (edited: Files) => edited.set('streams.jsonl', Buffer.from('なにか')),
    ]) {
      const edited = copy(files)
      damage(edited)
      const said = await browser.verdict(edited)
      assert.deepEqual(said, asNode(edited))
      assert.ok(said.findings.length > 1)
      assert.match(await browser.page.locator('h2').nth(1).innerText(), /合わないところがあります/)
    }
    await ledger.append([noted('ledger/9', 0, 'later')])
    const { note } = await ledger.sign()
    assert.deepEqual(await browser.verdict(files, note), asNode(files, [note]))
    assert.match(await browser.page.locator('#result').innerText(), /終わりが切り取られています/)
    assert.deepEqual(
      browser.requests.filter(url => !url.startsWith('blob:')),
      [],
    )
  })

  test('a proof and a register page, whole and damaged', async t => {
    const { ledger } = await someLedger(t)
    for (const bytes of [await proofOf(ledger, 7), await registerPageOf(ledger, ['ledger/1'])]) {
      const single = new Map([['受け取った.json', bytes]])
      const verdict = verifyFile(primitives, bytes, [], profileOf)
      assert.deepEqual(verdict.findings, [])
      assert.deepEqual(await browser.verdict(single), answerOf(primitives, verdict.what, verdict))
      const edited = Buffer.from(bytes)
      edited[edited.length - 200]! ^= 1
      const other = verifyFile(primitives, edited, [], profileOf)
      assert.ok(other.findings.length > 0)
      assert.deepEqual(
        await browser.verdict(new Map([['x', edited]])),
        answerOf(primitives, other.what, other),
      )
    }
  })

  test('words in a file stay words', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    await ledger.append([
      noted('ledger/1', 0, '<img src=x onerror=alert(1)><script>alert(1)</script>'),
    ])
    await browser.verdict(new Map([['証明.txt', await proofOf(ledger, 0)]]))
    assert.equal(await browser.page.locator('#result img, #result script').count(), 0)
    assert.match(await browser.page.locator('#result pre').innerText(), /<img src=x/)
  })

  test('the fingerprint on paper is compared as it is typed', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    await ledger.append([noted('ledger/1', 0, 'x')])
    const { fingerprint } = await browser.verdict(new Map([['p', await proofOf(ledger, 0)]]))
    const said = async (typed: string) => {
      await browser.page.locator('#paper').fill(typed)
      return await browser.page.locator('#compared').innerText()
    }
    assert.match(await said(fingerprint!.toUpperCase()), /同じです。この事務所の鍵/)
    assert.match(await said(fingerprint!.slice(0, 9)), /ここまでは同じです/)
    assert.match(await said(`${fingerprint!.slice(0, -1)}g`), /ここまでは同じです/)
    assert.match(
      await said(fingerprint!.replace(/^./, digit => (digit === '0' ? '1' : '0'))),
      /違います/,
    )
  })

  test('it may call nobody: its own policy refuses', async () => {
    const refused = await browser.page.evaluate(
      `fetch('https://example.invalid/').then(() => 'went out', error => error.name)`,
    )
    assert.equal(refused, 'TypeError')
    const page = await verifierPage(profiles)
    assert.match(page, /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/)
    assert.doesNotMatch(page, /\s(?:src|href)=["']?\w/)
    assert.equal(page, await verifierPage(profiles), 'the same source makes the same bytes')
  })
})
