import { type Refusal, refuse } from '#law/basis.ts'
import { mediaHouse } from '#law/house/copies.ts'
import { refuseUnlisted } from '../camera/appendix.ts'
import { actsAsManager } from '../office.ts'
import type { MediumCommand, MediumEvent, MediumFacts, MediumState } from './words.ts'

type Decided = readonly MediumEvent[] | Refusal
type Command<Type extends MediumCommand['type']> = Extract<MediumCommand, { type: Type }>

/** A number, a kind, a place: before any use. */
export function register(
  { profile: { media } }: MediumFacts,
  state: MediumState,
  { type: _, ...command }: Command<'RegisterMedium'>,
): Decided {
  const { medium, serial, place } = command
  if (state.status !== 'none' || medium.trim() === '') {
    return refuse(
      '媒体の番号がないか、すでに使われています',
      media.register,
      '新しい番号を付けてください',
    )
  }
  if (serial.trim() === '') {
    return refuse(
      '媒体の製造番号が書かれていません',
      media.register,
      '製造番号を書いてください。なければ、消えない印を付けてその印を書いてください',
    )
  }
  if (place.trim() === '') return refuseNowhere()
  return [{ type: 'MediumRegistered', ...command, basis: media.register }]
}

const refuseNowhere = () =>
  refuse(
    '媒体の置き場所が書かれていません',
    mediaHouse.whereabouts,
    '鍵のかかる置き場所を書いてください',
  )

/** Out of its place with the manager's permission, where the document asks for it. */
export function move(
  facts: MediumFacts,
  { atUs, by, to, permittedBy }: Command<'MoveMedium'>,
): Decided {
  const { media } = facts.profile
  if (media.move && (permittedBy === null || !actsAsManager(facts, permittedBy, atUs))) {
    return refuse(
      '管理責任者の許可がないので、媒体を置き場所の外に持ち出せません',
      media.move.by,
      '管理責任者に、どこへ何のために持ち出すかを伝えて許可を得てください',
    )
  }
  if (to.trim() === '') return refuseNowhere()
  const basis = media.move?.by ?? mediaHouse.whereabouts
  return [{ type: 'MediumMoved', atUs, by, basis, to: to.trim(), permittedBy }]
}

/** Seen where it should be. */
export function attest(
  { profile: { media } }: MediumFacts,
  { atUs, by, photo }: Command<'AttestMedium'>,
): Decided {
  if (photo.trim() === '') {
    return refuse(
      '保管を確かめた写真がありません',
      media.attestation.by,
      '鍵のかかった置き場所の写真を添えてください',
    )
  }
  return [{ type: 'MediumAttested', atUs, by, basis: media.locked.by, photo }]
}

/** Only footage of listed cameras comes in; what it came on keeps its copy only as long as we keep ours. */
export function importFrom(
  { profile, appendix }: MediumFacts,
  { type: _, ...command }: Command<'ImportFrom'>,
): Decided {
  const { cameras, atUs } = command
  for (const camera of cameras) {
    const unlisted = refuseUnlisted(profile, appendix, camera, atUs)
    if (unlisted) return unlisted
  }
  return [{ type: 'SourceImported', ...command, basis: profile.imports.sourceMedium }]
}
