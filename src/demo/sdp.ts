import type { Camera } from './camera.ts'

/** Session description (RFC 4566, RFC 6184 §8.2.1) of a camera: one H.264 video, controlled relative to its base. */
export function description({ name, encoder: { sps, pps }, framesPerSecond }: Camera): string {
  const level = Buffer.from(sps.subarray(1, 4)).toString('hex').toUpperCase()
  const sets = [sps, pps].map(set => Buffer.from(set).toString('base64')).join(',')
  const lines = [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    `s=${name.replace(/[\r\n]/g, ' ')}`,
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    'm=video 0 RTP/AVP 96',
    'b=AS:1000',
    'a=rtpmap:96 H264/90000',
    `a=fmtp:96 packetization-mode=1;profile-level-id=${level};sprop-parameter-sets=${sets}`,
    `a=framerate:${framesPerSecond}`,
    'a=control:video',
  ]
  return `${lines.join('\r\n')}\r\n`
}
