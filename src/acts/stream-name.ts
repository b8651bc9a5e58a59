/** `take-out/令和8年度 第0042号/2`: what kind of thing, and which. */
export type NamedStream = { readonly kind: string; readonly ids: readonly string[] }

/** The one name of a stream; `/` and `%` in an id are written `%2F` and `%25`. */
export const streamName = (kind: string, ...ids: readonly string[]): string =>
  [kind, ...ids.map(id => id.replaceAll('%', '%25').replaceAll('/', '%2F'))].join('/')

/** null: not a name that `streamName` writes. */
export function readStreamName(name: string): NamedStream | null {
  const [kind = '', ...parts] = name.split('/')
  const ids = parts.map(part => part.replaceAll('%2F', '/').replaceAll('%25', '%'))
  const known = kind !== '' && ids.length > 0 && ids.every(id => id !== '')
  return known && streamName(kind, ...ids) === name ? { kind, ids } : null
}
