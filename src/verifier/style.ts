/** For a screen of any width and for A4 paper; no picture, no font, nothing to load. */
export const style = `
*{box-sizing:border-box}
:root{--ink:#1b1f24;--soft:#4d5661;--line:#c9d0d8;--paper:#fff;--ground:#f3f5f7;--act:#0b4f8a;--good:#0a6b3d;--good-ground:#e9f6ef;--bad:#a3131c;--bad-ground:#fdeeee;--ask:#7a4b00;--ask-ground:#fff6e3}
html{font:100%/1.75 "Hiragino Sans","Yu Gothic UI","Noto Sans JP","Noto Sans CJK JP",Meiryo,sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:50rem;padding:2rem 1.25rem 3rem;overflow-wrap:anywhere;line-break:strict}
h1,h2,h3{line-height:1.4;margin:0;text-wrap:balance}
h1{font-size:1.75rem}
h2{font-size:1.25rem}
h3{font-size:1.0625rem;margin-bottom:.5rem}
p{margin:.5rem 0}
header{margin-bottom:1.5rem}
.name{color:var(--soft);font-size:.875rem;margin:0;letter-spacing:.04em}
section{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;margin:1rem 0}
#drop{border:2px dashed #7b8794;border-radius:.5rem;padding:1.5rem 1rem;text-align:center;margin:.75rem 0}
#drop.over{border-color:var(--act);background:#e8f1f9}
.lead{font-weight:700;margin:0 0 .75rem}
.choose{display:flex;flex-wrap:wrap;gap:.75rem;justify-content:center}
.button,button{display:inline-block;font:inherit;font-weight:700;color:#fff;background:var(--act);border:2px solid var(--act);border-radius:.375rem;padding:.5rem 1.25rem;min-height:2.75rem;cursor:pointer}
button{color:var(--act);background:#fff}
.button:hover,button:hover{background:#083b68;border-color:#083b68;color:#fff}
.button input{position:absolute;width:1px;height:1px;opacity:0}
.button:focus-within,button:focus-visible,summary:focus-visible,textarea:focus-visible,input:focus-visible,.book:focus-visible{outline:3px solid #000;outline-offset:2px;box-shadow:0 0 0 3px #ffd43d}
.hint,.what,.origin,footer{color:var(--soft);font-size:.875rem}
summary{cursor:pointer;font-weight:700;color:var(--act);padding:.25rem 0}
details label{display:block;margin:.5rem 0;font-size:.9375rem}
textarea,input[type=text]{display:block;width:100%;font:0.9375rem/1.6 ui-monospace,Consolas,Menlo,monospace;padding:.5rem .75rem;border:1px solid #7b8794;border-radius:.375rem;margin-bottom:.75rem;color:var(--ink);background:#fff}
#progress{font-weight:700;min-height:1.75rem}
#progress:empty{display:none}
.headline{border-width:2px}
.headline h2{font-size:1.5rem;outline:none}
.headline .what{margin:0 0 .25rem}
.headline.right,.headline.silent{border-color:var(--good);background:var(--good-ground)}
.headline.right .mark,.headline.silent .mark{color:var(--good)}
.headline.wrong{border-color:var(--bad);background:var(--bad-ground)}
.headline.wrong h2{color:var(--bad)}
.headline.nothing{border-color:var(--ask);background:var(--ask-ground)}
.findings.wrong{border-left:.375rem solid var(--bad)}
.findings.silent{border-left:.375rem solid #b27400;background:var(--ask-ground)}
.findings ol{margin:0;padding-left:1.75rem}
.findings li{padding:.25rem 0}
code{display:block;font:0.8125rem/1.5 ui-monospace,Consolas,Menlo,monospace;color:var(--soft)}
.digits{display:grid;grid-template-columns:repeat(8,auto);justify-content:start;gap:.25rem .875rem;font:700 1.125rem/1.5 ui-monospace,Consolas,Menlo,monospace;background:var(--ground);border-radius:.375rem;padding:.75rem 1rem}
.compared{margin:0;font-weight:700}
.fingerprint input{margin-bottom:0}.compared:not(:empty){margin-top:.5rem}
.same{color:var(--good)}
.other{color:var(--bad)}
dl{margin:0}
dl div{display:grid;grid-template-columns:15rem 1fr;gap:0 1rem;padding:.375rem 0;border-top:1px solid var(--line)}
dl div:first-child{border-top:0}
dt{color:var(--soft)}
dd{margin:0}
pre{margin:.5rem 0 0;padding:.75rem 1rem;background:var(--ground);border-radius:.375rem;font:0.8125rem/1.6 ui-monospace,Consolas,Menlo,monospace;white-space:pre-wrap}
.book{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;line-height:1.5}
th,td{border:1px solid #7b8794;padding:.375rem .5rem;vertical-align:top;text-align:left;min-width:5rem}
th{background:var(--ground)}
.margin{color:var(--soft)}
.limits ul{margin:0;padding-left:1.25rem}
.limits li{padding:.125rem 0}
footer{margin-top:1.5rem}
@media (max-width:34rem){body{padding:1.25rem .75rem 2rem}section{padding:1rem}h1{font-size:1.5rem}.headline h2{font-size:1.25rem}.digits{grid-template-columns:repeat(4,auto)}dl div{grid-template-columns:1fr}.button{width:100%}}
@media print{@page{size:A4;margin:15mm}html{background:#fff;font-size:10pt}body{max-width:none;padding:0}.screen,#progress,.fingerprint input,.compared:empty{display:none}section{break-inside:avoid;border-color:#777}.findings,.matter,.book{break-inside:auto;overflow:visible}.headline,.findings{print-color-adjust:exact}}
`.trim()
