import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { test } from 'node:test'
import { memoryDisk } from '#disk/memory-disk.ts'
import { createSigningKey, readSigningKey, readVerifyingKey } from '#signing/key-file.ts'
import { beforeFirst, frameAt, isSigned, makeFrame } from './frame.ts'

/** RFC 8032 §7.1, TEST 1. */
const secret = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

test('the frame of design/spool.md', () => {
  const privateKey = createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from(secret, 'hex'),
    ]),
    format: 'der',
    type: 'pkcs8',
  })
  const pem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString()
  const key = readVerifyingKey(pem)
  assert.equal(Buffer.from(key.raw).toString('hex'), publicKey)
  const json = Buffer.from('{"atUs":1,"bootId":"b","bootUs":1,"n":1,"type":"TimeMarked"}')
  const frame = makeFrame(json, beforeFirst(key), bytes => sign(null, bytes, privateKey))
  assert.ok(isSigned(frame, key))
  assert.equal(frame.bytes.length, 4 + 32 + json.length + 64)
  assert.equal(
    frame.previous.toString('hex'),
    'c97f7a431602e45020727d1eadd78b69e118a2d1df2aca024f2560b62d9f5cd6',
  )
  assert.equal(
    frame.hash.toString('hex'),
    'b49ddaf872960020d21cc5a86632c7a74688612dd1762dceb73c649e57d051e1',
  )
  assert.equal(
    frame.signature.toString('hex'),
    'fc3e3647b771374aa86feff09156aa0e0a5a8fbed2dca568d77cd18f3bd2d33a7495bb11704ceb4b432b58b7c400e3eaa4f2e3106da4ddfbe62ca744c604f702',
  )
})

test('a frame is one whole and with its own signature only', async () => {
  const disk = memoryDisk()
  await createSigningKey(disk, '/keeper.key')
  const key = await readSigningKey(disk, '/keeper.key')
  const { bytes } = makeFrame(Buffer.from('{"n":1}'), Buffer.alloc(32, 1), key.sign)
  const whole = frameAt(bytes, 0)
  assert.ok(whole && isSigned(whole, key))
  for (let length = 0; length < bytes.length; length += 1) {
    const torn = Buffer.concat([bytes.subarray(0, length), Buffer.alloc(bytes.length - length)])
    assert.equal(frameAt(bytes.subarray(0, length), 0), null)
    const frame = torn.equals(bytes) ? null : frameAt(torn, 0)
    assert.ok(frame === null || !isSigned(frame, key), `${length}`)
  }
  for (let at = 4; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    const frame = frameAt(changed, 0)
    assert.ok(frame === null || !isSigned(frame, key), `${at}`)
  }
})

test('the signing key is made once, read back and never quoted', async () => {
  const disk = memoryDisk()
  const made = await createSigningKey(disk, '/keeper.key')
  const key = await readSigningKey(disk, '/keeper.key')
  assert.deepEqual(key.raw, made.raw)
  assert.equal(key.pem, made.pem)
  assert.deepEqual(readVerifyingKey(key.pem).raw, readVerifyingKey(key.raw).raw)
  await assert.rejects(createSigningKey(disk, '/keeper.key'), { code: 'EEXIST' })
  const file = await disk.create('/other.key')
  await file.write(Buffer.from('a secret of somebody'), 0)
  await assert.rejects(readSigningKey(disk, '/other.key'), error => {
    assert.ok(error instanceof Error && !JSON.stringify(error).includes('somebody'))
    return 'kind' in error && error.kind === 'Misconfigured'
  })
})
