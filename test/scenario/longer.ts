import type { FootageRange } from '#domain/footage-range.ts'
import type { Thing, Words } from './person.ts'

export const holds: Thing = ['hold', 'main']

/** To keep exactly this longer, until a day far away. */
export const longer = (range: FootageRange, ground: string, more: Words = {}): Words => ({
  ...{ id: '延長1', range, ground, document: '', endsOn: '2099-03-31' },
  needs: { fromMinute: range.fromMinute, toMinute: range.toMinute },
  reason: '捜査が続いているため',
  ...more,
})
