import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { blobStep } from './blob.ts'
import { commit, type OnStep, recover, type Store } from './keystore.ts'

/**
 * For the kill test. Run as a program it recovers the store in the folder of its first argument and
 * commits until it is killed; it prints each version it was given, and with a second argument such as
 * `2 writeShare 1` it stops at that step of its n-th call (0 = recover) and prints `stopped`.
 */
export const storeIn = (folder: string): Store => ({
  disk: localDisk(ownSteward),
  directory: `${folder}/keyring`,
  places: [{ slotsPath: `${folder}/place-0/slots` }, { slotsPath: `${folder}/place-1/slots` }],
  site: Buffer.alloc(16, 1),
  random: randomBytes,
  reservedBytes: 2 * blobStep,
})

/** What version v holds; every tenth needs more room than the last. */
export const keyringOf = (version: number): Buffer =>
  Buffer.alloc(40 + Math.floor(version / 10) * 20_000, `minutes from ${version}; `)

async function run(folder: string, stop: string): Promise<void> {
  let call = 0
  const onStep: OnStep = (step, place) => {
    if (`${call} ${step} ${place ?? 0}` !== stop) return
    writeSync(1, 'stopped\n')
    return new Promise(() => setInterval(() => {}, 1 << 30))
  }
  const store = storeIn(folder)
  let current: Awaited<ReturnType<typeof commit>> = await recover(store, { onStep })
  for (;;) {
    writeSync(1, `${current.version}\n`)
    call += 1
    current = await commit(store, current, keyringOf(current.version + 1), { onStep })
  }
}

if (import.meta.main) await run(process.argv[2]!, process.argv[3] ?? '')
