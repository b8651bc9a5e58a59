import type { CredentialKey } from '#cosign/credential-key.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { readKey } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'
import type { Alteration } from './change.ts'
import { mayStandBeside, type Roster, signersAt } from './roster.ts'

/** What no roster may become; null: it may. */
export function refuseUnfit(
  sha256: Sha256,
  next: Roster,
  alteration: Alteration,
  atUs: number,
): Refusal | null {
  const credentials = next.people.flatMap(one => one.credentials)
  const { people, terminals, ledger } = next
  if (!areApart(credentials.map(({ id }) => id)) || !areApart(credentials.map(sameKeyOf))) {
    return refuse(
      'この鍵は、すでにだれかの鍵として登録されています',
      rosterHouse.ownKey,
      '別の鍵を用意してください',
    )
  }
  const names = [people.map(one => one.person), terminals.map(one => one.terminal)]
  if (!names.every(areApart)) {
    return refuse(
      '同じ人か同じ端末が、二度載っています',
      rosterHouse.oneEntry,
      '一つにまとめてください',
    )
  }
  if ('envelopes' in alteration && !arePapers(alteration.envelopes)) {
    return refuse(
      '復旧の紙が三通でないか、同じものがあります',
      rosterHouse.envelopes,
      '書かれたことの違う三通を作ってください',
    )
  }
  if (!readKey(sha256, ledger)) {
    return refuse(
      '台帳の鍵として読めません',
      rosterHouse.readable,
      '事務室が印刷した鍵を、そのまま入れてください',
    )
  }
  return twoMaySign(next, atUs)
    ? null
    : refuse(
        '並んで署名できる二人が、名簿に残りません',
        rosterHouse.lastTwo,
        '先に、もう一人の鍵を登録してください',
      )
}

/** The same for every way of writing one key down, and for a point and its mirror, which one secret yields. */
const sameKeyOf = ({ key }: { readonly key: CredentialKey }): string =>
  key.kty === 'RSA' ? `RSA ${key.n}` : `${key.kty} ${key.x}`

const areApart = (texts: readonly string[]): boolean => new Set(texts).size === texts.length

/** Three, or none at all. */
const arePapers = (envelopes: Roster['envelopes']): boolean =>
  [0, 3].includes(envelopes.length) &&
  areApart(envelopes.map(({ number }) => String(number))) &&
  areApart(envelopes.map(one => one.sha256))

/** Otherwise nobody could ever change it again. */
function twoMaySign(next: Roster, atUs: number): boolean {
  const keys = signersAt(next, atUs).flatMap(({ person, credentials }) =>
    credentials.filter(({ fromUs }) => fromUs <= atUs).map(key => ({ person, ...key })),
  )
  return keys.some(one => keys.some(other => mayStandBeside(one, other)))
}
