import { z } from 'zod'
import { password } from './entrance.ts'

export const base64url = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/)

/** What a person signs with: a key of their own, or a password before an enrolled screen. */
export const proof = z.discriminatedUnion('grade', [
  z.strictObject({
    grade: z.literal('A'),
    credential: base64url,
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
  z.strictObject({ grade: z.literal('C'), terminalSignature: base64url, password }),
])
