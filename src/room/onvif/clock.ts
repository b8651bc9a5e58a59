import type { ClockError } from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import type { ServiceAddress } from '#onvif/service-address.ts'
import type { Conversation } from './conversation.ts'
import { childOf, type Element, textAt } from './xml.ts'

/** What the device's clock may be ahead by, µs: [least, most]. */
export type Span = readonly [least: number, most: number]

const secondUs = 1_000_000
const looks = 4
const apartMs = 225

/**
 * Measures a device's clock against this machine's. The device tells whole seconds at some moment between question and
 * answer, so that each look leaves a span; a few looks at different parts of a second leave a narrow one. Null where
 * it does not tell its time.
 */
export async function clockError(
  conversation: Conversation,
  at: ServiceAddress,
  pauseMs = apartMs,
): Promise<ClockError | null> {
  let span: Span | null = null
  for (let look = 0; look < looks; look++) {
    const askedUs = Date.now() * 1000
    const answer = await conversation.call('device', at, 'GetSystemDateAndTime')
    const toldUs = utcOf(answer)
    if (toldUs === null) return null
    span = narrowed(span, spanOf(askedUs, toldUs, Date.now() * 1000))
    await new Promise(done => setTimeout(done, pauseMs))
  }
  return span && errorOf(span)
}

/** `toldUs` is a second that the device began no more than one second before it answered. */
export const spanOf = (askedUs: number, toldUs: number, answeredUs: number): Span => [
  toldUs - answeredUs,
  toldUs + secondUs - askedUs,
]

/** What both looks allow; the later alone where they exclude each other, for the clock was set between them. */
export function narrowed(before: Span | null, now: Span): Span {
  if (!before) return now
  const both: Span = [Math.max(before[0], now[0]), Math.min(before[1], now[1])]
  return both[0] <= both[1] ? both : now
}

export const errorOf = ([least, most]: Span): ClockError => ({
  aheadUs: Math.round((least + most) / 2),
  uncertainUs: Math.ceil((most - least) / 2),
})

/** UTCDateTime of the answer, µs since the epoch; null where there is none (it is optional in ONVIF Core 8.3.3). */
export function utcOf(answer: Element): number | null {
  const utc = childOf(childOf(answer, 'SystemDateAndTime'), 'UTCDateTime')
  if (!utc) return null
  const number = (group: string, field: string) => {
    const text = textAt(utc, group, field)
    if (!/^\d{1,4}$/.test(text)) throw new OnvifProblem('notOnvif', 'a time that is none')
    return Number(text)
  }
  const date = { year: number('Date', 'Year'), month: number('Date', 'Month') }
  const moment = { ...date, day: number('Date', 'Day'), hour: number('Time', 'Hour') }
  const parts = { ...moment, minute: number('Time', 'Minute'), second: number('Time', 'Second') }
  try {
    const plain = Temporal.PlainDateTime.from(parts, { overflow: 'reject' })
    const us = plain.toZonedDateTime('UTC').epochMilliseconds * 1000
    // A year so wrong that its microseconds cannot be counted tells nothing.
    return Number.isSafeInteger(us) ? us : null
  } catch {
    throw new OnvifProblem('notOnvif', 'a time that is none')
  }
}
