import { once } from 'node:events'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { frameBytes } from '#intake/write-frame.ts'
import { deliver } from './deliver.ts'
import { examine, unreadableBy } from './examine.ts'
import { AnotherReader } from './film.ts'
import { descriptorFile } from './random-access.ts'
import { readers } from './readers.ts'

/** The descriptors a reading room is given. */
const fileDescriptor = 3
const keeperDescriptor = 4

/** Asked `{reader}`; says `{readBytes}` on the way, then the Examination, an Unreadable or `{anotherReader}`. */
export async function examineTask(): Promise<void> {
  const { reader } = await asked()
  const file = descriptorFile(fileDescriptor)
  try {
    const told = await examine(file, readerOf(reader), readBytes => say({ readBytes }))
    file.unchanged()
    say(told)
  } catch (error) {
    say(outcomeOf(error))
  }
  process.exit(0)
}

/** Asked `{reader, token, from}`; says `{readBytes}` on the way, then `{delivered}`, `{hungUp}` or an Unreadable. */
export async function deliverTask(): Promise<void> {
  const { reader, token, from } = await asked()
  const file = descriptorFile(fileDescriptor)
  const keeper = new Socket({ fd: keeperDescriptor, readable: false, writable: true })
  keeper.on('error', () => {
    say({ hungUp: true })
    process.exit(0)
  })
  let sent = 0
  let said = 0
  try {
    for await (const frame of deliver(file, readerOf(reader), { token, from })) {
      // Only a file that stood still to its end may say that it was whole.
      if (frame.kind === 'end') file.unchanged()
      const bytes = frameBytes(frame)
      if (!keeper.write(bytes)) await once(keeper, 'drain')
      sent += bytes.length
      if (sent - said > saidEvery) {
        said = sent
        say({ readBytes: sent })
      }
      if (frame.kind === 'end') {
        await new Promise<void>(done => keeper.end(done))
        say({ delivered: frame.units })
      }
    }
  } catch (error) {
    say(outcomeOf(error))
  }
  process.exit(0)
}

const saidEvery = 8 * 1024 * 1024

function readerOf(name: string) {
  const reader = readers[name]
  if (!reader) throw new Error('no such reader')
  return reader
}

function outcomeOf(error: unknown): object {
  if (error instanceof AnotherReader) return { anotherReader: error.message.slice(0, 300) }
  const told = unreadableBy(error)
  if (!told) throw error
  return told
}

const say = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`)

async function asked(): Promise<{ reader: string; token: string; from: number }> {
  for await (const line of createInterface({ input: process.stdin })) return JSON.parse(line)
  throw new Error('nothing was asked')
}
