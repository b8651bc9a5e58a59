import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { association } from '../../../test/booked-office.ts'
import { type Answered, type Browser, webOffice } from '../../../test/web-office.ts'

const binary = { 'content-type': 'application/octet-stream' }
const put = (
  own: Browser,
  id: string,
  bytes: Uint8Array,
  headers: Record<string, string> = binary,
): Promise<Answered> =>
  own.send('POST', `/api/papers/complaint/${id}`, new Uint8Array(bytes), headers)

async function withComplaint(t: Parameters<typeof webOffice>[0]) {
  const office = await webOffice(t, association)
  const own = await office.seated('会長')
  const words = {
    id: 'C-1',
    kind: 'complaint',
    from: '',
    contact: null,
    camera: null,
    matter: '音',
  }
  assert.equal((await own.post('/api/acts/complaint/C-1/ReceiveComplaint', words)).status, 201)
  return { ...office, own }
}

/** A page, a picture that is a page, a PDF that is a script, a bomb's beginning, an SVG, and what browsers guess about. */
const hostile: Readonly<Record<string, Uint8Array>> = {
  page: Buffer.from('<!doctype html><script>alert(1)</script>'),
  polyglotJpeg: Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe]),
    Buffer.from('<script>alert(1)</script>'),
  ]),
  polyglotPdf: Buffer.from('%PDF-1.7\n<html><script>alert(1)</script>'),
  scriptedPdf: Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>'),
  gif: Buffer.from('GIF89a/*<svg onload=alert(1)>*/=1;'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  xml: Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  ),
  zip: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]),
  gzip: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
  utf7: Buffer.from('+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
  jar: Buffer.from('PK\u0003\u0004META-INF/MANIFEST.MF'),
  formula: Buffer.from("=cmd|'/c calc'!A1"),
}

describe('添えられる書類', () => {
  test('何が入っていても、開かれない形でそのまま戻り、中は読まれない', async t => {
    const { own, broken } = await withComplaint(t)
    for (const [name, bytes] of Object.entries(hostile)) {
      const added = await put(own, 'C-1', bytes)
      assert.equal(added.status, 201, name)
      const back = await own.get(`/api/papers/complaint/C-1/${added.json.sha256}`)
      assert.deepEqual(Buffer.from(back.bytes), Buffer.from(bytes), name)
      const { headers } = back
      assert.equal(headers.get('content-type'), 'application/octet-stream')
      assert.match(
        headers.get('content-disposition')!,
        /^attachment; filename\*=UTF-8''[0-9a-f]{16}\.bin$/,
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
      )
      assert.equal(headers.get('content-encoding'), null)
      assert.equal(headers.get('cache-control'), 'no-store')
    }
    const { papers } = (await own.get('/api/papers/complaint/C-1')).json
    assert.equal(papers.length, Object.keys(hostile).length)
    assert.deepEqual(broken, [])
  })

  test('フォームが送れる種類の言葉では受け取らず、送った人の言う種類も名も残らない', async t => {
    const { own } = await withComplaint(t)
    const bytes = Buffer.from('%PDF-1.7')
    for (const type of [
      ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'],
      ...['text/html', 'image/svg+xml', 'application/octet-stream, text/html', 'application/json'],
    ]) {
      assert.equal((await put(own, 'C-1', bytes, { 'content-type': type })).status, 415, type)
    }
    const named = {
      ...binary,
      'content-disposition': 'attachment; filename="../../x.html"',
      'content-encoding': 'gzip',
      'x-file-name': '../../x.html',
    }
    const added = await put(own, 'C-1', bytes, named)
    assert.deepEqual(Object.keys(added.json).toSorted(), [
      'addedAtUs',
      'mediaType',
      'sha256',
      'sizeBytes',
    ])
    const back = await own.get(`/api/papers/complaint/C-1/${added.json.sha256}`)
    assert.ok(!/x\.html|\.\./.test(back.headers.get('content-disposition')!))
    assert.equal(back.headers.get('content-encoding'), null)
  })

  test('書類の名は中身から決まり、道をさかのぼるものも似たものも、どれでもない', async t => {
    const { own } = await withComplaint(t)
    const { sha256 } = (await put(own, 'C-1', Buffer.from('中身'))).json
    const others = [
      ...[
        '..%2f..%2fetc%2fpasswd',
        '%2e%2e%2f',
        `${sha256}%2f..`,
        `..%2f${sha256}`,
        '%2Fetc%2Fpasswd',
      ],
      ...[
        sha256.toUpperCase(),
        sha256.slice(0, 63),
        `${sha256}0`,
        `${sha256}%20`,
        '%25',
        "'%20or%20''='",
      ],
    ]
    for (const other of others) {
      assert.equal((await own.get(`/api/papers/complaint/C-1/${other}`)).status, 404, other)
    }
    for (const id of ['C-1%2F', '..%2FC-1', 'C-1%0a', '%20C-1', 'C-1%252F']) {
      assert.equal((await own.get(`/api/papers/complaint/${id}/${sha256}`)).status, 404, id)
    }
  })
})

test('見えない字と向きを変える字は、どの言葉にも入らない。異体字は入る', async t => {
  const { own } = await withComplaint(t)
  const words = { id: 'C-2', kind: 'complaint', from: '', contact: null, camera: null }
  const said = async (matter: string) =>
    own.post('/api/acts/complaint/C-2/ReceiveComplaint', { ...words, matter })
  const turning = ['\u202e', '\u202d', '\u2066', '\u2067', '\u2069', '\u200e', '\u200f', '\u061c']
  for (const mark of [...turning, '\u0000', '\u0007', '\u001b[2J', '\u0085', '\ud800', '\udc00']) {
    const answer = await said(`gpj.${mark}exe`)
    assert.equal(answer.status, 400, JSON.stringify(mark))
    assert.match(answer.json.type, /:not-plain$/)
    assert.ok(answer.json.next)
    const path = `/api/things/complaint/C-2${mark.isWellFormed() ? encodeURIComponent(mark) : '%ED%A0%80'}`
    assert.equal((await own.get(path)).status, 404)
  }
  // A name of two lines is two names in a list.
  const two = await own.post('/api/acts/complaint/C-2/ReceiveComplaint', {
    ...{ ...words, matter: 'x' },
    camera: 'C-2\n会長',
  })
  assert.equal(two.status, 400)
  assert.equal((await said('葛󠄀飾区の髙橋・𠮷野（﨑）\n二行目')).status, 201)
})
