import type { VideoProfile } from '#onvif/device-report.ts'
import { plainText } from '#onvif/plain-text.ts'
import { childOf, childrenOf, type Element, textAt } from './xml.ts'

export type ProfileTold = Omit<VideoProfile, 'stream'>

/** GetProfilesResponse of Media (profile S) → what each profile sends; profiles without video are left out. */
export const profilesOfMedia = (answer: Element): readonly ProfileTold[] =>
  profilesIn(answer, profile => {
    const encoder = childOf(profile, 'VideoEncoderConfiguration')
    const codec = childOf(encoder, 'H264') ?? childOf(encoder, 'MPEG4')
    return encoder && { encoder, group: textAt(codec, 'GovLength') }
  })

/** The same of Media 2 (profile T), where alone H.265 has a name. */
export const profilesOfMedia2 = (answer: Element): readonly ProfileTold[] =>
  profilesIn(answer, profile => {
    const encoder = childOf(childOf(profile, 'Configurations'), 'VideoEncoder')
    return encoder && { encoder, group: encoder.attributes.get('GovLength') ?? '' }
  })

type Encoder = { readonly encoder: Element; readonly group: string }
const mostProfiles = 64

function profilesIn(
  answer: Element,
  encoderOf: (profile: Element) => Encoder | undefined,
): readonly ProfileTold[] {
  return childrenOf(answer, 'Profiles')
    .slice(0, mostProfiles)
    .flatMap(profile => {
      const token = profile.attributes.get('token') ?? ''
      const found = encoderOf(profile)
      return found && isToken(token) ? [told(profile, token, found)] : []
    })
}

const told = (profile: Element, token: string, { encoder, group }: Encoder): ProfileTold => ({
  token,
  name: plainText(textAt(profile, 'Name'), 40),
  encoding: plainText(textAt(encoder, 'Encoding'), 20)
    .toUpperCase()
    .replace(/^H\.?26/, 'H26'),
  width: number(textAt(encoder, 'Resolution', 'Width'), 65_536),
  height: number(textAt(encoder, 'Resolution', 'Height'), 65_536),
  framesPerSecond: number(textAt(encoder, 'RateControl', 'FrameRateLimit'), 1000),
  bitsPerSecond: Math.round(number(textAt(encoder, 'RateControl', 'BitrateLimit'), 1e7) * 1000),
  groupFrames: Math.round(number(group, 100_000)),
})

/** tt:ReferenceToken has at most 64 characters; one that cannot be printed is none that we would say back. */
const isToken = (token: string): boolean =>
  token !== '' && token.length <= 64 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(token)

function number(text: string, most: number): number {
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0
  return value <= most ? value : 0
}
