const name = '__Host-tachiai'
const fixed = 'Path=/; Secure; HttpOnly; SameSite=Strict'

/** A session's cookie: for this host alone, for no script, for no other site's request. */
export const sessionCookie = (token: string): string => `${name}=${token}; ${fixed}`
export const noSession = `${name}=; ${fixed}; Max-Age=0`

/** The token a browser brings; two of one name are none. */
export function tokenIn(cookies: string | undefined): string | null {
  const found = (cookies ?? '')
    .split(';')
    .map(one => one.trim())
    .filter(one => one.startsWith(`${name}=`))
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null
}
