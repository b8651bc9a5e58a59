import { at } from '../given.ts'

/** When a scenario begins: a Saturday evening. */
export const startUs = at('2026-11-14 17:00')
export const minuteUs = 60_000_000
