import assert from 'node:assert/strict'
import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { memoryDisk } from '#disk/memory-disk.ts'
import { scanSegment } from './scan.ts'
import { frame, nine, nineUs, trial, trialFiles, trialKeys, trialRoot } from './trial-camera.ts'
import { verifyMinute } from './verify.ts'

/**
 * The vectors of `design/sealed-files.md`: two access units at 2026-11-22 09:00:00.0 and .2 in Tokyo.
 * They are made here a second time with nothing but node:crypto and the formulas written there.
 */
const headerHex = `
54414348494149000001020001c88fc40900000500000000000660d2288d2000
515151515151515151515151515151514b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b
cacacacacacacacacacacacacacacacab78328b607941f91683bbc2e1b577674
0000000000000000000000000000000000000000000000000000000000000000
5050505050505050505050505050505050505050505050505050505050505050
3136382068`.replaceAll('\n', '')
const headerChecksumHex = '77f6acb4e6a8320eeab39696c6af4b9506ecb923171c304c32d80ddb0e269b1c'
const initHex = `
544348520000004e0100021c000000000000000000000000000660d2288d2000
a4d4983edf1da0872f43abdcfa5590f7ce584f0f7270609c357c3cad81e808ee6dc6f729981be572faf2bd92461e`.replaceAll(
  '\n',
  '',
)
const unitsHex = `
54434852000000700201021c000000010000000100030d40000660d2288d2000
20eeb111d258d0c754ca9628ccffcd8a4e3e33d31537214d1a3792a89ae9af0e76b497aa4730e0835c7878b6603a242e
edb5be0daa0c822db50063ac0a5dc2bdb60e51699e16d14694bb3adfcb79f018`.replaceAll('\n', '')
const sealHex = `
544143485345414ccacacacacacacacacacacacacacacacab78328b607941f91683bbc2e1b577674
01c891e0000000030000000200000000000660d2288d2000000660d228902d40
c7b0531cded2c62c4bf6eeb3b5de5e0506860dd67f72c9dbc3458cf5494908fe
54ac47e2e6ba7f1359edef2ea7e3ffecf640bdd74b214503615ee8f228c95152
0000000000000000000000000000000000000000000000000000000000000000`.replaceAll('\n', '')
const sealTagHex = '334e70a9abc482fb195749a29cd21d20'

const first = frame(nineUs, true, 16)
const second = frame(nineUs + 200_000, false, 8)

const sha256 = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const u32 = (n: number) => Buffer.from([n >>> 24, n >>> 16, n >>> 8, n])
const i64 = (n: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(n))
  return bytes
}
const header = Buffer.concat([
  Buffer.from(headerHex, 'hex'),
  Buffer.alloc(480 - headerHex.length / 2),
  Buffer.from(headerChecksumHex, 'hex'),
])
const segment = header.subarray(80, 96)
const derive = (...info: Uint8Array[]) =>
  Buffer.from(hkdfSync('sha256', trialKeys(nine)!, Buffer.alloc(0), Buffer.concat(info), 32))

test('the writer makes the bytes of the vectors', async () => {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  one.writer.append(first)
  one.writer.append(second)
  await one.writer.close()
  const [file] = await trialFiles(disk)
  const bytes = await disk.read(file!.path)
  assert.equal(bytes.subarray(0, 512).toString('hex'), header.toString('hex'))
  assert.equal(bytes.subarray(512, 590).toString('hex'), initHex)
  assert.equal(bytes.subarray(590, 702).toString('hex'), unitsHex)
  assert.equal(bytes.subarray(738, 906).toString('hex'), sealHex)
  assert.equal(bytes.subarray(906, 922).toString('hex'), sealTagHex)
  const map = await scanSegment(disk, file!.path)
  assert.equal((await verifyMinute(disk, map, nine, trialKeys)).units, 2)
})

test('header, record and seal follow from the formulas of the write-up', () => {
  assert.equal(sha256(header.subarray(0, 480)).toString('hex'), headerChecksumHex)

  const seal = (
    key: Uint8Array,
    counter: number,
    record: Buffer,
    before: Uint8Array,
    plain: Buffer,
  ) => {
    const head = record.subarray(0, 36)
    const cipher = createCipheriv(
      'aes-256-gcm',
      key,
      Buffer.concat([Buffer.alloc(8), u32(counter)]),
    )
    cipher.setAAD(Buffer.concat([head, before]))
    const content = Buffer.concat([cipher.update(plain), cipher.final()])
    assert.equal(
      Buffer.concat([head, content, cipher.getAuthTag()]).toString('hex'),
      record.toString('hex'),
    )
    return cipher.getAuthTag()
  }
  const start = sha256(header, u32(nine)).subarray(0, 16)
  const init = Buffer.from(initHex, 'hex')
  const sets = Buffer.concat([
    Buffer.from([1]),
    i64(nineUs),
    Buffer.from([0, 1, 0, 6]),
    Buffer.from('67640028acd9', 'hex'),
    Buffer.from([1, 0, 4]),
    Buffer.from('68ebe3cb', 'hex'),
  ])
  const afterInit = seal(derive(Buffer.from('enc'), segment, u32(0)), 0, init, start, sets)
  const ticks = second.ptsTicks - first.ptsTicks
  const table = Buffer.concat([
    ...[u32(0), u32(0), u32(16), Buffer.from([1])],
    ...[u32(ticks), u32(200_000), u32(8), Buffer.from([0])],
    ...[i64(first.ptsTicks), Buffer.from([0, 2])],
  ])
  const plain = Buffer.concat([first.bytes, second.bytes, table])
  const units = Buffer.from(unitsHex, 'hex')
  const afterUnits = seal(derive(Buffer.from('enc'), segment, u32(1)), 1, units, afterInit, plain)

  const ck = derive(Buffer.from('commit'), segment)
  const leaf = (pts: number, us: number, flags: number, bytes: Uint8Array) => {
    const entry = Buffer.concat([i64(pts), i64(us), u32(bytes.length), Buffer.from([flags])])
    return sha256(Buffer.from([0]), createHmac('sha256', ck).update(entry).update(bytes).digest())
  }
  const node = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.from([1]), left, right)
  const root = node(
    node(leaf(0, nineUs, 2, sets), leaf(first.ptsTicks, nineUs, 1, first.bytes)),
    leaf(second.ptsTicks, nineUs + 200_000, 0, second.bytes),
  )
  const body = Buffer.from(sealHex, 'hex')
  assert.equal(body.subarray(72, 104).toString('hex'), root.toString('hex'))
  assert.equal(body.subarray(104, 136).toString('hex'), sha256(ck).toString('hex'))
  const head = Buffer.from(
    '54434852000000dc0500021c000000000000000200000000000660d228902d401f598c54',
    'hex',
  )
  const tag = createHmac('sha256', ck).update(head).update(afterUnits).update(body).digest()
  assert.equal(tag.subarray(0, 16).toString('hex'), sealTagHex)
})
