import { OnvifProblem } from '#onvif/problem.ts'
import { hostInUrl, hostOf, isOwnHost, type OwnHost } from '#onvif/service-address.ts'

/**
 * The stream address that a device tells → the one to record from: `rtsp` or `rtsps` on the host that the operator
 * named, without the user and password that some devices put into it. Rejects another host: a device, or whoever
 * answers in its place, must not send the recorder and its password elsewhere.
 */
export function streamAddress(told: string, own: OwnHost): string {
  const text = told.trim()
  if (text.length > 2048 || !URL.canParse(text)) {
    throw new OnvifProblem('notOnvif', 'a stream address that is none')
  }
  const url = new URL(text)
  if (!/^rtsps?:$/.test(url.protocol) || url.hostname === '') {
    throw new OnvifProblem('notOnvif', `a stream by ${url.protocol}`)
  }
  if (!isOwnHost(hostOf(url), own)) throw new OnvifProblem('foreignHost', hostOf(url))
  const port = url.port === '' ? '' : `:${url.port}`
  const address = `${url.protocol}//${hostInUrl(own.named)}${port}${url.pathname}${url.search}`
  if (!/^[\x21-\x7e]+$/.test(address)) {
    throw new OnvifProblem('notOnvif', 'a stream address with characters that need escaping')
  }
  return address
}
