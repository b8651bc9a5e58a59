import { isIP } from 'node:net'
import type { Names } from './origin.ts'

/**
 * Whose call it is, for bounds on how often alone. Everything comes from this machine; where the operator said that a
 * proxy of theirs writes down who called it, the last address that it wrote counts, and only under the name that leads
 * through it. Whatever a caller wrote before that is nobody's word.
 */
export function callerAddress(
  { proxied }: Names,
  header: (name: string) => string | undefined,
  socketAddress: string,
): string {
  if (header('host')?.toLowerCase() !== proxied) return socketAddress
  const last = (header('x-forwarded-for') ?? '').split(',').at(-1)!.trim()
  if (isIP(last) === 4) return last
  return isIP(last) === 6 ? networkOf(last) : socketAddress
}

/** Of IPv6 the network: whoever has one address there has 2^64. */
function networkOf(address: string): string {
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`)
  const [before = '', after] = hostname.slice(1, -1).split('::')
  const left = before.split(':').filter(Boolean)
  const right = after?.split(':').filter(Boolean) ?? []
  const gap = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return `${[...left, ...gap, ...right].slice(0, 4).join(':')}::/64`
}
