import type { ProfileOf } from '#acts/replay.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { answerOf } from '#verification/answer.ts'
import { verifyFile } from '#verification/brought-file.ts'
import { verifyExported } from '#verification/exported.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { primitives } from '../primitives.ts'
import type { Message, Shown, Task } from './task.ts'

/** A worker may wait for a file; the page may not (W3C File API §6.5). */
declare const FileReaderSync: new () => { readAsArrayBuffer(file: Blob): ArrayBuffer }

/** The rule documents of the version that wrote the page; put in its place when the page is built. */
declare const profilesHeld: readonly Profile[]

/** Deciders reckon with the calendar; a browser without Temporal (ECMA-262, 2027) asks none again. */
const profileOf: ProfileOf | undefined =
  'Temporal' in globalThis ? profileAmong(profilesHeld) : undefined

/** The half that computes, in a worker of its own, so that the page can say how far it is. */
export function work(): void {
  addEventListener('message', ({ data }: MessageEvent<Task>) => {
    try {
      postMessage(verdictOn(data))
    } catch (error) {
      postMessage({ fault: String(error) } satisfies Message)
    }
  })
}

function verdictOn({ files, brought }: Task): Message {
  const bytesOf = (file: Blob) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file))
  if (!files.has('ledger.json')) {
    const [file] = files.values()
    const verdict = verifyFile(
      primitives,
      file ? bytesOf(file) : new Uint8Array(),
      brought,
      profileOf,
    )
    const answer = answerOf(primitives, verdict.what, verdict)
    if (verdict.what === 'proof') {
      const { index, leaf, body } = verdict
      return { answer, shown: { what: 'proof', index, leaf, body } }
    }
    const { profile = '', version = '', register = '', book = null } = verdict.page ?? {}
    return { answer, shown: { what: 'page', profile, version, register, book } }
  }
  const read = (path: string) => {
    const file = files.get(path)
    return file ? bytesOf(file) : null
  }
  let told = 0
  const verdict = verifyExported(primitives, read, brought, {
    ...(profileOf ? { profileOf } : {}),
    progress(done, of) {
      if (done - told < 2048 && done !== of) return
      told = done
      postMessage({ done, of } satisfies Message)
    },
  })
  const { days, before } = verdict
  const shown: Shown = {
    what: 'ledger',
    days,
    before: before.map(({ size, checkpoint }) => ({ size, checkpoint })),
  }
  return { answer: answerOf(primitives, 'ledger', verdict), shown }
}
