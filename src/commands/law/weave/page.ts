import { warekiDay } from '#civil/wareki.ts'
import type { Basis } from '#law/basis.ts'
import { type Datum, dataOf } from '#law/data.ts'
import { factsOf, placeOf } from '#law/said/labels.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { citeOf } from '../articles.ts'
import { byPiece, type Enforced } from './enforced.ts'
import { type Html, html } from './html.ts'
import { type Coded, cut, type Piece, type Quoted } from './pieces.ts'
import { style } from './style.ts'

/** What a page is woven from. */
export type Woven = {
  readonly profile: Profile
  /** text.txt, verbatim. */
  readonly text: string
  readonly coded: Coded
  /** What carries out each clause, in the matrix's order. */
  readonly enforced: readonly Enforced[]
  /** 令和8年11月23日 */
  readonly printedOn: string
}

/** One document as a page for a lawyer: its words on the left, on the right what they yield, and the code. */
export function weavePage({ profile, text, coded, enforced, printedOn }: Woven): string {
  const data = dataOf(profile)
  const { pieces, after } = cut(text, coded.passages)
  const carried = byPiece(enforced, text, [...pieces.map(({ end }) => end), text.length])
  const rows = pieces.map((piece, at) => row(piece, data, carried[at]!))
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${profile.title} — 条文と定め</title>
<style>${{ html: style }}</style>
</head>
<body>
<header>
<h1>${profile.title}</h1>
<p class="version">${profile.version}　施行・改正 ${profile.effectiveFrom.map(({ day }) => (day === null ? '（空欄）' : warekiDay(day))).join('、')}　${printedOn}現在のプログラムによる</p>
<p>左は規程の文言そのまま、右はその文言からプログラムが受け取った定めです。根拠の種類を言葉で示します。</p>
<ul class="legend">
<li class="text"><b>文言</b> 規程の言葉がそう言っている</li>
<li class="reading"><b>読み</b> 言葉をそう読んだ（番号つき）</li>
<li class="house"><b>内規</b> 規程の定めではなく、このプログラムが足した</li>
<li class="silent"><b>なし</b> 定めを生まない文とその理由</li>
</ul>
</header>
<main>
<div class="row heads" aria-hidden="true"><div>規程の文言</div><div>プログラムの定め</div></div>
${rows}
<section class="row"><div class="words">${between(after)}</div><div class="yields">${carried.at(-1)!.map(enforcedBlock)}</div></section>
</main>
${ours(data)}
<section class="assembly"><h2>読み・内規と組み立ての符号</h2>
<pre><code>${coded.rest}</code></pre></section>
</body>
</html>
`.html
}

function row(
  { before, passage }: Piece,
  data: readonly Datum[],
  enforced: readonly Enforced[],
): Html {
  const own = data.filter(({ basis }) => basis && citeOf(basis) === passage.cite)
  const said = own.filter(({ basis }) => basis?.kind === 'text' && basis.quote === passage.quote)
  const read = own.filter(({ basis }) => basis?.kind === 'reading' && basis.of === passage.quote)
  return html`<section class="row">
<div class="words">${between(before)}<p class="quote">${passage.quote} <span class="cite">${passage.cite}</span></p></div>
<div class="yields">${passage.because === null ? '' : html`<p class="silent"><b>なし</b> ${passage.because}</p>`}${said.length > 0 ? html`<ul class="text">${said.map(datum => html`<li><b>文言</b> ${sayingOf(datum)}</li>`)}</ul>` : ''}${readings(read)}${enforced.map(enforcedBlock)}${code(passage)}</div>
</section>
`
}

/** Headings, number marks and cells that no passage quotes; blank lines of the source are not kept. */
const between = (words: string): Html | string =>
  words.trim() === '' ? '' : html`<p class="between">${words.trim().replace(/\n\s*\n+/g, '\n')}</p>`

function sayingOf(datum: Datum): Html {
  const facts = factsOf(datum)
  return facts
    ? html`<span class="place">${placeOf(datum)}</span>　${facts}`
    : html`<span class="place">${placeOf(datum)}</span>`
}

/** Each reading once, with all the data that rest on it. */
function readings(data: readonly Datum[]): Html | string {
  const bySaying = Map.groupBy(data, ({ basis }) => JSON.stringify(basis))
  if (bySaying.size === 0) return ''
  const items = [...bySaying.values()].map(same => {
    const basis = same[0]!.basis as Extract<Basis, { kind: 'reading' }>
    return html`<li><b>読み ${basis.reading}</b> ${basis.says}<br>${same.map((datum, at) => html`${at > 0 ? '、' : ''}${sayingOf(datum)}`)}</li>`
  })
  return html`<ul class="reading">${items}</ul>`
}

const code = ({ code }: Quoted): Html | string =>
  code === '' ? '' : html`<pre><code>${code}</code></pre>`

function enforcedBlock({ id, kind, by, tests, waiting }: Enforced): Html {
  const item = (sort: string, words: string) => html`<li><b>${sort}</b> ${words}</li>`
  const items = [
    ...by.map(words => item('担い手', words)),
    ...tests.map(words => item('試験', words)),
    ...waiting.map(words => item('△ まだない', words)),
  ]
  return html`<div class="enforced"><p><b>${id}</b> ${kind}</p>${items.length > 0 ? html`<ul>${items}</ul>` : ''}</div>`
}

/** House rules and other law, which stand under no passage. */
function ours(data: readonly Datum[]): Html {
  const of = (kind: Basis['kind']) => [
    ...Map.groupBy(
      data.filter(({ basis }) => basis?.kind === kind),
      ({ basis }) => JSON.stringify(basis),
    ).values(),
  ]
  const saying = ({ basis }: Datum) =>
    basis?.kind === 'houseRule'
      ? basis.rule
      : basis?.kind === 'otherLaw'
        ? `${basis.cite}: ${basis.says}`
        : ''
  const table = (same: readonly (readonly Datum[])[]) =>
    html`<table><thead><tr><th scope="col">内容</th><th scope="col">どの定めの根拠か</th></tr></thead><tbody>${same.map(
      group =>
        html`<tr><td>${saying(group[0]!)}</td><td>${group.map((datum, at) => html`${at > 0 ? html`<br>` : ''}${sayingOf(datum)}`)}</td></tr>`,
    )}</tbody></table>`
  const other = of('otherLaw')
  return html`<section class="ours house"><h2>内規</h2>
<p>規程の定めではありません。このプログラムが足し、画面でも内規と示します。</p>
${table(of('houseRule'))}</section>
${other.length > 0 ? html`<section class="ours"><h2>他の法令</h2><p>規程の所管が確かめるまで、拒否の根拠としては印刷しません。</p>${table(other)}</section>` : ''}`
}
