import { Socket } from 'node:net'
import type { StartRoom } from './room-line.ts'

/** Between the keeper, which may start no process, and its parent, which holds no key. */
export type RoomAsked = { readonly room: 'begin' | 'end'; readonly id: number }
/** With `begun` comes the keeper's end of the room's line. */
export type RoomAnswer = { readonly room: 'begun' | 'none'; readonly id: number }

export const isRoomAsked = (message: unknown): message is RoomAsked =>
  hasRoom(message) && (message.room === 'begin' || message.room === 'end')
const isAnswer = (message: unknown): message is RoomAnswer =>
  hasRoom(message) && (message.room === 'begun' || message.room === 'none')
const hasRoom = (message: unknown): message is { room: unknown; id: number } =>
  typeof message === 'object' && message !== null && 'room' in message && 'id' in message

/** The keeper's end. Rejects where the parent has gone or can start none. */
export function roomsOverIpc(channel: NodeJS.Process): StartRoom {
  const waiting = new Map<number, (line: Socket | null) => void>()
  let last = 0
  channel.on('message', (message: unknown, line: unknown) => {
    if (!isAnswer(message)) return
    const given = message.room === 'begun' && line instanceof Socket ? line : null
    const caller = waiting.get(message.id)
    waiting.delete(message.id)
    if (caller) caller(given)
    else given?.destroy()
  })
  channel.on('disconnect', () => {
    for (const caller of waiting.values()) caller(null)
    waiting.clear()
  })
  const say = (asked: RoomAsked) => channel.connected && channel.send?.(asked)
  return async () => {
    const id = ++last
    const line = await new Promise<Socket | null>(done => {
      waiting.set(id, done)
      if (!say({ room: 'begin', id })) done(null)
    })
    if (!line) throw new Error('no room could be started')
    return { line, kill: () => void say({ room: 'end', id }) }
  }
}
