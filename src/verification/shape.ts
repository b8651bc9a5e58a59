import { isRecord } from '#leaf/leaf.ts'
import { bytesIn } from './opened.ts'

/** What a found value should be, or SyntaxError: a file that somebody brings may say anything. */
export function object(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new SyntaxError('not an object')
  return value
}
export function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new SyntaxError('not a list')
  return value
}
export function words(value: unknown): string {
  if (typeof value !== 'string') throw new SyntaxError('not a text')
  return value
}
export function bytes(value: unknown): Uint8Array {
  const found = bytesIn(value)
  if (!found) throw new SyntaxError('not base64')
  return found
}
