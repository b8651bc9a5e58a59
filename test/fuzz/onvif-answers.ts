/** What a device may say in XML: SOAP answers of several services, mutated tag by tag. */
import assert from 'node:assert/strict'
import { OnvifProblem } from '#onvif/problem.ts'
import { utcOf } from '#room/onvif/clock.ts'
import { matchesIn } from '#room/onvif/discovery.ts'
import { profilesOfMedia, profilesOfMedia2 } from '#room/onvif/profiles.ts'
import { streamAddress } from '#room/onvif/stream-address.ts'
import { childOf, readXml, textAt } from '#room/onvif/xml.ts'
import { envelope, matches } from '../onvif-device.ts'
import { mutated } from './mutation.ts'
import type { Subject } from './subject.ts'

const encoder =
  '<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution>' +
  '<tt:RateControl><tt:FrameRateLimit>30</tt:FrameRateLimit><tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl>'
const answers = [
  envelope(
    `<trt:GetProfilesResponse><trt:Profiles token="p1" fixed="true"><tt:Name>主&amp;副</tt:Name>` +
      `<tt:VideoEncoderConfiguration>${encoder}<tt:H264><tt:GovLength>60</tt:GovLength></tt:H264></tt:VideoEncoderConfiguration>` +
      `</trt:Profiles></trt:GetProfilesResponse>`,
  ),
  envelope(
    `<tr2:GetProfilesResponse><tr2:Profiles token='p2'><tr2:Name><![CDATA[Main]]></tr2:Name><tr2:Configurations>` +
      `<tr2:VideoEncoder GovLength="50">${encoder}</tr2:VideoEncoder></tr2:Configurations></tr2:Profiles></tr2:GetProfilesResponse>`,
  ),
  envelope(
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime>' +
      '<tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time>' +
      '<tt:Date><tt:Year>2026</tt:Year><tt:Month>11</tt:Month><tt:Day>23</tt:Day></tt:Date>' +
      '</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
  ),
  envelope(
    '<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://u:p@192.0.2.7/x?a=1</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>',
  ),
  matches('urn:uuid:1', {}, 8080),
]

const own = { named: '192.0.2.7', reached: '192.0.2.7' }

/** Null for the typed fault; anything else thrown is a defect. */
function orProblem<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch (problem) {
    assert.ok(problem instanceof OnvifProblem, String(problem))
    return null
  }
}

export const onvifAnswer: Subject = {
  name: 'onvif answer',
  inputs: mutated({
    real: answers.map(text => Buffer.from(text)),
    pieces: text =>
      Buffer.from(text)
        .toString('latin1')
        .split(/(?=<)|(?<=[>" ])/)
        .map(part => Buffer.from(part, 'latin1')),
    words: [
      ...[
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?xml?>',
        '&#0;',
        '&lt;',
      ],
      ...[
        '&x;',
        '<a>',
        '</a>',
        '<a/>',
        ' xmlns:z="urn:z"',
        ' a="',
        '&#x10ffff;',
        '\ufeff',
        'onvif://',
      ],
    ],
  }),
  try(bytes) {
    const text = Buffer.from(bytes).toString()
    for (const { address, host, name } of matchesIn(text, '192.0.2.7', new Set(['urn:uuid:1']))) {
      assert.equal(host, '192.0.2.7')
      assert.match(address, /^onvif:\/\/192\.0\.2\.7[:/\w.-]*$/)
      assert.doesNotMatch(name, /[\p{Cc}\p{Cf}]/u)
    }
    const root = orProblem(() => readXml(text)) ?? undefined
    for (const answer of childOf(root, 'Body')?.children ?? []) {
      for (const told of [...profilesOfMedia(answer), ...profilesOfMedia2(answer)]) {
        assert.ok(told.width <= 65_536 && told.height <= 65_536 && told.token.length <= 64)
        assert.doesNotMatch(told.name + told.encoding, /[\p{Cc}\p{Cf}]/u)
      }
      const us = orProblem(() => utcOf(answer))
      assert.ok(us === null || Number.isSafeInteger(us))
      const address = orProblem(() => streamAddress(textAt(answer, 'MediaUri', 'Uri'), own))
      assert.match(address ?? 'rtsp://192.0.2.7/', /^rtsps?:\/\/192\.0\.2\.7[:/?][\x21-\x7e]*$/)
    }
  },
  stepsPerByte: 12,
  stepsAtLeast: 4000,
  runs: 400,
}
