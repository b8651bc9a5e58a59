/** Parameter sets as encoders draw them, mutated: what they say, and what is written into containers from them. */
import assert from 'node:assert/strict'
import { closeMp4 } from '#mp4/plan.ts'
import { UnitTable } from '#mp4/unit-table.ts'
import type { Codec } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { joinNals, nalEnd } from '#video/nal-units.ts'
import * as drawn from '../parameter-sets.ts'
import { mutated } from './mutation.ts'
import { captureNamed, type Subject } from './subject.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** 1080p High with B-frames; 704x576 interlaced, aspect 12:11; Constrained Baseline (all x264). */
const more264 = [
  hex('67640028acd940780227e5c044000003000400000300f03c60c658'),
  hex('6764001eacd940b024d8108000000300800000190f8a14cb'),
  hex('6742c01ed900a02ff970110000030001000003003c0f162e48'),
]

/** As the session description of a real server gave them. */
function described(capture: string, names: readonly string[]): Uint8Array[] {
  const text = Buffer.from(captureNamed(capture)).toString('latin1')
  return names.flatMap(name =>
    (new RegExp(`${name}=([^;\\r]+)`).exec(text)?.[1] ?? '')
      .split(',')
      .map(set => Uint8Array.from(Buffer.from(set, 'base64'))),
  )
}

const nalsOf = (unit: Uint8Array): Uint8Array[] => {
  const nals: Uint8Array[] = []
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    nals.push(unit.subarray(at + 4, end))
  }
  return nals
}

function subject(codec: Codec, real: readonly (readonly Uint8Array[])[]): Subject {
  const { parameterSetsFrom, learnFrom, parseSps, isKeyUnit } = codec === 'h264' ? h264 : h265
  return {
    name: `parameter sets ${codec}`,
    inputs: mutated({
      real: real.map(joinNals),
      pieces: nalsOf,
      join: joinNals,
      words: real.flat(),
    }),
    try(unit) {
      for (const nal of nalsOf(unit)) {
        const sps = parseSps(nal)
        if (sps === null) continue
        for (const side of [sps.width, sps.height]) {
          assert.ok(Number.isInteger(side) && side >= 1 && side <= 16_896)
        }
        assert.ok(sps.reorderDepth === null || sps.reorderDepth <= 16)
        assert.ok(sps.chromaFormat <= 3 && sps.bitDepthLuma <= 16 && sps.bitDepthChroma <= 16)
        assert.match(sps.codecString, /^[0-9A-Za-z.]{3,40}$/)
      }
      isKeyUnit(unit)
      const sets = learnFrom(parameterSetsFrom(nalsOf(unit)), unit)
      assert.equal(learnFrom(sets, unit) === sets || nalsOf(unit).length > 1, true)
      for (const list of [sets.vps, sets.sps, sets.pps]) assert.ok(list.length <= 31)
      const table = new UnitTable(1)
      table.beginRun(1_800_000_000_000_000)
      table.useSets(sets)
      table.add(unit.length, 2 ** 32, true)
      const { tail } = closeMp4(table)
      const setBytes = [...sets.vps, ...sets.sps, ...sets.pps].reduce((n, set) => n + set.length, 0)
      assert.ok(tail.length <= 2000 + setBytes + 2 * 93)
    },
    stepsPerByte: 60,
    stepsAtLeast: 6000,
    runs: 500,
  }
}

export const setsH264 = subject('h264', [
  [...drawn.h264.sps, ...drawn.h264.pps],
  described('gstreamer-h264.rtsp', ['sprop-parameter-sets']),
  ...more264.map(sps => [sps, hex('68ef8fcb'), hex('685e')]),
])
export const setsH265 = subject('h265', [
  [...drawn.h265.vps, ...drawn.h265.sps, ...drawn.h265.pps],
  described('gstreamer-h265.rtsp', ['sprop-vps', 'sprop-sps', 'sprop-pps']),
])
