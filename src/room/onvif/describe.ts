import type { DeviceReport, VideoProfile } from '#onvif/device-report.ts'
import { media } from '#onvif/namespaces.ts'
import { plainText } from '#onvif/plain-text.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import { ownService, type ServiceAddress, serviceUrl } from '#onvif/service-address.ts'
import { escaped } from '#onvif/soap-request.ts'
import { clockError } from './clock.ts'
import type { Conversation } from './conversation.ts'
import { type ProfileTold, profilesOfMedia, profilesOfMedia2 } from './profiles.ts'
import { streamAddress } from './stream-address.ts'
import { childOf, childrenOf, type Element, textAt } from './xml.ts'

/** Streams are asked for the largest pictures first, and for no more than so many. */
const mostStreams = 16

/**
 * Who the device is, how far its clock is off and what it can send. Its clock is asked first: it needs no password, and
 * the proof of one carries the device's time. Rejects with an OnvifProblem.
 */
export async function describe(
  conversation: Conversation,
  at: ServiceAddress,
  clockPauseMs?: number,
): Promise<DeviceReport> {
  const clock = await clockError(conversation, at, clockPauseMs)
  conversation.clockAheadUs = clock?.aheadUs ?? 0
  const about = await conversation.call('device', at, 'GetDeviceInformation')
  const { service, profiles } = await videoOf(conversation, at)
  const asked = profiles
    .toSorted((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, mostStreams)
  const streams: VideoProfile[] = []
  for (const profile of asked) {
    streams.push({ ...profile, stream: await streamOf(conversation, service, profile.token) })
  }
  return {
    maker: plainText(textAt(about, 'Manufacturer')),
    model: plainText(textAt(about, 'Model')),
    firmware: plainText(textAt(about, 'FirmwareVersion')),
    clock,
    media: { url: serviceUrl(service.at), version: service.version },
    profiles: streams,
  }
}

type MediaService = { readonly version: 1 | 2; readonly at: ServiceAddress }
const nameOf = ({ version }: MediaService) => (version === 2 ? 'media2' : 'media')

/** Media 2 where it works, for only there H.265 is named; else Media. */
async function videoOf(conversation: Conversation, at: ServiceAddress) {
  const services = await mediaServices(conversation, at)
  let problem = new OnvifProblem('noProfiles', 'no media service')
  for (const service of services) {
    try {
      const asked = service.version === 2 ? '<Type>VideoEncoder</Type>' : ''
      const answer = await conversation.call(nameOf(service), service.at, 'GetProfiles', asked)
      const profiles: readonly ProfileTold[] =
        service.version === 2 ? profilesOfMedia2(answer) : profilesOfMedia(answer)
      if (profiles.length > 0) return { service, profiles }
      problem = new OnvifProblem('noProfiles', 'no profile with video')
    } catch (error) {
      if (!(error instanceof OnvifProblem) || !/^(fault|notOnvif)$/.test(error.kind)) throw error
      problem = error
    }
  }
  throw problem
}

/** Best first. A device too old for GetServices has GetCapabilities. */
async function mediaServices(
  conversation: Conversation,
  at: ServiceAddress,
): Promise<readonly MediaService[]> {
  const own = (told: string) => ownService(at, conversation.host, told)
  const of = (version: 1 | 2, told: string): readonly MediaService[] => {
    const address = own(told)
    return address ? [{ version, at: address }] : []
  }
  const list = await listOfServices(conversation, at)
  if (list) {
    const told = (namespace: string) =>
      list.find(service => textAt(service, 'Namespace') === namespace)
    return [...of(2, textAt(told(media[2]), 'XAddr')), ...of(1, textAt(told(media[1]), 'XAddr'))]
  }
  const category = '<Category>Media</Category>'
  const answer = await conversation.call('device', at, 'GetCapabilities', category)
  return of(1, textAt(childOf(answer, 'Capabilities'), 'Media', 'XAddr'))
}

async function listOfServices(
  conversation: Conversation,
  at: ServiceAddress,
): Promise<readonly Element[] | null> {
  try {
    const wanted = '<IncludeCapability>false</IncludeCapability>'
    const answer = await conversation.call('device', at, 'GetServices', wanted)
    return childrenOf(answer, 'Service')
  } catch (error) {
    if (error instanceof OnvifProblem && error.kind === 'fault') return null
    throw error
  }
}

async function streamOf(
  conversation: Conversation,
  service: MediaService,
  token: string,
): Promise<VideoProfile['stream']> {
  const profile = `<ProfileToken>${escaped(token)}</ProfileToken>`
  const setup =
    '<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>' +
    '<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>'
  const wanted = service.version === 2 ? `<Protocol>RTSP</Protocol>${profile}` : setup + profile
  try {
    const answer = await conversation.call(nameOf(service), service.at, 'GetStreamUri', wanted)
    const told = textAt(answer, 'Uri') || textAt(answer, 'MediaUri', 'Uri')
    return { url: streamAddress(told, conversation.host) }
  } catch (error) {
    if (!(error instanceof OnvifProblem)) throw error
    return { problem: error.kind, detail: error.detail }
  }
}
