import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pictures, type Script, setUp, udpPort, type Visitor } from './hostile-camera.ts'
import { packetise, senderReport } from './packetiser.ts'
import { until } from './site.ts'
import { asked, ownClock, visit } from './visit-camera.ts'

const udp = { transport: 'udp' } as const
const soon = { ...udp, ...ownClock, limits: { tickUs: 50_000 } }
const cut = { codec: 'h264', mtu: 1400, aggregate: true, marker: true } as const
const numbers = (units: readonly { readonly bytes: Uint8Array }[]) =>
  units.map(({ bytes }) => bytes.at(-1)!)

/** After PLAY the camera sends what `send` sends. */
const playing = (send: (visitor: Visitor) => void, script: Script = {}): Script => ({
  PLAY: (request, visitor) => {
    visitor.answer(request, 200)
    send(visitor)
  },
  ...script,
})

describe('a camera that sends RTP over UDP', () => {
  test('is asked for it, let in, played, kept alive and told how it is received', async t => {
    const { camera, watch } = await visit(t, {}, udp)
    const { heard } = camera
    const setup = await asked(camera, 'SETUP')
    const transport = setup.headers.get('transport') ?? ''
    const [, first, second] = /^RTP\/AVP;unicast;client_port=(\d+)-(\d+)$/.exec(transport)!
    assert.equal(Number(first) % 2, 0)
    assert.equal(Number(second), Number(first) + 1)
    await until(() => heard.media.length > 0 && heard.control.length > 0)
    assert.deepEqual([heard.media[0]!.length, heard.control[0]![1]], [12, 201])
    await watch.until(() => watch.told.connected.length > 0)
    watch.pass(1)
    await until(() => heard.control.length > 1)
    await until(() => {
      if (watch.told.units.length < 2 && watch.told.ended.length === 0) watch.pass(0.25)
      return watch.told.units.length === 2
    })
    const before = heard.control.length
    watch.pass(6)
    await until(() => heard.control.length > before)
    assert.equal(heard.control.at(-1)!.readUInt32BE(8), 0x1234, 'a report about the camera')
    assert.equal(heard.control.at(-1)!.readUInt32BE(16), 1, 'and its highest number')
    assert.deepEqual(numbers(watch.told.units), [1, 2])
  })

  test('in any order, with doubles: as if it had come over the connection', async t => {
    const sent = packetise(pictures(30), cut)
    const { watch } = await visit(
      t,
      playing(visitor => {
        for (let at = 0; at < sent.length; at += 5) {
          const some = sent.slice(at, at + 5)
          for (const packet of [...some.toReversed(), ...some.slice(0, 2)]) visitor.datagram(packet)
        }
      }),
      soon,
    )
    await watch.until(() => watch.told.units.length === 30)
    assert.deepEqual(
      numbers(watch.told.units),
      Array.from({ length: 30 }, (_, i) => i + 1),
    )
    assert.deepEqual([watch.told.lostPackets, watch.told.lostUnits], [0, 0])
  })

  test('what never comes is a loss, and what comes long after it is passed over', async t => {
    const sent = packetise(pictures(6), cut)
    let late = () => {}
    const { watch } = await visit(
      t,
      playing(visitor => {
        for (const [i, packet] of sent.entries()) if (i !== 2) visitor.datagram(packet)
        late = () => {
          visitor.datagram(sent[2]!)
          visitor.datagram(packetise(pictures(1, 7), { ...cut, firstSequence: 6 })[0]!)
        }
      }),
      soon,
    )
    await watch.until(() => watch.told.lostPackets === 1)
    late()
    await watch.until(() => numbers(watch.told.units).includes(7))
    assert.deepEqual(numbers(watch.told.units), [1, 2, 4, 5, 6, 7])
  })

  for (const told of [true, false]) {
    const name = told
      ? 'from elsewhere'
      : 'from elsewhere, where the camera tells no port of its own'
    test(`datagrams ${name} are nobody's`, async t => {
      const elsewhere = await udpPort([], '127.0.0.2')
      const neighbour = await udpPort()
      t.after(() => {
        elsewhere.close()
        neighbour.close()
      })
      const forged = packetise(pictures(9, 100), { ...cut, firstSequence: 100 })
      const forge = (visitor: Visitor) => {
        for (const packet of forged) {
          visitor.datagram(packet, 'media', elsewhere)
          if (told) visitor.datagram(packet, 'media', neighbour)
        }
      }
      const { watch } = await visit(
        t,
        playing(
          visitor => {
            forge(visitor)
            visitor.show(pictures(3))
            forge(visitor)
            visitor.show(pictures(3, 4))
          },
          {
            SETUP: (request, visitor) => {
              const fields = setUp(request, visitor, '')
              forge(visitor)
              const untold = fields.map(field => field.replace(/;server_port.*$/, ''))
              visitor.answer(request, 200, told ? fields : untold)
            },
          },
        ),
        soon,
      )
      await watch.until(() => watch.told.units.length === 6)
      assert.deepEqual(numbers(watch.told.units), [1, 2, 3, 4, 5, 6])
      assert.equal(watch.told.lostPackets, 0)
    })
  }

  test('a camera that tells no port is reported to where its sender reports come from', async t => {
    const { camera, watch } = await visit(
      t,
      playing(
        visitor => {
          visitor.show(pictures(2))
          visitor.datagram(senderReport(0x1234, 2_208_988_800, 0, 3000), 'control')
        },
        {
          SETUP: (request, visitor) =>
            visitor.answer(
              request,
              200,
              setUp(request, visitor).map(field => field.replace(/;server_port.*$/, '')),
            ),
        },
      ),
      { ...soon, limits: { tickUs: 50_000, reportUs: 100_000 } },
    )
    await watch.until(() => watch.told.units.length === 2)
    await until(() => camera.heard.control.some(report => report.length > 32))
    assert.deepEqual(camera.heard.media, [])
  })

  test('another source at the camera’s own ports has no say while the camera sends', async t => {
    const forged = packetise(pictures(9, 100), { ...cut, ssrc: 9, firstSequence: 2 })
    const { watch } = await visit(
      t,
      playing(visitor => {
        for (const packet of forged) visitor.datagram(packet)
        visitor.show(pictures(3))
        for (const packet of forged) visitor.datagram(packet)
        visitor.datagram(Uint8Array.of(0x81, 203, 0, 1, 0, 0, 0, 9), 'control')
        visitor.show(pictures(3, 4))
      }),
      soon,
    )
    await watch.until(() => watch.told.units.length === 6)
    assert.deepEqual(numbers(watch.told.units), [1, 2, 3, 4, 5, 6])
  })

  test('its BYE ends the stream', async t => {
    const { camera, watch } = await visit(t, {}, soon)
    await watch.until(() => watch.told.units.length === 2)
    const bye = Uint8Array.of(0x81, 203, 0, 1, 0, 0, 0x12, 0x34)
    camera.visitors[0]!.datagram(bye, 'control')
    assert.deepEqual(await watch.end(), {
      kind: 'closed',
      detail: 'the camera ended the stream (BYE)',
    })
  })

  test('a flood of tiny datagrams is more than its share', async t => {
    let isOver = false
    const { watch } = await visit(
      t,
      playing(visitor => {
        const pour = () => {
          if (isOver) return
          for (let i = 0; i < 100; i++) visitor.datagram(Buffer.alloc(1))
          setImmediate(pour)
        }
        pour()
      }),
      { ...udp, limits: { bytesPerSecond: 100_000 } },
    )
    const { kind } = await watch.end()
    isOver = true
    assert.equal(kind, 'overShare')
  })

  test('nothing at our ports, because it sends elsewhere: silence, with what may help', async t => {
    const { camera, watch } = await visit(
      t,
      playing(visitor => {
        visitor.clientPort = 9
        visitor.show(pictures(2))
      }),
      udp,
    )
    await asked(camera, 'PLAY')
    await watch.until(() => watch.told.connected.length > 0)
    watch.pass(10)
    const end = await watch.end()
    assert.equal(end.kind, 'silence')
    assert.match(end.detail, /nothing comes over UDP.*--transport tcp/)
  })

  test('silent after some pictures, while keep-alives and reports go on', async t => {
    const { watch } = await visit(t, {}, udp)
    await until(() => {
      if (watch.told.units.length < 2 && watch.told.ended.length === 0) watch.pass(0.25)
      return watch.told.units.length === 2
    })
    watch.pass(10)
    assert.deepEqual(await watch.end(), { kind: 'silence', detail: 'no picture' })
  })

  test('the end of the connection is the end of the stream, whatever still comes', async t => {
    const { camera, watch } = await visit(t, {}, soon)
    await watch.until(() => watch.told.units.length === 2)
    camera.visitors[0]!.socket.end()
    camera.visitors[0]!.show(pictures(5, 3))
    assert.deepEqual(await watch.end(), {
      kind: 'closed',
      detail: 'the camera closed the connection',
    })
  })
})

describe('a camera that carries its pictures otherwise than asked', () => {
  const setup = (status: number, transport?: string): Script => ({
    SETUP: (request, visitor) =>
      visitor.answer(request, status, transport ? [`Transport: ${transport}`] : []),
  })
  for (const [name, script, kind, detail] of [
    ['461', setup(461), 'refused', /UDP \(461\); try --transport tcp/],
    ['TCP', setup(200, 'RTP/AVP/TCP;interleaved=0-1'), 'unsupported', /UDP.*try --transport tcp/],
    [
      'multicast',
      setup(200, 'RTP/AVP;multicast;destination=239.0.0.1'),
      'unsupported',
      /multicast/,
    ],
    ['a port that does not exist', setup(200, 'RTP/AVP;server_port=70000'), 'malformed', /ports/],
  ] as readonly (readonly [string, Script, string, RegExp])[]) {
    test(`${name} for UDP`, async t => {
      const { watch } = await visit(t, script, udp)
      const end = await watch.end()
      assert.equal(end.kind, kind)
      assert.match(end.detail, detail)
    })
  }

  test('461 for TCP names the way out', async t => {
    const { watch } = await visit(t, setup(461))
    assert.match((await watch.end()).detail, /TCP \(461\); try --transport udp/)
  })
})
