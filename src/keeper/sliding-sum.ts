/** A sum over the last stretch of time, in so many buckets and no more memory than that. */
export type SlidingSum = ReturnType<typeof slidingSum>

export function slidingSum(options: { readonly bucketUs: number; readonly buckets: number }) {
  const { bucketUs, buckets } = options
  const sums = new Float64Array(buckets)
  let first = Number.NaN
  let newest = Number.NaN

  function moveTo(bucket: number): void {
    const passed = bucket - newest
    // A clock that was set back, or a pause longer than the window: nothing before it counts.
    if (!(passed > -buckets && passed < buckets)) {
      sums.fill(0)
      first = bucket
      newest = bucket
      return
    }
    for (let i = 1; i <= passed; i += 1) sums[(newest + i) % buckets] = 0
    newest = Math.max(newest, bucket)
  }
  return {
    add(us: number, value: number): void {
      const bucket = Math.floor(us / bucketUs)
      moveTo(bucket)
      sums[bucket % buckets]! += value
      first = Math.min(first, bucket)
    },
    /** The sum up to now, the bucket that is still filling included. */
    total(nowUs: number): number {
      if (Number.isNaN(newest)) return 0
      moveTo(Math.floor(nowUs / bucketUs))
      return sums.reduce((a, b) => a + b, 0)
    },
    /** Per second, over the whole buckets that have passed; 0 before the first has. */
    rate(nowUs: number): number {
      if (Number.isNaN(newest)) return 0
      const now = Math.floor(nowUs / bucketUs)
      moveTo(now)
      const whole = Math.min(now - first, buckets - 1)
      if (whole <= 0) return 0
      let sum = 0
      for (let i = 1; i <= whole; i += 1) sum += sums[(now - i) % buckets]!
      return sum / ((whole * bucketUs) / 1_000_000)
    },
  }
}
