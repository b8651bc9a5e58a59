import assert from 'node:assert/strict'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { OperatorError } from '#commands/command.ts'
import { demoPremises, foundDemo, pointCameras } from '#commands/demo/site.ts'
import { startKeeper } from '#commands/keeper-child.ts'
import { withRunningKeeper } from '#commands/keeper-client.ts'
import { rooms } from '#keeper/premises.ts'
import type { CameraReport } from '#keeper/report.ts'
import { folderFor } from './site.ts'

test('a keeper that breaks while it starts ends, and leaves the site to the next', async t => {
  const premises = demoPremises(join(await folderFor(t), 'data'))
  await foundDemo(premises, 'kai')
  const first = await startKeeper({ task: 'serve', premises })
  const camera = await withRunningKeeper(premises, async client => {
    await pointCameras(client, ['門'], ['rtsp://127.0.0.1:9/x'])
    const answer = await client.order<readonly CameraReport[]>({ order: 'camera.list' })
    assert.ok('result' in answer)
    return answer.result[0]!.id
  })
  await first.stop()
  // What its footage should lie in is no folder: it is noticed after keys, spool and lock are open.
  const { footage } = rooms(premises.directory)
  await mkdir(footage, { recursive: true })
  await writeFile(join(footage, camera), '')
  await assert.rejects(startKeeper({ task: 'record', premises }), OperatorError)
  await rm(join(footage, camera))
  const next = await startKeeper({ task: 'record', premises })
  await next.stop()
})
