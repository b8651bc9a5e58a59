import type { Scene } from './play.ts'

/** Somebody to sign in as. */
export type Visitable = {
  readonly name: string
  readonly post: string
  readonly does: string
  readonly loginId: string
  readonly password: string
}

export type Front = {
  readonly organisation: string
  /** Where the office is; null: it is not there yet. */
  readonly office: string | null
  readonly people: readonly Visitable[]
  readonly scenes: readonly Scene[]
  /** How many scenes there will be. */
  readonly of: number
  /** What kept the play from being finished; null: nothing did. */
  readonly problem: string | null
  /** A number with which this browser becomes an enrolled screen; null: not asked for. */
  readonly number: string | null
}

/** The demo's own page: who there is, how to get in, what waits for whom. Plain HTML that works without a script. */
export function frontPage(front: Front): string {
  const { organisation, scenes, of, problem } = front
  const isReady = scenes.length >= of
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isReady || problem !== null ? '' : '<meta http-equiv="refresh" content="3">'}
<title>見本の入口 — 立会い</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>見本の入口</h1>
<p>${escaped(organisation)}は、架空の組織です。人も事件もすべて作り物で、映像は模擬カメラの絵です。この見本の機械の中だけで動いています。</p>
${problem === null ? '' : `<p class="notice" role="alert">見本の用意が途中で止まりました。端末で q を押して終わり、<code>npm run demo -- --fresh</code> で始め直してください。（${escaped(problem)}）</p>`}
${stepOne(front)}
${stepTwo(front)}
${stepThree(front, isReady)}
</main>
</body>
</html>
`
}

const stepOne = ({ office, number }: Front): string => `<section>
<h2>1　この画面を、閲覧の端末にする</h2>
<p>映像を見ることは、登録した端末の前でだけできます。番号を受け取り、事務室の「端末の登録」に入れてください。見なくてよければ、飛ばしてかまいません。</p>
${number === null ? '' : `<p class="number" role="status">端末の番号 <strong>${escaped(number)}</strong>（一度だけ、30分のあいだ）</p>`}
<form method="post" action="/number"><button${office === null ? ' disabled' : ''}>端末の番号を受け取る</button></form>
${office === null ? '<p>事務室を用意しています。</p>' : `<p><a href="${escaped(office)}/screen" target="_blank" rel="noopener">端末の登録を開く</a></p>`}
</section>`

const stepTwo = ({ office, people }: Front): string => `<section>
<h2>2　だれかになって入る</h2>
${office === null ? '<p>人を用意しています。</p>' : `<p><a class="filled" href="${escaped(office)}/sign-in" target="_blank" rel="noopener">事務室に入る</a></p>`}
<ul class="people">
${people.map(person).join('\n')}
</ul>
<p>署名を求められたら、この表のパスワードを使います（見本では、登録した端末の前のパスワードによる署名を認めています）。</p>
</section>`

const person = ({ name, post, does, loginId, password }: Visitable): string => `<li>
<h3>${escaped(name)}</h3>
<p class="post">${escaped(post)}</p>
<p>${escaped(does)}</p>
<dl><div><dt>ID番号</dt><dd><code>${escaped(loginId)}</code></dd></div><div><dt>パスワード</dt><dd><code>${escaped(password)}</code></dd></div></dl>
</li>`

function stepThree({ scenes, of }: Front, isReady: boolean): string {
  const rows = scenes
    .map(
      ({ id, waits, who }) =>
        `<tr><th scope="row">${escaped(id)}</th><td>${escaped(waits)}</td><td>${escaped(who)}</td></tr>`,
    )
    .join('\n')
  return `<section>
<h2>3　待っている件</h2>
${isReady ? '' : `<p role="status">用意しています（${scenes.length} / ${of}）。人が実際にすることを順に行うので、三分ほどかかります。この画面は自分で新しくなります。</p>`}
${
  scenes.length === 0
    ? ''
    : `<div class="wide"><table><thead><tr><th scope="col">番号</th><th scope="col">待っていること</th><th scope="col">する人</th></tr></thead><tbody>
${rows}
</tbody></table></div>`
}
</section>`
}

const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!,
  )

/** Colours and sizes of the office's own pages. */
export const frontStyle = `
*{box-sizing:border-box}
body{margin:0;background:#f2f2f2;color:#1a1a1a;font:400 17px/1.7 'Noto Sans JP',system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.4;margin:0 0 .5rem}
h2{font-size:1.25rem;line-height:1.5;margin:0 0 .5rem}
h3{font-size:1.0625rem;margin:0}
p{margin:.25rem 0 .75rem}
section{background:#fff;border:1px solid #ccc;border-radius:8px;padding:1.25rem;margin-top:1.5rem}
a{color:#0017c1;text-underline-offset:4px;display:inline-block;min-height:1.5rem}
a.filled,button{display:inline-block;min-height:44px;padding:.5rem 1.25rem;border-radius:8px;font-size:1rem;font-weight:700;font-family:inherit;line-height:1.7}
a.filled{background:#0017c1;color:#fff;text-decoration:none}
button{background:#fff;color:#0017c1;border:1px solid #0017c1}
button:disabled{color:#626264;border-color:#626264}
:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}
.people{list-style:none;margin:1rem 0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}
.people li{border:1px solid #ccc;border-radius:8px;padding:1rem}
.post{font-weight:700;color:#4d4d4d}
dl{margin:0}dl div{display:flex;gap:1rem;flex-wrap:wrap}dt{min-width:6.5rem;color:#4d4d4d}dd{margin:0}
code{font:400 1rem/1.7 ui-monospace,monospace;overflow-wrap:anywhere}
.number strong{font:700 1.25rem ui-monospace,monospace}
.notice{border-left:8px solid #ce0000;padding:.5rem 1rem;background:#fdeeee}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #ccc;white-space:nowrap}
`
