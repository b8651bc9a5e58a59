import assert from 'node:assert/strict'
import { createDecipheriv, createHmac } from 'node:crypto'
import { test } from 'node:test'
import {
  blobIn,
  hashOf,
  openBlob,
  opensTo,
  readHeader,
  rootKey,
  sealBlob,
  sealedBytes,
} from './blob.ts'

const site = new Uint8Array(16).fill(0x11)
const shares = Buffer.concat([Buffer.alloc(32, 0xa1), Buffer.alloc(32, 0xa2)])
const nonce = new Uint8Array(12).fill(0x22)
const header = { site, version: 7, previousHash: new Uint8Array(32).fill(0x33) }
const plain = Buffer.from('keyring of version 7')
const key = rootKey(shares, site, 7)
const blobOf = (bytes: Uint8Array) => Buffer.concat(sealBlob(key, nonce, header, bytes).parts)

test('the root key is HKDF-SHA256 of the shares in order, by site and version (RFC 5869)', () => {
  const hmac = (secret: Uint8Array, ...parts: Uint8Array[]) =>
    createHmac('sha256', secret).update(Buffer.concat(parts)).digest()
  const version = Buffer.from('0000000000000007', 'hex')
  const info = [Buffer.from('tachiai/erk/v1'), version, Buffer.from([1])]
  assert.deepEqual(Buffer.from(key), hmac(hmac(site, shares), ...info))
  assert.equal(
    Buffer.from(key).toString('hex'),
    'cc57e2707f9f2b40eee94c650c3cfd5bc1a84686173a10641adcf644a34a0dfa',
  )
  const swapped = Buffer.concat([shares.subarray(32), shares.subarray(0, 32)])
  assert.notDeepEqual(rootKey(swapped, site, 7), key)
  assert.notDeepEqual(rootKey(shares, site, 8), key)
})

test('test vector: the blob of a short keyring', () => {
  const blob = blobOf(plain)
  assert.equal(blob.length, 65_536)
  assert.equal(
    blob.subarray(0, 88).toString('hex'),
    `5441434849424c42${'0001'}${'00'.repeat(6)}${'11'.repeat(16)}${'0000000000000007'}${'33'.repeat(32)}${'22'.repeat(12)}0000ff98`,
  )
  assert.equal(
    hashOf(blob).toString('hex'),
    '1c63a1f574804632c4cedc16599b9c82948004c3cbd50027dfb38362e105887e',
  )
  assert.deepEqual(Buffer.from(sealBlob(key, nonce, header, plain).hash), hashOf(blob))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(blob.subarray(0, 88))
  decipher.setAuthTag(blob.subarray(-16))
  const framed = Buffer.concat([decipher.update(blob.subarray(88, -16)), decipher.final()])
  assert.equal(framed.readUInt32BE(0), plain.length)
  assert.deepEqual(framed.subarray(4, 24), plain)
  assert.ok(framed.subarray(24).every(byte => byte === 0))
})

test('a blob opens to its keyring and to nothing else', () => {
  const blob = blobOf(plain)
  assert.deepEqual(openBlob(key, blob), plain)
  assert.equal(opensTo(key, blob, plain), true)
  assert.equal(opensTo(key, blob, Buffer.from('keyring of version 8')), false)
  assert.equal(opensTo(key, blob, plain.subarray(1)), false)
  const wrong = rootKey(shares, site, 6)
  assert.equal(openBlob(wrong, blob), null)
  assert.equal(opensTo(wrong, blob, plain), false)
  for (const at of [8, 16, 39, 40, 72, 88, 110, 60_000, 65_535]) {
    const changed = Buffer.from(blob)
    changed[at]! ^= 1
    assert.equal(opensTo(key, changed, plain), false, `${at}`)
    assert.equal(openBlob(key, changed), null, `${at}`)
  }
})

test('lengths grow in steps; the last byte of a step is used', () => {
  assert.equal(sealedBytes(0), 65_536)
  assert.equal(sealedBytes(65_428), 65_536)
  assert.equal(sealedBytes(65_429), 131_072)
  assert.equal(blobOf(Buffer.alloc(65_428)).length, 65_536)
  assert.throws(() => sealedBytes(2 ** 30 + 1), RangeError)
})

test('a file holds the blob of one site and version at its beginning, or none', () => {
  const blob = blobOf(plain)
  const file = Buffer.concat([blob, Buffer.alloc(1000, 5)])
  assert.deepEqual(blobIn(file, site, 7), blob)
  assert.equal(blobIn(file, site, 8), null)
  assert.equal(blobIn(file, new Uint8Array(16), 7), null)
  assert.equal(blobIn(blob.subarray(0, -1), site, 7), null)
  assert.equal(readHeader(Buffer.alloc(200)), null)
  assert.equal(readHeader(blob.subarray(0, 87)), null)
})
