import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { checked, misquoted } from '#law/said/own-rules.ts'
import { rulesNamed, textOf } from './rules.ts'

const written = (change: object) => JSON.stringify({ ...sakai, ...change })

describe('自分の規程のファイル', () => {
  test('書き出した規程は、そのまま読める', () => {
    assert.deepEqual(checked(JSON.stringify(sakai)), { profile: sakai, problems: [] })
  })

  test('JSON でないもの', () => {
    const { profile, problems } = checked('{')
    assert.equal(profile, null)
    assert.match(problems[0]!.ja, /JSON/)
  })

  test('足りない項目は、その場所を言う', () => {
    const { retention: _, ...without } = sakai
    const { problems } = checked(JSON.stringify(without))
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['retention'],
    )
    assert.match(problems[0]!.ja, /値がありません/)
  })

  test('知らない項目と、選べない値', () => {
    const [unknown] = checked(written({ rentention: {} })).problems
    assert.match(unknown!.ja, /知らない項目/)
    const [value] = checked(
      written({ retention: { ...sakai.retention, rule: { kind: 'forever' } } }),
    ).problems
    assert.equal(value!.path, 'retention.rule.kind')
  })

  test('根拠のない定めは読まない', () => {
    const { problems } = checked(written({ silence: { ask: '総務課' } }))
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['silence.by'],
    )
  })

  test('条項を名のる内規は読まない', () => {
    const by = { kind: 'houseRule', cite: '内規', rule: '第6条第2項により2名とします。' }
    const { profile, problems } = checked(written({ succession: { by } }))
    assert.equal(profile, null)
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['succession'],
    )
  })

  test('一覧にない根拠を挙げる規程は読まない', () => {
    const disclosure = { ...sakai.disclosure, informalGround: '要領99' }
    assert.deepEqual(
      checked(written({ disclosure })).problems.map(({ path }) => path),
      ['disclosure.informalGround'],
    )
  })

  test('原文にない引用は、その場所を言う', () => {
    const words = textOf(rulesNamed('sakai'))!
    assert.deepEqual(misquoted(sakai, words), [])
    const by = { ...sakai.erasure.by, quote: '原文にない文。' }
    const wrong = { ...sakai, erasure: { ...sakai.erasure, by } }
    assert.deepEqual(
      misquoted(wrong, words).map(({ path }) => path),
      ['erasure'],
    )
  })
})
