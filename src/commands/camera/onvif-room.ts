import { type RoomLine, readRoomLine } from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import type { OnvifTask } from '#onvif/room-task.ts'
import { openRoom } from '../room/room.ts'

/** An honest camera is described within a few seconds; one that drips each answer is not waited for. */
const describeSeconds = 60
/** XML of 2 MiB takes a fraction of this. */
const limits = { memoryBytes: 256 * 1024 * 1024, silentCpuSeconds: 20 }
/** Every device of a network full of them, twice over. */
const mostLines = 2000

/**
 * Has the room talk to devices and hears what it found. Rejects with the OnvifProblem that the room tells, or with one
 * of kind 'room' where it broke, took too much or said what no room says.
 */
export async function onvifRoom(
  task: OnvifTask,
  hear: (line: RoomLine) => void,
  seconds = 'discover' in task ? task.discover.seconds + 15 : describeSeconds,
): Promise<void> {
  const room = await openRoom({ task: 'onvif', network: true, asked: task, limits })
  const timer = setTimeout(() => room.kill(), seconds * 1000)
  let lines = 0
  try {
    for await (const text of room.lines) {
      if (++lines > mostLines) throw new OnvifProblem('room', 'it does not stop talking')
      const line = readRoomLine(text)
      if ('problem' in line) throw new OnvifProblem(line.problem, line.detail)
      hear(line)
    }
    const end = await room.ended
    if (end.end === 'done') return
    if (end.end === 'killed' && end.cause === 'asked') {
      throw new OnvifProblem('silence', `not done within ${seconds} s`)
    }
    throw new OnvifProblem('room', end.end === 'killed' ? end.cause : end.how)
  } finally {
    clearTimeout(timer)
    room.kill()
  }
}
