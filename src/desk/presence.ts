import { hash } from 'node:crypto'
import { endsAtUs } from '#domain/credential/credential.ts'
import type { Session, Sessions } from '#entrance/sessions.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Actor, Desk } from './desk.ts'
import { postsOf, tenuresOf } from './posts.ts'

/** Somebody who is in, as it stands now. */
export type Present = {
  readonly session: Session
  readonly actor: Actor
  readonly posts: readonly Post[]
}

/**
 * Who sits there. Asked anew at every call, against what happened: a session is over when its person's credential was
 * changed, revoked or is overdue, when a post that they came in with has ended, and when the screen it began at is
 * no longer enrolled with that key. So nothing has to be remembered when any of it happens.
 */
export async function presentBy(
  desk: Desk,
  sessions: Sessions,
  token: string,
): Promise<Present | null> {
  const session = await sessions.of(token)
  if (!session) return null
  const sight = await desk.sight()
  const { setting, state } = sight
  const { person, terminal, startedAtUs } = session
  const nowUs = desk.nowUs()
  const known = state('credential', 'main').credentials.find(one => one.person === person)
  const endUs = known ? endsAtUs(setting, known) : null
  const completed = known?.completedAtUs ?? null
  const credentialStands =
    known !== undefined &&
    known.changedAtUs <= startedAtUs &&
    completed !== null &&
    completed <= startedAtUs &&
    (endUs === null || nowUs < endUs)
  const held: readonly string[] = tenuresOf(setting, person, nowUs)
  const postsStand = session.posts.every(post => held.includes(post))
  const screen = terminal === null ? null : state('terminal', terminal)
  const screenStands =
    screen === null ||
    (screen.status === 'enrolled' && deviceKeyHash(screen.deviceKey) === session.terminalKey)
  if (!credentialStands || !postsStand || !screenStands) {
    await sessions.end(session.id)
    return null
  }
  return { session, actor: { person, terminal }, posts: postsOf(setting, person, nowUs) }
}

/** SHA-256, hex, of a device's key as it stands in the act that enrolled it. */
export const deviceKeyHash = (deviceKey: string): string => hash('sha256', deviceKey, 'hex')
