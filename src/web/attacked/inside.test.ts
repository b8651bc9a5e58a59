import assert from 'node:assert/strict'
import net from 'node:net'
import { test } from 'node:test'
import { association } from '../../../test/booked-office.ts'
import { atEnd, until } from '../../../test/site.ts'
import { webOffice } from '../../../test/web-office.ts'

test('ひとりが同時に呼べるのは16まで。ほかの人は待たず、終われば本人も待たない', async t => {
  const { seated, server, origin } = await webOffice(t, association)
  const [own, other] = [await seated('会長'), await seated('髙橋')]
  const words = {
    id: 'C-1',
    kind: 'complaint',
    from: '',
    contact: null,
    camera: null,
    matter: '音',
  }
  assert.equal((await own.post('/api/acts/complaint/C-1/ReceiveComplaint', words)).status, 201)
  // A paper that is announced and never comes.
  const begun = [
    'POST /api/papers/complaint/C-1 HTTP/1.1',
    `Host: localhost:${server.port}`,
    `Origin: ${origin}`,
    `Cookie: ${own.cookie}`,
    'Content-Type: application/octet-stream',
    'Content-Length: 10',
  ]
  const waiting = Array.from({ length: 16 }, () => {
    const socket = net.connect(server.port, '127.0.0.1').on('error', () => {})
    socket.write(`${begun.join('\r\n')}\r\n\r\n`)
    return socket
  })
  const letGo = () => {
    for (const one of waiting) one.destroy()
  }
  atEnd(t, letGo)
  const statusOf = async () => (await own.get('/api/session')).status
  await until(async () => (await statusOf()) === 429, String)
  assert.equal((await other.get('/api/session')).status, 200)
  letGo()
  await until(async () => (await statusOf()) === 200, String)
})

test('改ざん防止記録の全部を読むのは、何人が求めても一度にひとつ', async t => {
  const { seated, rooms } = await webOffice(t, association)
  const { office } = rooms
  const { verify } = office
  let [running, most, times] = [0, 0, 0]
  Object.assign(office, {
    verify: async () => {
      times++
      most = Math.max(most, ++running)
      return verify().finally(() => {
        running--
      })
    },
  })
  const people = [await seated('会長'), await seated('髙橋')]
  const asked = Array.from({ length: 12 }, (_, at) => people[at % 2]!.post('/api/ledger/verify'))
  for (const { status, json } of await Promise.all(asked)) {
    assert.equal(status, 200)
    assert.ok(json.outcome)
  }
  assert.equal(most, 1)
  assert.ok(times < asked.length, `${times}`)
  // Who asks afterwards is told what is found afterwards.
  const before = times
  assert.equal((await people[0]!.post('/api/ledger/verify')).status, 200)
  assert.equal(times, before + 1)
})
