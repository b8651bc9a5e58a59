import { randomUUID } from 'node:crypto'
import dgram from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { DeviceFound } from '#onvif/device-report.ts'
import * as ns from '#onvif/namespaces.ts'
import { plainText } from '#onvif/plain-text.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import type { DiscoverTask } from '#onvif/room-task.ts'
import { deviceService, deviceUrl, ownService } from '#onvif/service-address.ts'
import { childOf, childrenOf, readXml, textAt } from './xml.ts'

const group = { host: '239.255.255.250', port: 3702 }
/** A network of many devices is heard; one that floods is not. */
const most = { devices: 512, answers: 4096, answersOfOne: 32, answerBytes: 32_768 }
/** Datagrams get lost, and some devices answer only to the second. */
const againMs = [0, 400, 1200]

/**
 * Asks all devices on the network to name themselves (WS-Discovery 2005/04) and tells each once, by the address that it
 * answered from, for `seconds` or until it is `enough`. Answers are heard only to our own questions; what is no such answer is passed over.
 */
export async function discover(
  { seconds, at }: DiscoverTask['discover'],
  found: (device: DeviceFound) => void,
  enough?: AbortSignal,
): Promise<void> {
  const questions = new Set<string>()
  const known = new Set<string>()
  const heard = new Map<string, number>()
  let answers = 0
  const hear = (bytes: Buffer, from: string) => {
    const ofOne = (heard.get(from) ?? 0) + 1
    if (++answers > most.answers || ofOne > most.answersOfOne) return
    heard.set(from, ofOne)
    if (bytes.length > most.answerBytes || known.size >= most.devices) return
    for (const device of matchesIn(bytes.toString('utf8'), from, questions)) {
      if (known.has(device.address)) continue
      known.add(device.address)
      found(device)
    }
  }
  const sockets = await Promise.all((at ? [null] : ownNetworks()).map(own => openSocket(own, hear)))
  const timers = againMs.map(ms =>
    setTimeout(() => {
      for (const socket of sockets) {
        for (const type of ['dn:NetworkVideoTransmitter', 'tds:Device']) {
          const id = `urn:uuid:${randomUUID()}`
          questions.add(id)
          const { host, port } = at ?? group
          // A network without a way to the group has no devices to tell.
          socket.send(probe(id, type), port, host, () => {})
        }
      }
    }, ms),
  )
  await pause(seconds * 1000, null, enough ? { signal: enough } : {}).catch(() => {})
  for (const timer of timers) clearTimeout(timer)
  for (const socket of sockets) socket.close()
}

const ownNetworks = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

function openSocket(
  own: string | null,
  hear: (bytes: Buffer, from: string) => void,
): Promise<dgram.Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<dgram.Socket>()
  const socket = dgram.createSocket('udp4')
  socket.on('error', error => reject(new OnvifProblem('unreachable', error.message)))
  socket.on('message', (bytes, { address }) => hear(bytes, address))
  socket.bind(0, own ?? undefined, () => {
    if (own !== null) socket.setMulticastInterface(own)
    resolve(socket)
  })
  return promise
}

const probe = (id: string, type: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${ns.soap}" xmlns:a="${ns.addressing}"><s:Header>` +
  `<a:Action s:mustUnderstand="1">${ns.discovery}/Probe</a:Action><a:MessageID>${id}</a:MessageID>` +
  `<a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body>` +
  `<d:Probe xmlns:d="${ns.discovery}" xmlns:dn="${ns.network}" xmlns:tds="${ns.device}"><d:Types>${type}</d:Types></d:Probe>` +
  `</s:Body></s:Envelope>`

/** The devices of a ProbeMatches message that answers one of our questions; none for anything else. */
export function matchesIn(
  text: string,
  from: string,
  questions: ReadonlySet<string>,
): readonly DeviceFound[] {
  try {
    const root = readXml(text)
    if (root.namespace !== ns.soap || root.name !== 'Envelope') return []
    if (!questions.has(textAt(root, 'Header', 'RelatesTo'))) return []
    const matches = childOf(childOf(root, 'Body'), 'ProbeMatches')
    if (matches?.namespace !== ns.discovery) return []
    return childrenOf(matches, 'ProbeMatch')
      .slice(0, 16)
      .map(match => deviceOf(textAt(match, 'XAddrs'), textAt(match, 'Scopes'), from))
  } catch (error) {
    if (error instanceof OnvifProblem) return []
    throw error
  }
}

/** The address is the one the answer came from, whatever the device says; only port and path are its own. */
function deviceOf(addresses: string, scopes: string, from: string): DeviceFound {
  const known = { host: from, port: 80, path: deviceService }
  const own = { named: from, reached: from }
  const told = addresses.split(/\s+/, 16)
  const here = told.find(url => URL.canParse(url) && new URL(url).hostname === from)
  const at = ownService(known, own, here ?? told[0] ?? '') ?? known
  // The address is printed to be typed into a shell.
  const path = /^[\w/.-]+$/.test(at.path) ? at.path : deviceService
  const scope = scopesOf(scopes)
  return {
    address: deviceUrl({ ...at, path }),
    host: from,
    name: scope('name'),
    model: scope('hardware'),
    place: scope('location'),
  }
}

/** `onvif://www.onvif.org/name/…` and its like (ONVIF Core 7.3.2.2). */
function scopesOf(scopes: string): (kind: string) => string {
  const all = scopes.split(/\s+/, 64)
  return kind => {
    const prefix = `onvif://www.onvif.org/${kind}/`
    const values = all.flatMap(one => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []))
    return plainText(values.map(decoded).join(' / '))
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
