import { isIP } from 'node:net'
import type { Names } from './origin.ts'

/**
 * Whose call it is, for bounds on how often alone. Where the operator said that a proxy of theirs on this machine writes
 * down who called it, the last address that it wrote counts, and only under the name that leads through it. Whatever a
 * caller wrote before that is nobody's word.
 */
export function callerAddress(
  { proxied }: Names,
  header: (name: string) => string | undefined,
  socketAddress: string,
): string {
  const isProxied = header('host')?.toLowerCase() === proxied && isThisMachine(socketAddress)
  if (!isProxied) return placeOf(socketAddress)
  const last = (header('x-forwarded-for') ?? '').split(',').at(-1)!.trim()
  return placeOf(isIP(last) ? last : socketAddress)
}

export const isThisMachine = (address: string): boolean =>
  ['127.0.0.1', '::ffff:127.0.0.1', '::1'].includes(address)

/** Of IPv6 the network: whoever has one address there has 2^64. */
function placeOf(address: string): string {
  if (isIP(address) !== 6) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`)
  const [before = '', after] = hostname.slice(1, -1).split('::')
  const left = before.split(':').filter(Boolean)
  const right = after?.split(':').filter(Boolean) ?? []
  const gap = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return `${[...left, ...gap, ...right].slice(0, 4).join(':')}::/64`
}
