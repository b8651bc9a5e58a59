import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { describe, test } from 'node:test'
import { openPortPair, type Port } from './udp-ports.ts'

const hasIPv6 = Object.values(networkInterfaces()).some(all =>
  all?.some(({ address }) => address === '::1'),
)

const bound = (address: string): Promise<Socket> =>
  new Promise(resolve => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.bind(0, address, () => resolve(socket))
  })

for (const address of ['127.0.0.1', '::1']) {
  describe(`a pair of ports at ${address}`, { skip: address === '::1' && !hasIPv6 }, () => {
    test('an even one and the odd one above it, and many pairs beside each other', async () => {
      const pairs = await Promise.all(
        Array.from({ length: 20 }, () => openPortPair(address, address, () => {})),
      )
      const firsts = pairs.map(({ first }) => first)
      assert.ok(firsts.every(first => first % 2 === 0))
      assert.equal(new Set(firsts).size, 20)
      for (const pair of pairs) {
        pair.close()
        pair.close()
      }
    })

    test('takes what the camera sends from its ports, sends to its RTCP port, and is quiet when closed', async t => {
      const camera = { media: await bound(address), control: await bound(address) }
      const neighbour = await bound(address)
      const heard: [Port, string][] = []
      const news = Promise.withResolvers<void>()
      const pair = await openPortPair(address, address, (port, datagram) => {
        heard.push([port, `${datagram}`])
        if (heard.length === 2) news.resolve()
      })
      t.after(() => {
        pair.close()
        for (const socket of [camera.media, camera.control, neighbour]) socket.close()
      })
      const punched = Promise.all(
        [camera.media, camera.control].map(
          socket => new Promise(resolve => socket.once('message', resolve)),
        ),
      )
      pair.sendersAre(camera.media.address().port, camera.control.address().port)
      await punched
      neighbour.send('forged', pair.first, address)
      camera.media.send('picture', pair.first, address)
      camera.control.send('report', pair.first + 1, address)
      await news.promise
      assert.deepEqual(
        heard.toSorted(([a], [b]) => (a < b ? -1 : 1)),
        [
          ['control', 'report'],
          ['media', 'picture'],
        ],
      )
      const answered = new Promise<Buffer>(resolve => camera.control.once('message', resolve))
      pair.send(Buffer.from('received'))
      assert.equal(`${await answered}`, 'received')
      pair.close()
      pair.send(Buffer.from('late'))
    })
  })
}
