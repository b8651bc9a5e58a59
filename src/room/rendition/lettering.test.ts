import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layoutOf } from './layout.ts'
import { fitted, letteringFor } from './lettering.ts'

const words = fc.array(
  fc.constantFrom('髙橋', '山﨑', '𠮷田', '葛󠄀城', '　', ' ', 'No.12', '・', '令和8年度'),
  { maxLength: 40 },
)

test('no line is wider than the picture, and no character is lost but spaces where it breaks', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 120, max: 4000 }), (parts, width) => {
      const line = parts.join('')
      const lettering = letteringFor(width)
      const lines = fitted([line], width, lettering)
      const bare = (text: string) => text.replaceAll(/[ 　]/g, '')
      assert.equal(bare(lines.join('')), bare(line))
      for (const one of lines) {
        const wide = [...new Intl.Segmenter('ja').segment(one)].length * 0.67 * lettering.size
        assert.ok(wide <= width)
      }
    }),
  )
})

test('the border lies around the picture, never on it, and has even sides', () => {
  const border = { above: ['閲覧のみ'.repeat(9)], below: ['東門前'], line: '' }
  for (const [width, height] of [
    [320, 240],
    [353, 287],
    [3840, 2160],
  ] as const) {
    const layout = layoutOf(
      border,
      width,
      height,
      '令和8年11月22日（日）09時00分01秒000　コマ 31／60',
    )
    assert.deepEqual([layout.width % 2, layout.height % 2, layout.top % 2], [0, 0, 0])
    const { top, lineHeight } = layout
    for (const y of [...layout.lines.map(line => line.y), ...layout.captionYs]) {
      assert.ok(y + lineHeight <= top || y >= top + height, `${y} of ${layout.height}`)
      assert.ok(y >= 0 && y + lineHeight <= layout.height)
    }
  }
})
