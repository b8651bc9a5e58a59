import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './html.ts'

test('what is put in is escaped, markup is not', () => {
  const name = `<img src=x onerror="alert(1)"> & 'ほか'`
  assert.equal(
    html`<p title="${name}">${html`<b>${name}</b>`}${['<', html`<br>`]}${3}</p>`.html,
    `<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; 'ほか'"><b>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; 'ほか'</b>&lt;<br>3</p>`,
  )
})
