import { randomBytes } from 'node:crypto'

export const random = (length: number): Uint8Array => randomBytes(length)
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
