const name = '__Host-tachiai'
const deviceName = '__Host-tachiai-device'
const fixed = 'Path=/; Secure; HttpOnly; SameSite=Strict'

/** A session's cookie: for this host alone, for no script, for no other site's request. */
export const sessionCookie = (token: string): string => `${name}=${token}; ${fixed}`
export const noSession = `${name}=; ${fixed}; Max-Age=0`

/** A browser in which somebody signed in; it opens nothing. */
export const deviceCookie = (mark: string): string =>
  `${deviceName}=${mark}; ${fixed}; Max-Age=34560000`

/** The token a browser brings; two of one name are none. */
export const tokenIn = (cookies: string | undefined): string | null => valueNamed(name, cookies)
export const deviceIn = (cookies: string | undefined): string | null =>
  valueNamed(deviceName, cookies)

function valueNamed(name: string, cookies = ''): string | null {
  const found = cookies
    .split(';')
    .map(one => one.trim())
    .filter(one => one.startsWith(`${name}=`))
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null
}
