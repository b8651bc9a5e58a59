import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Premises } from '#keeper/premises.ts'
import { OperatorError } from '../command.ts'
import { foldersAbove, requireNames, requirePlaces } from './preconditions.ts'

const site: Premises = {
  directory: '/var/lib/tachiai',
  site: '',
  keeper: '',
  shares: ['/etc/passwd'],
  demo: false,
}
const refuses = (run: () => void, words: RegExp) =>
  assert.throws(run, error => error instanceof OperatorError && words.test(error.text.ja))

test('a place that a unit cannot name, or whose socket the kernel cannot, is refused', () => {
  requireNames('/var/lib/tachiai', site)
  refuses(() => requireNames('/srv/a\nExecStart=/bin/sh', null), /使えません/)
  refuses(() => requireNames('/srv', { ...site, shares: ['/mnt/\u0007'] }), /使えません/)
  refuses(() => requireNames(`/srv/${'長'.repeat(40)}`, null), /長すぎます/)
})

test('a place that is gone after a boot, a share that is away and a demo are refused', () => {
  for (const path of ['/tmp/x', '/var/tmp/x', '/run/x', '/dev/shm/x']) {
    refuses(() => requirePlaces(path, null), /機械を止めると消える/)
  }
  refuses(() => requirePlaces('/srv', { ...site, shares: ['/etc/none'] }), /見つかりません/)
  refuses(() => requirePlaces('/srv', { ...site, demo: true }), /デモ/)
})

test('the keeper must pass through what lies above its folders, not through the folders themselves', () => {
  const shares = ['/mnt/stick/one.share']
  assert.deepEqual(
    foldersAbove({ ...site, shares }).map(({ path }) => path),
    ['/var/lib', '/mnt'],
  )
  assert.deepEqual(foldersAbove(null), [])
})
