import { type Refusal, refuse } from '#law/basis.ts'
import { mediaHouse } from '#law/house/copies.ts'
import { actHouse } from '#law/house.ts'
import type { KnownMedium, MediumCommand, MediumEvent, MediumFacts } from './words.ts'

type Decided = readonly MediumEvent[] | Refusal
type Command<Type extends MediumCommand['type']> = Extract<MediumCommand, { type: Type }>

export function erase(
  { profile: { media } }: MediumFacts,
  { atUs, by, how }: Command<'EraseMedium'>,
): Decided {
  if (how.trim() === '') {
    return refuse(
      '消去の方法が書かれていません',
      media.eraseFirst ?? mediaHouse.erasedBeforeReuse,
      '全域の上書きなど、どう消去したかを書いてください',
    )
  }
  const basis = media.eraseFirst ?? mediaHouse.erasedBeforeReuse
  return [{ type: 'MediumErased', atUs, by, basis, how: how.trim() }]
}

/** A retired medium comes back under its number, and empty. */
export function reuse(
  { profile: { media } }: MediumFacts,
  { status, erasedAtUs }: KnownMedium,
  { atUs, by, purpose }: Command<'ReuseMedium'>,
): Decided {
  if (erasedAtUs === null || status !== 'retired') {
    return refuse(
      '使い終えて消去した媒体ではないので、ほかに使えません',
      mediaHouse.erasedBeforeReuse,
      '使い終えたことと消去したことを、先に台帳に書いてください',
    )
  }
  if (purpose.trim() === '') {
    return refuse('何に使うかが書かれていません', media.register, '使い道を台帳に書いてください')
  }
  return [{ type: 'MediumReused', atUs, by, basis: media.register, purpose: purpose.trim() }]
}

/** So that nothing can be read: by a named method, before two people, with a photo of what is left. */
export function destroy(
  { profile: { media } }: MediumFacts,
  { status, erasedAtUs }: KnownMedium,
  { atUs, by, method, likeness = '', people, photo }: Command<'DestroyMedium'>,
): Decided {
  if (status !== 'retired') {
    return refuse(
      'まだ使っている媒体です',
      actHouse.stepsInOrder,
      '使い終えたことを先に台帳に書いてください',
    )
  }
  if (media.eraseFirst && erasedAtUs === null) {
    return refuse(
      '画像の消去をしていないので、破砕や裁断に進めません',
      media.eraseFirst,
      '確実に消去し、その方法を書いてから破砕してください',
    )
  }
  const named = media.methods.includes(method)
  if (!named && (method.trim() === '' || likeness.trim() === '')) {
    return refuse(
      `廃棄の方法が${media.methods.join('・')}等ではありません`,
      media.destroy,
      `${media.methods.join('か')}をするか、ほかの方法なら、なぜ読み取れなくなったのかを書いてください`,
    )
  }
  if (new Set(people).size < 2) {
    return refuse(
      '媒体の廃棄は、二名で行います',
      media.twoPeople,
      'もう一名に立ち会ってもらい、二人の名前を書いてください',
    )
  }
  if (photo.trim() === '') {
    return refuse(
      '廃棄した媒体の写真がありません',
      media.photo,
      '破砕した媒体の写真を添えてください',
    )
  }
  return [
    {
      type: 'MediumDestroyed',
      atUs,
      by,
      basis: media.destroy,
      method,
      people,
      photo,
      ...(named ? {} : { likeness }),
    },
  ]
}

/** Its line is closed only once it was destroyed: erasing alone is not enough. */
export function discard(
  { profile: { media } }: MediumFacts,
  { status }: KnownMedium,
  { atUs, by }: Command<'DiscardMedium'>,
): Decided {
  if (status === 'discarded') {
    return refuse('すでに廃棄した媒体です', media.destroy, '媒体の番号を確かめてください')
  }
  if (status !== 'destroyed') {
    return refuse(
      '破砕も裁断もしていない媒体は、廃棄済みにできません',
      media.destroy,
      `${media.methods.join('か')}をして、二名の名前と写真を残してください`,
    )
  }
  return [{ type: 'MediumDiscarded', atUs, by, basis: media.destroy }]
}
