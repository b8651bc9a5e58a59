import type { AccessUnit } from '#video/access-unit.ts'
import { slidingSum } from './sliding-sum.ts'

/** Health of one camera without looking at a picture: the stream's own numbers, in constant memory. */
export type HealthMeter = ReturnType<typeof healthMeter>

export type HealthSignals = {
  /** Over the last minute of capture time that has passed whole. */
  readonly framesPerSecond: number
  readonly bitsPerSecond: number
  /** Distance of the last two key frames, and the longest of the last hour. */
  readonly groupSeconds: number
  readonly longestGroupSeconds: number
  /** Seconds of the last 24 hours that were not recorded. */
  readonly gapSecondsToday: number
  /** The camera's clock ahead of keeper time; null until it told. */
  readonly skewSeconds: number | null
  /** Mean size of the last 8 key frames against that of some hundred before: below 0.3 a black or covered picture, about 1 all is as ever. */
  readonly keyFrameTrend: number | null
  readonly lostPackets: number
  readonly lastUnitUs: number | null
  readonly recordedBytes: number
}

const secondUs = 1_000_000
/** A distance of key frames above this is a gap in the stream and no group of pictures. */
const longestGroupUs = 60 * secondUs

export function healthMeter() {
  const frames = slidingSum({ bucketUs: secondUs, buckets: 61 })
  const bytes = slidingSum({ bucketUs: secondUs, buckets: 61 })
  const gapsUs = slidingSum({ bucketUs: 600 * secondUs, buckets: 145 })
  const groups = slidingMaximum()
  const recentKeys = fadingMean(8)
  const usualKeys = fadingMean(256)
  let keys = 0
  let lastKeyUs: number | null = null
  let groupUs = 0
  let skewUs: number | null = null
  let lostPackets = 0
  let lastUnitUs: number | null = null
  let recordedBytes = 0

  return {
    unit({ bytes: { length }, key }: Pick<AccessUnit, 'bytes' | 'key'>, captureUs: number): void {
      frames.add(captureUs, 1)
      bytes.add(captureUs, length)
      recordedBytes += length
      lastUnitUs = captureUs
      if (!key) return
      keys += 1
      recentKeys.add(length)
      usualKeys.add(length)
      const distanceUs = captureUs - (lastKeyUs ?? captureUs)
      if (distanceUs > 0 && distanceUs <= longestGroupUs) {
        groupUs = distanceUs
        groups.add(captureUs, distanceUs)
      }
      lastKeyUs = captureUs
    },
    gap(fromUs: number, toUs: number): void {
      const dayUs = 86_400 * secondUs
      for (let us = Math.max(fromUs, toUs - dayUs); us < toUs; ) {
        const next = Math.min(toUs, (Math.floor(us / (600 * secondUs)) + 1) * 600 * secondUs)
        gapsUs.add(us, next - us)
        us = next
      }
    },
    loss(packets: number): void {
      lostPackets += packets
    },
    skew(us: number | null): void {
      skewUs = us ?? skewUs
    },
    signals(nowUs: number): HealthSignals {
      const usual = usualKeys.mean()
      return {
        framesPerSecond: frames.rate(nowUs),
        bitsPerSecond: bytes.rate(nowUs) * 8,
        groupSeconds: groupUs / secondUs,
        longestGroupSeconds: groups.largest(nowUs) / secondUs,
        gapSecondsToday: gapsUs.total(nowUs) / secondUs,
        skewSeconds: skewUs === null ? null : skewUs / secondUs,
        keyFrameTrend: keys >= 16 && usual > 0 ? recentKeys.mean() / usual : null,
        lostPackets,
        lastUnitUs,
        recordedBytes,
      }
    },
  }
}

/** A mean that forgets: the last `weight` values count for most of it, all values while they are fewer. */
function fadingMean(weight: number) {
  let count = 0
  let mean = 0
  return {
    add(value: number): void {
      count = Math.min(count + 1, weight)
      mean += (value - mean) / count
    },
    mean: () => mean,
  }
}

/** The largest value of the last hour, by minutes. */
function slidingMaximum() {
  const minutes = new Float64Array(60)
  const stamps = new Float64Array(60).fill(-1)
  return {
    add(us: number, value: number): void {
      const minute = Math.floor(us / (60 * secondUs))
      const place = minute % 60
      minutes[place] = stamps[place] === minute ? Math.max(minutes[place]!, value) : value
      stamps[place] = minute
    },
    largest(nowUs: number): number {
      const oldest = Math.floor(nowUs / (60 * secondUs)) - 60
      return minutes.reduce(
        (most, value, i) => (stamps[i]! > oldest ? Math.max(most, value) : most),
        0,
      )
    },
  }
}
