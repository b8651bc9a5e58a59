import type { ChildProcess } from 'node:child_process'
import { resolve, sep } from 'node:path'
import type { Steward } from './disk.ts'

/**
 * The two ends of the steward's work between the keeper, which runs under the permission model and
 * may neither sync a directory nor start a program, and its parent, which holds no key.
 * The parent acts only below the folders it was given.
 */
type Ask =
  | { steward: 'syncDirectory'; id: number; path: string }
  | { steward: 'punch'; id: number; path: string; offset: number; length: number }
type Answer = { steward: 'done'; id: number; error?: string }

const isAsk = (message: unknown): message is Ask =>
  typeof message === 'object' && message !== null && 'steward' in message && 'path' in message

const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' && message !== null && 'steward' in message && !('path' in message)

/** The parent's end: serves a child until it exits. */
export function serveSteward(
  child: ChildProcess,
  steward: Steward,
  folders: readonly string[],
): void {
  const below = folders.map(folder => resolve(folder))
  const allowed = (path: string) =>
    below.some(folder => resolve(path) === folder || resolve(path).startsWith(folder + sep))
  child.on('message', async message => {
    if (!isAsk(message)) return
    const answer: Answer = { steward: 'done', id: message.id }
    try {
      if (!allowed(message.path)) throw new Error('outside the folders of this keeper')
      if (message.steward === 'punch') {
        await steward.punch(message.path, message.offset, message.length)
      } else await steward.syncDirectory(message.path)
    } catch (error) {
      answer.error = (error as Error).message
    }
    if (child.connected) child.send(answer, () => {})
  })
}

/** The child's end. A parent that has gone answers nothing more: the call rejects. */
export function stewardOverIpc(channel: NodeJS.Process): Steward {
  const waiting = new Map<number, { done: () => void; failed: (error: Error) => void }>()
  let last = 0
  channel.on('message', (message: unknown) => {
    if (!isAnswer(message)) return
    const caller = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) caller?.done()
    else caller?.failed(new Error(message.error))
  })
  channel.on('disconnect', () => {
    for (const { failed } of waiting.values()) failed(new Error('the parent process has gone'))
    waiting.clear()
  })
  const ask = (request: (id: number) => Ask) =>
    new Promise<void>((done, failed) => {
      const id = ++last
      waiting.set(id, { done, failed })
      channel.send?.(request(id), undefined, undefined, error => {
        if (!error) return
        waiting.delete(id)
        failed(error)
      })
    })
  return {
    syncDirectory: path => ask(id => ({ steward: 'syncDirectory', id, path })),
    punch: (path, offset, length) => ask(id => ({ steward: 'punch', id, path, offset, length })),
  }
}
