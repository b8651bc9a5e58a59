/** The page before anybody brought anything. `policy`, `style` and `program` come from the build. */
export const shell = (policy: string, style: string, program: string): string => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="referrer" content="no-referrer">
<title>改ざん防止記録を確かめる — Tachiai</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="name">Tachiai（立会い）</p>
<h1>改ざん防止記録を確かめる</h1>
<p>防犯カメラの事務所から受け取った記録が、書かれたあとで変えられていないかを、あなたの手元で調べます。
このページは一つのファイルだけでできていて、インターネットにつながらず、何も送らず、何も保存しません。</p>
</header>
<main>
<section class="bring screen" aria-labelledby="bring-head">
<h2 id="bring-head">調べるものを入れる</h2>
<div id="drop">
<p class="lead">ここにファイルかフォルダを落とす</p>
<div class="choose">
<label class="button"><input type="file" id="file">ファイルを選ぶ</label>
<label class="button"><input type="file" id="folder" webkitdirectory>フォルダを選ぶ</label>
</div>
<p class="hint">ファイル: ひとつの記録の証明、または簿冊の一頁。フォルダ: 記録の全体（中に ledger.json があるもの）。</p>
</div>
<details>
<summary>紙などに控えたチェックポイントがある</summary>
<label for="brought">書かれているとおりに打ち込むか、貼り付けてください。いくつもあるときは、間に「--」だけの行を置きます。</label>
<textarea id="brought" rows="6" autocomplete="off" spellcheck="false" placeholder="tachiai/…&#10;1234&#10;…&#10;&#10;— tachiai/… …"></textarea>
<button type="button" id="again">控えと合わせて、もう一度調べる</button>
</details>
</section>
<p id="progress" role="status" aria-live="polite"></p>
<div id="result"></div>
</main>
<footer>
<p>このページそのものが本物かどうかは、事務所からではなく、別のところ（公開されている配布元や、市の監査の窓口）から受け取ったもので調べると確かになります。</p>
</footer>
<script type="application/json" id="verdict"></script>
<script id="program">${program}</script>
</body>
</html>
`
