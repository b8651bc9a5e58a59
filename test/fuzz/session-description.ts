/** Session descriptions (RFC 8866) and challenges (RFC 7616), mutated line by line and word by word. */
import assert from 'node:assert/strict'
import { controlUrl } from '#rtsp/address.ts'
import { authorization } from '#rtsp/authorization.ts'
import { challengesOf } from '#rtsp/challenge.ts'
import { chooseVideo, parseSessionDescription } from '#rtsp/session-description.ts'
import { StreamFault } from '#rtsp/stream-end.ts'
import { mutated } from './mutation.ts'
import { captureNamed, type Subject } from './subject.ts'

const said = (capture: string) => Buffer.from(captureNamed(capture)).toString('latin1')
const between = (text: string, from: RegExp, to: string) => {
  const start = text.search(from)
  return text.slice(start, text.indexOf(to, start))
}

const descriptions = ['gstreamer-h264', 'gstreamer-h265', 'demo-digest'].map(name =>
  between(said(`${name}.rtsp`), /v=0/, 'RTSP/1.0'),
)

/** As cameras of several makers send them: sound, metadata, several videos, H.264 by the thousand words. */
const busy = [
  'v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=Media Presentation\r\nt=0 0\r\na=control:rtsp://10.0.0.9/s/',
  'm=audio 0 RTP/AVP 0\r\na=control:trackID=2\r\na=rtpmap:0 PCMU/8000',
  'm=video 0 RTP/SAVP 97\r\na=rtpmap:97 H264/90000',
  'm=video 0 RTP/AVP 26 98 99\r\na=rtpmap:98 H265/90000\r\na=rtpmap:99 H264/90000',
  'a=fmtp:98 sprop-max-don-diff=1',
  'a=fmtp:99 packetization-mode=1; profile-level-id=640029; sprop-parameter-sets=Z2QAKa2E,aO48sA==',
  'a=control:trackID=1\r\nm=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n',
].join('\r\n')

const lines = (text: Uint8Array) =>
  Buffer.from(text)
    .toString('latin1')
    .split(/(?<=[\n;,])/)
    .map(line => Buffer.from(line, 'latin1'))

export const sessionDescription: Subject = {
  name: 'session description',
  inputs: mutated({
    real: [...descriptions, busy].map(text => Buffer.from(text, 'latin1')),
    pieces: lines,
    words: [
      ...[
        'm=video 0 RTP/AVP 96\r\n',
        'm=',
        'a=control:',
        'a=rtpmap:96 H265/90000\r\n',
        'a=fmtp:96 ',
      ],
      ...[
        'sprop-parameter-sets=',
        ';',
        '=',
        ',',
        '\r',
        '\n',
        ' ',
        '\t',
        '/',
        'rtsp://',
        '*',
        '\x1b[2J',
      ],
    ],
  }),
  try(bytes) {
    try {
      const description = parseSessionDescription(Buffer.from(bytes).toString('latin1'))
      const { codec, payloadType, control, sets } = chooseVideo(description)
      assert.ok(['h264', 'h265'].includes(codec) && payloadType >= 0 && payloadType <= 999)
      assert.equal(sets.codec, codec)
      for (const list of [sets.vps, sets.sps, sets.pps]) assert.ok(list.length <= 31)
      assert.match(controlUrl('rtsp://camera.example/cam0', control), /^[\x21-\x7e]{1,2048}$/)
    } catch (fault) {
      assert.ok(fault instanceof StreamFault, String(fault))
      assert.ok(['noVideo', 'unsupported', 'malformed'].includes(fault.end.kind))
      assert.match(fault.end.detail, /^[\x20-\x7e]{1,100}$/)
    }
  },
  stepsPerByte: 40,
  stepsAtLeast: 3000,
  runs: 500,
}

const challenges = [
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv", opaque="FQhe/qaU925kfnzjCev0"',
  'Basic realm="IP Camera", Digest realm="IP Camera(12345)", nonce="a1b2", stale=FALSE, algorithm="MD5-sess"',
  'Digest realm="LIVE555 Streaming Media", nonce="c0ffee"',
]

export const challenge: Subject = {
  name: 'challenge',
  inputs: mutated({
    real: challenges.map(text => Buffer.from(text)),
    pieces: text =>
      Buffer.from(text)
        .toString('latin1')
        .split(/(?<=[, ="])/)
        .map(part => Buffer.from(part, 'latin1')),
    words: ['"', '\\', '\\"', ',', '=', ' ', 'Digest ', 'Basic ', 'realm=', 'nonce=', 'qop=auth'],
  }),
  try(bytes) {
    // A header's value holds no end of line; the reader sees to that.
    const field = Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\r\n]/g, '')
    const password = Buffer.from('hunter2')
    for (const challenge of challengesOf([field])) {
      assert.ok(['basic', 'md5', 'sha256'].includes(challenge.strength))
      const asked = { method: 'DESCRIBE', url: 'rtsp://camera.example/cam0' }
      const credentials = { user: Buffer.from('officer'), password }
      const value = authorization(challenge, credentials, asked, 1, 'c0ffee')
      const text = Buffer.from(value).toString('latin1')
      assert.doesNotMatch(text, /[\r\n]/)
      if (challenge.scheme === 'basic') continue
      assert.ok(!text.includes('hunter2'))
      // However the camera quotes, the fields after it are ours.
      assert.match(text, /^Digest username="officer", realm=".*, response="[0-9a-f]{32,64}"$/s)
      assert.ok(text.length <= 400 + 2 * field.length * 2)
    }
  },
  stepsPerByte: 40,
  stepsAtLeast: 6000,
  runs: 500,
}
