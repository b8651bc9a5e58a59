import type { Accounts } from '#desk/accounts.ts'
import type { Desk } from '#desk/desk.ts'
import type { FirstPerson } from '#desk/founding.ts'
import type { Terminals } from '#desk/terminals.ts'
import type { Sessions } from '#entrance/sessions.ts'

/** Everything a route may ask. */
export type Rooms = {
  readonly desk: Desk
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly terminals: Terminals
  readonly first: FirstPerson
}
