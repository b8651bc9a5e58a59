import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { readFileSync, readSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

/** What a hostile file could make of a room that it took over; says how far it came. */
const attempts: Readonly<Record<string, (argument: string) => unknown>> = {
  'read a file': path => readFileSync(path, 'latin1').length,
  'write a file': path => writeFileSync(path, 'x') ?? 'written',
  'start a program': () => spawnSync('id').stdout?.toString(),
  'reach a host': port =>
    new Promise((done, failed) =>
      connect(Number(port), '127.0.0.1')
        .once('connect', () => done('reached'))
        .once('error', failed),
    ),
  'send a datagram': port =>
    new Promise((done, failed) => {
      const socket = createSocket('udp4').once('error', failed)
      socket.send('x', Number(port), '127.0.0.1', error => (error ? failed(error) : done('sent')))
    }),
  'read what it was given': () => {
    const bytes = Buffer.alloc(5)
    readSync(3, bytes, 0, 5, 0)
    return bytes.toString()
  },
  'say who it is': () => [process.getuid?.(), JSON.stringify(process.env)],
  'take memory': () => {
    const kept: Buffer[] = []
    for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1))
  },
  'go round in circles': () => {
    for (;;) Math.random()
  },
  'say nothing': () => new Promise(() => setInterval(() => {}, 1000)),
  'say too much': () => {
    const text = 'x'.repeat(1 << 20)
    process.stdout.write(text)
    return new Promise(() => setInterval(() => {}, 1000))
  },
  crash: () => process.abort(),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { attempt, argument } = JSON.parse(line)
  try {
    console.log(JSON.stringify({ got: await attempts[attempt]!(argument) }))
  } catch (error) {
    console.log(JSON.stringify({ refused: (error as NodeJS.ErrnoException).code }))
  }
}
