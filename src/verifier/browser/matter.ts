import type { Leaf } from '#leaf/leaf.ts'
import type { Book } from '#verification/register-page.ts'
import { element } from './element.ts'
import type { Shown } from './task.ts'

/** What the file itself says: the entry of a proof, the lines of a page. */
export function matter(shown: Shown): readonly HTMLElement[] {
  if (shown.what === 'proof' && shown.leaf) return [entry(shown.leaf, shown.index, shown.body)]
  if (shown.what === 'page' && shown.book) return [book(shown.book)]
  return []
}

const moment = new Intl.DateTimeFormat('ja-JP', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Asia/Tokyo',
})

function entry(
  leaf: Leaf,
  index: number | null,
  body: Readonly<Record<string, unknown>> | null,
): HTMLElement {
  const { type, stream, n, atUs, rule, basis } = leaf
  const rows: [string, string][] = [
    ['番号', `${index ?? '—'}番`],
    ['種類', type === 'Refused' ? 'Refused（断った記録）' : type],
    ['時刻', timeOf(atUs)],
    ['綴りと順番', `${stream}番の綴りの${n}番目`],
    [
      '当てはめた規程',
      rule ? `${rule.profile} ${rule.version}` : '（規程によらない、記録そのものの出来事）',
    ],
    ['根拠', basis?.cite ?? '—'],
  ]
  return element(
    'section',
    { class: 'matter' },
    element('h3', {}, 'この記録'),
    element(
      'dl',
      {},
      ...rows.map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
    body
      ? element(
          'details',
          { open: '' },
          element('summary', {}, '中身（記録されたままの文）'),
          element('pre', {}, JSON.stringify(body, null, 2)),
        )
      : element('p', {}, '中身は付いていません（年限が過ぎたか、付けずに渡されたものです）。'),
  )
}

/** A leaf of another's making may say any number. */
function timeOf(atUs: number): string {
  const ms = Math.floor(atUs / 1000)
  return Math.abs(ms) < 8.64e15 ? moment.format(ms) : String(atUs)
}

function book({ title, heads, rows }: Book): HTMLElement {
  return element(
    'section',
    { class: 'matter' },
    element('h3', {}, title),
    element(
      'div',
      { class: 'book', role: 'region', 'aria-label': title, tabindex: '0' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...heads.map(({ name, within }) =>
              element('th', { scope: 'col' }, within === null ? name : `${within} ${name}`),
            ),
            element('th', { scope: 'col' }, '欄外'),
          ),
        ),
        element(
          'tbody',
          {},
          ...rows.map(({ cells, margin }) =>
            element(
              'tr',
              {},
              ...cells.map(cell => element('td', {}, cell)),
              element('td', { class: 'margin' }, margin),
            ),
          ),
        ),
      ),
    ),
  )
}
