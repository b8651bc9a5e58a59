import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { isRoomAsked, type RoomAnswer } from '#keeper/rendition/room-over-ipc.ts'
import { openRoom, type Room } from './room.ts'

/** A minute of footage, some fifty decoded pictures and FFmpeg itself. */
const memoryBytes = 1200 * 1024 * 1024
/** As long as a keeper waits for one picture, and twice that where the machine is slow. */
const silentCpuSeconds = 20
/** One session has one room, and for a moment the next one. */
const mostRooms = 3

/**
 * The keeper may start no process: its parent, which holds no key, starts the rooms that draw pictures, hands the keeper
 * its end of their line, and keeps none. They go when the keeper asks, when it goes, and when they break their limits.
 */
export function serveRooms(keeper: ChildProcess): void {
  const rooms = new Map<number, Rendition>()
  // What was handed over must be let go here: otherwise the room never counts as closed, and this process never ends.
  const say = (answer: RoomAnswer, line?: Room['line']) =>
    keeper.connected && keeper.send(answer, line ?? undefined, {}, () => line?.destroy())
  const end = ({ kill, line }: Rendition) => {
    kill()
    line.destroy()
  }
  keeper.on('message', async message => {
    if (!isRoomAsked(message)) return
    const { id } = message
    if (message.room === 'end') return rooms.get(id)?.kill()
    if (rooms.size >= mostRooms) return say({ room: 'none', id })
    try {
      const room = await openRendition()
      // It died while the room was made: nobody will ask for its end.
      if (keeper.exitCode !== null || keeper.signalCode !== null) return end(room)
      rooms.set(id, room)
      void room.ended.then(() => rooms.delete(id))
      say({ room: 'begun', id }, room.line)
    } catch {
      say({ room: 'none', id })
    }
  })
  // A line on its way to a keeper that was killed is acknowledged by nobody.
  keeper.once('exit', () => {
    for (const room of rooms.values()) end(room)
  })
}

type Rendition = Room & { readonly line: Socket }

/** A room that draws pictures for whoever holds its `line`. What it says beside that only shows that it goes on. */
export async function openRendition(): Promise<Rendition> {
  const room = await openRoom({
    ...{ task: 'rendition', line: true, addons: true, asked: {} },
    limits: { memoryBytes, silentCpuSeconds },
  })
  if (!room.line) throw new TypeError('a room without its line')
  room.line.pause()
  void drain(room.lines)
  return { ...room, line: room.line }
}

async function drain(lines: AsyncIterable<string>): Promise<void> {
  for await (const _ of lines);
}
