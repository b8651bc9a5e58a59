import { z } from 'zod'

/** A record with exactly these fields, never changed. */
export const shape = <T extends z.ZodRawShape>(fields: T) => z.strictObject(fields).readonly()
export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly()
/** Words a person reads; never empty. */
export const words = z.string().min(1)
/** A name within a profile, by which facts and answers refer to it. */
export const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
export const days = z.int().min(1)
