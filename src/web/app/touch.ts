import { call } from './client.ts'
import { queries } from './queries.ts'
import { sessionQuery } from './session.ts'

/** As long as the office lets a session idle (design/desk.md). */
const idleMs = 15 * 60_000
const lookEveryMs = 20_000

let touchedAtMs = performance.now()

/**
 * Reads again every so often, only while somebody is there: a page that asked by itself would keep a session open in front
 * of an empty chair.
 */
export const whileTouched = (everyMs: number) => (): number | false =>
  performance.now() - touchedAtMs < everyMs ? everyMs : false

/** Nobody touched it for as long as a session idles: what stands on the screen goes with the session. */
export function watchTouch(): void {
  for (const kind of ['pointerdown', 'keydown', 'scroll']) {
    addEventListener(
      kind,
      () => {
        touchedAtMs = performance.now()
      },
      { passive: true, capture: true },
    )
  }
  setInterval(() => {
    const isIn = queries.getQueryData(sessionQuery.queryKey)
    if (!isIn || performance.now() - touchedAtMs <= idleMs) return
    call('DELETE', '/api/session')
      .catch(() => null)
      .finally(() => window.location.assign('/sign-in'))
  }, lookEveryMs)
}
