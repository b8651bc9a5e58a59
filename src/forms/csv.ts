import type { PrintedBook } from '#registers/printed-book.ts'

/** A spreadsheet takes what begins like this as a formula; an apostrophe before it makes it words (OWASP: CSV injection). */
const formula = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** RFC 4180 with the mark that tells Japanese spreadsheets that it is UTF-8. */
export function csvOf({ heads, rows }: PrintedBook): string {
  const lines = [
    [
      '記録簿番号・保存期限',
      ...heads.map(({ name, within }) => (within ? `${within}／${name}` : name)),
    ],
    ...rows.map(({ cells, margin }) => [margin, ...cells]),
  ]
  return `\uFEFF${lines.map(line => `${line.map(field).join(',')}\r\n`).join('')}`
}

const field = (words: string) =>
  `"${(formula.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`
