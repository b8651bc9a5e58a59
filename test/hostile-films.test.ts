import assert from 'node:assert/strict'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { examineFile } from '#commands/room/foreign-file.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { boxesWithoutEnd, overlappingSamples, samplesWithoutEnd } from './hostile-films.ts'
import { folderFor } from './site.ts'

for (const [name, make, reasons] of [
  ['samples that lie over each other', overlappingSamples, ['overLimit']],
  ['samples without end', samplesWithoutEnd, ['damaged', 'overLimit', 'noVideoTrack', 'notVideo']],
  ['boxes without end', boxesWithoutEnd, ['damaged', 'overLimit', 'noVideoTrack', 'notVideo']],
] as const) {
  test(`${name}: a reason, and nothing but rooms has died`, { skip: withoutFfmpeg }, async t => {
    const path = join(await folderFor(t), 'film.mp4')
    const bytes = make()
    await writeFile(path, bytes)
    const file = await open(path)
    t.after(() => file.close())
    const told = await examineFile(file.fd, bytes.length)
    assert.ok('unreadable' in told, JSON.stringify(told))
    assert.ok((reasons as readonly string[]).includes(told.unreadable), JSON.stringify(told))
    t.diagnostic(`${told.unreadable}: ${told.detail}`)
  })
}
