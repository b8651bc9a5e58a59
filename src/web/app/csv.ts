/** A cell that a spreadsheet takes as words: never as a formula (CWE-1236). */
const cell = (words: string): string => {
  const plain = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(words) ? `'${words}` : words
  return `"${plain.replaceAll('"', '""')}"`
}

/** UTF-8 with its mark and CRLF, as Japanese spreadsheets read it. */
export const csvOf = (table: readonly (readonly string[])[]): string =>
  `\ufeff${table.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`

export function saveCsv(name: string, table: readonly (readonly string[])[]): void {
  const url = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
