import { z } from 'zod'

/** Words of a command as they come in: exactly these members, each bounded. Who and when are nobody's to say. */
export const said = <T extends z.ZodRawShape>(members: T) => z.strictObject(members).readonly()
export const list = <T extends z.ZodType>(of: T) => z.array(of).max(500).readonly()

/** Free words; may be empty, where the decider says so. */
export const text = z.string().max(4000)
const oneLine = /^[^\t\n\r\u2028\u2029]*$/
/** What something or somebody is called by: on one line, as lists and logs show it. */
export const id = z.string().min(1).max(200).regex(oneLine)
/** A name that may be left empty where the decider answers for it. */
export const name = z.string().max(200).regex(oneLine)
export const flag = z.boolean()
export const count = z.int().min(0)
/** µs since the epoch: a time that every paper can say. */
export const us = z.int().min(0)
/** µs since the epoch, or 'now': the moment at which the act is recorded. */
export const moment = z.union([us, z.literal('now')]) as unknown as z.ZodType<number>
/** SHA-256, hex; empty where there is none. */
export const hash = z.string().regex(/^([0-9a-f]{64})?$/)
export const day = z.iso.date()
/** `yyyy-mm-dd`, or empty. */
export const dayOrNone = z.union([day, z.literal('')])
export const cells = z.record(z.string().min(1).max(100), text).readonly()
/** Since the epoch, until 2225: what lies beyond has no name on any screen or paper. */
export const minute = z.int().min(0).max(0x7ff_ffff)
export const range = said({ camera: id, fromMinute: minute, toMinute: minute })
export const ranges = list(range)
export const people = list(id)
export const nothing = said({})
