/** Self-contained: the page is mailed and printed. On paper A4 across, with page numbers. */
export const style = `
:root { color-scheme: light; --line: #b4b4b4; --blue: #0017c1; --amber: #8a3f00; --green: #115a36; --grey: #4d4d4d }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem 1rem 4rem; color: #1a1a1a; background: #fff;
  font: 400 1rem/1.7 "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.4 }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.375rem }
p { margin: 0 0 .5rem }
b { font-weight: 700 }
.version { color: var(--grey) }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0; padding: 0; list-style: none }
.row { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0 2rem; padding: 1rem 0; border-top: 1px solid var(--line) }
.heads { padding: .5rem 0; border: 0; border-bottom: 2px solid #1a1a1a; font-weight: 700 }
.heads + .row { border-top: 0 }
.words { font-family: "Noto Serif JP", "Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho", serif; font-size: 1.0625rem }
.between { color: var(--grey); white-space: pre-line }
.quote { line-height: 1.9 }
.cite { color: var(--grey); font-size: 1rem; white-space: nowrap }
.yields > * { margin: 0 0 .75rem }
.yields > :last-child { margin-bottom: 0 }
.yields ul { padding: 0; list-style: none }
.yields > ul, p.silent, .enforced { padding-left: .75rem; border-left: 4px solid var(--line) }
.yields li { margin: 0 0 .375rem; overflow-wrap: anywhere }
.yields > ul.text { border-color: var(--blue) }
.text > li > b, .legend .text b { color: var(--blue) }
.yields > ul.reading { border-color: var(--amber) }
.reading b { color: var(--amber) }
.legend .house b { color: var(--green) }
.silent { color: var(--grey) }
.place { font-weight: 700 }
.reading .place, .ours .place { font-weight: 400; color: var(--grey) }
.enforced { border-left-style: dotted }
.enforced p { margin: 0; color: var(--grey) }
.enforced ul { margin: 0; padding: 0 0 0 1rem }
.enforced li > b { color: var(--grey) }
pre { margin: 0; padding: .75rem; overflow-x: auto; background: #f2f2f2; font: 400 .875rem/1.5 "Noto Sans Mono CJK JP", "Noto Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
th, td { padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { border-top: 2px solid #1a1a1a }
td:first-child { width: 50% }
@media screen and (max-width: 48rem) {
  .row { grid-template-columns: minmax(0, 1fr); gap: .75rem 0 }
  .heads { display: none }
  h1 { font-size: 1.375rem }
  td, th { display: block; width: auto !important; padding-right: 0 }
  td + td, th + th { border-top: 0; padding-top: 0 }
  thead { display: none }
}
@media print {
  @page { size: A4 landscape; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif } }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.55 }
  h1 { font-size: 15pt } h2 { font-size: 12pt; break-after: avoid }
  .words { font-size: 10pt } .cite { font-size: 9pt }
  pre { font-size: 7.5pt; break-inside: auto }
  .row { gap: 0 8mm; padding: 2.5mm 0 }
  .quote, li, tr, .enforced p { break-inside: avoid }
  .between { break-after: avoid }
  thead { display: table-header-group }
  .assembly pre { column-count: 2; column-gap: 8mm }
}
`
