import { createInterface } from 'node:readline'
import type { RoomLine } from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import type { OnvifTask } from '#onvif/room-task.ts'
import { Conversation } from './conversation.ts'
import { describe } from './describe.ts'
import { discover } from './discovery.ts'

/** Does one task, tells of it by lines on standard output (`RoomLine`) and ends. */
export async function onvif(): Promise<void> {
  const tell = (line: RoomLine) => void process.stdout.write(`${JSON.stringify(line)}\n`)
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      await perform(JSON.parse(line), tell)
    } catch (error) {
      if (!(error instanceof OnvifProblem)) throw error
      tell({ problem: error.kind, detail: error.detail })
    }
    break
  }
  process.stdin.destroy()
}

async function perform(task: OnvifTask, tell: (line: RoomLine) => void): Promise<void> {
  if ('discover' in task) {
    await discover(task.discover, found => tell({ found }))
    return tell({ over: true })
  }
  const { describe: at, user, password } = task
  const credentials = user ? { user: Buffer.from(user), password: Buffer.from(password) } : null
  tell({ device: await describe(new Conversation(at.host, credentials), at) })
}
