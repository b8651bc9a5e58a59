import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Binding, code, definition, gap, otherBasis } from './binding.ts'
import { findingsOf } from './findings.ts'
import type { Proof } from './proof.ts'
import type { RefuseItem, Row } from './row.ts'

const row = (kind: Row['kind'], ...refuses: readonly RefuseItem[]): Row => ({
  id: 'KAI-1',
  phrase: '句',
  meaning: 'meaning',
  kind,
  does: 'does',
  actor: '—',
  when: '—',
  refuses,
})
const fewWitnesses: RefuseItem = { basis: 'text', says: 'fewer than two' }
const requester: RefuseItem = { basis: 'reading', number: 'A8', says: 'requester as witness' }
const unnumbered: RefuseItem = { basis: 'reading', says: 'both at once' }

const proof = (basis: Proof['basis'], number: string | null = null): Proof => ({
  row: 'KAI-1',
  name: 'name',
  basis,
  cite: basis === 'text' ? '第1条' : null,
  number,
})
const viewing = code('domain/viewing/viewing.ts', 'viewing')

const wrongs = (
  row: Row,
  bindings: readonly Binding[],
  proofs: readonly Proof[],
  isThere: (binding: Binding) => boolean = () => true,
) => findingsOf(row, bindings, proofs, isThere).map(({ wrong }) => wrong)

describe('what is wrong with a row', () => {
  test('nothing, when it is bound and each item has a test of its basis', () => {
    const proofs = [proof('text'), proof('reading', 'A8'), proof('reading', 'B1')]
    const whole = row('M', fewWitnesses, requester, unnumbered)
    assert.deepEqual(wrongs(whole, [viewing], proofs), [])
  })

  test('nobody bound it', () => {
    assert.deepEqual(wrongs(row('D'), [], []), ['unbound'])
    assert.deepEqual(wrongs(row('D', fewWitnesses), [], []), ['unbound', 'unproved'])
  })

  test('it is bound to something that is not there', () => {
    assert.deepEqual(
      wrongs(row('R'), [viewing], [], () => false),
      ['boundToNothing'],
    )
  })

  test('a definition alone carries out definitions only', () => {
    const kept = definition('footage.means')
    assert.deepEqual(wrongs(row('D'), [kept], []), [])
    for (const kind of ['M', 'R', 'P'] as const) {
      assert.deepEqual(wrongs(row(kind), [kept], [proof('text')]), ['notCarriedOut'])
    }
  })

  test('an item has no test of its own basis', () => {
    assert.deepEqual(wrongs(row('R', fewWitnesses), [viewing], [proof('houseRule')]), ['unproved'])
    assert.deepEqual(wrongs(row('R', requester), [viewing], [proof('reading', 'B1')]), ['unproved'])
    assert.deepEqual(wrongs(row('R', requester, unnumbered), [viewing], [proof('reading', 'A8')]), [
      'unproved',
    ])
  })

  test('two items of one basis want two tests', () => {
    const again = { ...fewWitnesses, says: 'one member twice' }
    assert.deepEqual(wrongs(row('R', fewWitnesses, again), [viewing], [proof('text')]), [
      'unproved',
      'unproved',
    ])
  })

  test('what the software must make impossible has a test, whatever it refuses', () => {
    assert.deepEqual(wrongs(row('M'), [viewing], []), ['unproved'])
    assert.deepEqual(wrongs(row('M'), [viewing], [proof('text')]), [])
  })

  test('a gap excuses the item it names, and no other', () => {
    const waiting = [viewing, gap('screens', 'fewer')]
    assert.deepEqual(wrongs(row('M', fewWitnesses), waiting, []), [])
    assert.deepEqual(wrongs(row('M', fewWitnesses, requester), waiting, []), ['unproved'])
    assert.deepEqual(wrongs(row('M', requester), waiting, [proof('reading', 'A8')]), ['noSuchItem'])
  })

  test('a gap that was closed is told', () => {
    const waiting = [viewing, gap('screens', 'fewer')]
    assert.deepEqual(wrongs(row('M', fewWitnesses), waiting, [proof('text')]), ['gapClosed'])
  })

  test('a gap for the whole row excuses it only while no code carries out any of it', () => {
    const { length } = wrongs(row('M', fewWitnesses, requester), [gap('forms')], [])
    assert.equal(length, 0)
    assert.deepEqual(wrongs(row('M', fewWitnesses), [gap('forms'), viewing], []), ['unproved'])
  })

  test('an item may rest on another basis than the matrix says, for a reason that is written down', () => {
    const reread = [viewing, otherBasis('fewer', 'reading', 'A8', 'the words leave it open')]
    assert.deepEqual(wrongs(row('M', fewWitnesses), reread, [proof('reading', 'A8')]), [])
    assert.deepEqual(wrongs(row('M', fewWitnesses), reread, [proof('text')]), ['unproved'])
    assert.deepEqual(wrongs(row('M', requester), reread, [proof('reading', 'A8')]), ['noSuchItem'])
  })
})
