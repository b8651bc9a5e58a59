import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Fault } from '#fault/fault.ts'
import { printedPremises, readPremises, siteFile } from './premises.ts'

async function directoryWith(t: TestContext, text: string | null): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tachiai-premises-'))
  t.after(() => rm(directory, { recursive: true }))
  if (text !== null) await writeFile(siteFile(directory), text)
  return directory
}

test('what was printed is read again; nothing there is nothing founded', async t => {
  const premises = { directory: '', site: '51', keeper: '4b', shares: ['/s/one'], demo: false }
  const directory = await directoryWith(t, printedPremises(premises))
  assert.deepEqual(await readPremises(directory), { ...premises, directory })
  assert.equal(await readPremises(await directoryWith(t, null)), null)
})

test('a newer format, an unknown one and a broken file are told apart in words, and none is taken for an empty place', async t => {
  const said = async (text: string) =>
    readPremises(await directoryWith(t, text)).then(
      () => assert.fail('it was read'),
      error => (error instanceof Fault && error.hint ? error.sentence.ja : `no fault: ${error}`),
    )
  assert.match(await said('{"format":2,"site":"51"}'), /新しい版/)
  for (const text of ['{"format":0}', '{}', '{"format":"2"}', '{"format":1', '', 'null', '[]']) {
    assert.match(await said(text), /site\.json が読めません/, text)
  }
})
