import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { stopServer } from './stop-server.ts'

test('a server that will not stop is stopped: first fast, then at once, then by force', async () => {
  const deaf =
    "trap 'echo INT' INT; trap 'echo QUIT' QUIT; echo ready; while :; do sleep 0.01; done"
  const child = spawn('bash', ['-c', deaf], { stdio: ['ignore', 'pipe', 'ignore'] })
  const said: string[] = []
  child.stdout.on('data', chunk => said.push(...String(chunk).trim().split('\n')))
  await once(child.stdout, 'data')
  const ended = once(child, 'exit')
  await stopServer(child.pid!, 0.02)
  assert.deepEqual((await ended)[1], 'SIGKILL')
  assert.deepEqual(said, ['ready', 'INT', 'QUIT'])
})
