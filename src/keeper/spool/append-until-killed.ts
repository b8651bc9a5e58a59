import { writeSync } from 'node:fs'
import process from 'node:process'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { readSigningKey } from '#signing/key-file.ts'
import { openSpool } from './spool.ts'

/** The child of kill.test.ts: appends for ever and prints the number of each acknowledged event. */
const folder = process.argv[2]!
const disk = localDisk(ownSteward)
const spool = await openSpool({
  disk,
  directory: `${folder}/spool`,
  key: await readSigningKey(disk, `${folder}/keeper.key`),
  stamp: () => ({ atUs: 1, bootId: 'b', bootUs: 1 }),
  chunkBytes: 32 << 10,
})
for (;;) {
  const batch = Array.from({ length: 5 }, () => spool.append({ type: 'TimeMarked' }))
  const numbers = await Promise.all(batch)
  writeSync(1, `${numbers.join('\n')}\n`)
}
