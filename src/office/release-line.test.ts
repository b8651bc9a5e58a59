import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Fault } from '#fault/fault.ts'
import { ReleaseLine } from './release-line.ts'

/** A door that says these bytes to whoever comes, and falls over. */
async function dying(t: TestContext, said: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const server = net.createServer(socket => void socket.end(said))
  t.after(() => server.close())
  const path = join(folder, 'door')
  await new Promise<void>(done => server.listen(path, done))
  return path
}

test('a keeper that dies in the middle of a line is a keeper that has gone, and the office goes on', async t => {
  const answers = [
    '{"greeting":{"keeper":"',
    '{"picture":{"jpeg":"/9j/4AAQ',
    'x\n{"greeting":1}\n',
    '7\n',
  ]
  for (const said of ['', ...answers]) {
    const line = await ReleaseLine.to(await dying(t, said))
    await assert.rejects(line.heard('greeting', 'picture'), Fault)
    await line.closed
  }
})
