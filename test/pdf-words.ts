/** What another program reads in a PDF of ours. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function textOf(pdf: Uint8Array, ...options: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-pdf-'))
  const file = join(folder, 'form.pdf')
  writeFileSync(file, pdf)
  try {
    return execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Without the spaces and line ends of the layout. */
export const close = (words: string): string => words.replace(/\s/g, '')

/** Every word lies on its A4 sheet, and none on another. */
export function assertApart(pdf: Uint8Array): void {
  const boxes = [
    ...textOf(pdf, '-bbox').matchAll(
      /<page |xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g,
    ),
  ]
  assert.ok(boxes.length > 20)
  let page: (readonly [number, number, number, number])[] = []
  for (const [whole, ...at] of boxes) {
    if (whole.startsWith('<page')) {
      page = []
      continue
    }
    const [left, top, right, bottom] = at.map(Number) as [number, number, number, number]
    assert.ok(left >= 0 && right <= 596 && top >= 0 && bottom <= 842, 'on the sheet')
    const middle = (top + bottom) / 2
    for (const [l, t, r, b] of page)
      assert.ok(
        right <= l + 1 || left >= r - 1 || Math.abs((t + b) / 2 - middle) > 6,
        `${top} ${left}`,
      )
    page.push([left, top, right, bottom])
  }
}
