import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { envelope } from '#onvif/soap-request.ts'
import { errorOf, narrowed, type Span, spanOf, utcOf } from './clock.ts'
import { childOf, readXml } from './xml.ts'

const second = 1_000_000

test('the truth lies within what is said of it, and another look never widens it', () => {
  const us = fc.integer({ min: 0, max: second })
  const looks = fc.array(fc.record({ at: us, there: us, back: us }), { minLength: 1, maxLength: 6 })
  const ahead = fc.integer({ min: -400 * 86_400 * second, max: 400 * 86_400 * second })
  fc.assert(
    fc.property(ahead, looks, (aheadUs, all) => {
      let span: Span | null = null
      let width = Number.POSITIVE_INFINITY
      let nowUs = 1_795_000_000 * second
      for (const { at, there, back } of all) {
        const askedUs = nowUs + at
        const shownUs = askedUs + there + aheadUs
        const toldUs = Math.floor(shownUs / second) * second
        span = narrowed(span, spanOf(askedUs, toldUs, askedUs + there + back))
        nowUs = askedUs + there + back
        assert.ok(span[1] - span[0] <= width)
        width = span[1] - span[0]
        const error = errorOf(span)
        assert.ok(Math.abs(error.aheadUs - aheadUs) <= error.uncertainUs)
      }
    }),
  )
})

test('a clock that was set between two looks counts as it is now', () => {
  assert.deepEqual(narrowed([0, 10], [50, 60]), [50, 60])
})

const answer = (parts: string) =>
  childOf(
    childOf(readXml(envelope(`<R><SystemDateAndTime>${parts}</SystemDateAndTime></R>`)), 'Body'),
    'R',
  )!
const utc = (date: string, time: string) => {
  const [year, month, day] = date.split('-')
  const [hour, minute, second] = time.split(':')
  return `<UTCDateTime><Time><Hour>${hour}</Hour><Minute>${minute}</Minute><Second>${second}</Second></Time><Date><Year>${year}</Year><Month>${month}</Month><Day>${day}</Day></Date></UTCDateTime>`
}

test('UTC as a device tells it', () => {
  assert.equal(utcOf(answer(utc('2026-11-23', '1:2:3'))), 1_795_395_723 * second)
  assert.equal(utcOf(answer(utc('1970-1-1', '0:0:0'))), 0)
  assert.equal(utcOf(answer('<LocalDateTime/>')), null)
  for (const [date, time] of [
    ['2026-02-30', '0:0:0'],
    ['2026-13-01', '0:0:0'],
    ['2026-01-01', '24:0:0'],
    ['2026-01-01', '-1:0:0'],
    ['99999-01-01', '0:0:0'],
    ['', ''],
  ] as const) {
    assert.throws(() => utcOf(answer(utc(date, time))), { kind: 'notOnvif' })
  }
})
