import { type Refusal, refuse } from '#law/basis.ts'
import { named } from '#law/named.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { filled } from '../request/inspection/point.ts'
import type { DisclosureCommand, DisclosureEvent, OpenDisclosure } from './words.ts'

type Command<Type extends DisclosureCommand['type']> = Extract<DisclosureCommand, { type: Type }>
type Decided = readonly DisclosureEvent[] | Refusal

/** Other facts than the pictures say who somebody is: different ones, and enough of them. */
export function identify(
  { disclosure }: Profile,
  { atUs, by, facts, byPicture }: Command<'IdentifyPerson'>,
): Decided {
  const { facts: needed, notByPictureAlone, by: basis } = disclosure.identity
  const different = [...new Set(facts.map(fact => fact.trim()))].filter(fact => fact !== '')
  const next = `画像のほかに、互いに別の事柄を${needed}つ以上確かめてください（住所と生年月日など）`
  if (different.length === 0 && byPicture) {
    return refuse('画像だけでは、本人と確かめたことになりません', notByPictureAlone, next)
  }
  if (different.length < needed) {
    return refuse(`本人と確かめる事柄が${needed}つに足りません`, basis, next)
  }
  return [{ type: 'PersonIdentified', atUs, by, basis, facts: different }]
}

/** Nothing is searched before it is sure who asks and what must be asked of them was asked. */
export function search(
  { disclosure, grounds }: Profile,
  state: OpenDisclosure,
  { atUs, by }: Command<'BeginSearch'>,
): Decided {
  const { beforeSearch } = disclosure.identity
  if (!state.identified && state.who !== 'other') {
    return refuse(
      '本人の確認が済むまで、画像を探せません',
      beforeSearch,
      '先に本人を確かめてください',
    )
  }
  const ground =
    state.track === 'informal' ? named(grounds.list, disclosure.informalGround ?? '') : undefined
  const missing = ground?.entries.find(({ id }) => !filled(state.entries[id]))
  if (missing) {
    return refuse(
      `${missing.name}を求めていないため、画像を探せません`,
      beforeSearch,
      `${missing.name}を求めて書いてください`,
    )
  }
  return [{ type: 'SearchBegun', atUs, by, basis: beforeSearch }]
}
