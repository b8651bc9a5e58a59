import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readProofs } from './proof.ts'

/** A page of tests as they are written; its calls are taken apart so that this file itself proves nothing. */
const page = (lines: readonly string[]) =>
  lines.join('\n').replaceAll('@', 'describe(').replaceAll('#', 'test(')

describe('what tests say without running', () => {
  test('a row’s tests, each by its basis', () => {
    const { proofs, unfounded } = readProofs(
      page([
        "@'KAI-10-2b', () => {",
        "  #'運用基準10（2）: 委員が1名だけでは始められない', () => {})",
        "  #'読み A8: 求めた本人は立会えない', () => {})",
        "  #'内規: 席を外せば止まる', () => {})",
        "  #'内規 A8: 操作担当者', () => {})",
        "  #'他の法令: 刑事訴訟法', () => {})",
        '})',
      ]),
    )
    assert.deepEqual(
      proofs.map(({ row, basis, cite, number }) => [row, basis, cite, number]),
      [
        ['KAI-10-2b', 'text', '運用基準10（2）', null],
        ['KAI-10-2b', 'reading', null, 'A8'],
        ['KAI-10-2b', 'houseRule', null, null],
        ['KAI-10-2b', 'houseRule', null, 'A8'],
        ['KAI-10-2b', 'otherLaw', null, null],
      ],
    )
    assert.deepEqual(unfounded, [])
  })

  test('a name without a basis proves nothing and is told', () => {
    const { proofs, unfounded } = readProofs(
      page(["@'KAI-1', () => {", "  #'読み: 番号がない', f)", "  #'it works', f)", '})']),
    )
    assert.deepEqual(proofs, [])
    assert.deepEqual(
      unfounded.map(({ name }) => name),
      ['読み: 番号がない', 'it works'],
    )
  })

  test('what stands outside a row belongs to none', () => {
    const { proofs, unfounded } = readProofs(
      page([
        "#'第1条: 前', f)",
        "@'whole', () => {",
        "  @'HOKUTO-6-2a', () => {",
        "    #'第6条第2項: 中', f)",
        '  })',
        "  #'第1条: 後', f)",
        '})',
        "@'other', () => {",
        "  #'第1条: よそ', f)",
        '})',
      ]),
    )
    assert.deepEqual(
      proofs.map(({ row, name }) => [row, name]),
      [['HOKUTO-6-2a', '第6条第2項: 中']],
    )
    assert.deepEqual(unfounded, [])
  })

  test('skipped tests and tests to be written prove nothing', () => {
    const lines = [
      "@'KAI-1', () => {",
      "  test.skip('内規: 甲', f)",
      "  // test('内規: 乙', f)",
      '})',
    ]
    assert.deepEqual(readProofs(page(lines)).proofs, [])
  })

  test('a call that was broken over lines is read all the same', () => {
    const { proofs } = readProofs(
      page(["@'SAKAI-3', () => {", '  #', "    '内規: 甲',", '    f)', '})']),
    )
    assert.equal(proofs[0]?.name, '内規: 甲')
  })
})
