import type { Order } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'

/** Fields of an order as they come over the socket: present and of their kind, or a Fault 'Misconfigured'. */
export function textOf(order: Order, field: string, { most = 400, optional = false } = {}): string {
  const value = order[field]
  if (optional && (value === undefined || value === null)) return ''
  if (typeof value !== 'string' || value.length > most || !value.isWellFormed()) throw odd(field)
  return value.trim()
}

export function instantOf(order: Order, field: string): number {
  const value = order[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw odd(field)
  return value
}

export function namesOf(order: Order, field: string): readonly string[] {
  const value = order[field]
  if (!Array.isArray(value) || !value.every(name => typeof name === 'string')) throw odd(field)
  return [...new Set(value.map(name => name.trim()).filter(name => name !== ''))]
}

const odd = (field: string) =>
  new Fault(
    'Misconfigured',
    sentence(`指示の「${field}」が読めません。`, `The order's "${field}" cannot be read.`),
  )
