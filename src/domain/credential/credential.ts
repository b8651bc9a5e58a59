import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import { refuseActing } from '../acting.ts'
import type { Decider, Setting } from '../decider.ts'
import { daysAfterUs } from '../duty.ts'
import type { Credential, CredentialCommand, CredentialEvent, CredentialState } from './words.ts'

/** How people show who they are: one credential each, issued by the manager, changed as often as the rule says. */
export const credential: Decider<CredentialState, CredentialCommand, CredentialEvent> = {
  initial: { credentials: [], usedIds: [] },
  decide: (setting, state, command) => {
    switch (command.type) {
      case 'IssueCredential':
        return issue(setting, state, command)
      case 'CompleteCredential':
        return complete(setting, state, command)
      case 'RotateCredential':
        return rotate(setting, state, command)
      case 'RevokeCredential':
        return revoke(setting, state, command)
      case 'SignIn':
        return signIn(setting, state, command)
    }
  },
  evolve: (state, event) => {
    const { credentials, usedIds } = state
    switch (event.type) {
      case 'CredentialIssued':
      case 'CredentialRotated': {
        const { person, loginId, by: issuedBy, atUs: changedAtUs } = event
        const others = credentials.filter(known => known.person !== person)
        const given = { person, loginId, issuedBy, changedAtUs, completedAtUs: null }
        return {
          credentials: [...others, given],
          usedIds: usedIds.includes(loginId) ? usedIds : [...usedIds, loginId],
        }
      }
      case 'CredentialCompleted':
        return {
          ...state,
          credentials: credentials.map(known =>
            known.person === event.by ? { ...known, completedAtUs: event.atUs } : known,
          ),
        }
      case 'CredentialRevoked':
        return {
          ...state,
          credentials: credentials.filter(({ person }) => person !== event.person),
        }
      case 'SignedIn':
        return state
    }
  },
}

/** From when a credential no longer works unless it is changed; null: the rule sets no time. */
export const endsAtUs = ({ profile }: Setting, { changedAtUs }: Credential): number | null => {
  const { rotation } = profile.credentials
  return rotation && daysAfterUs(changedAtUs, rotation.everyDays.count)
}

/**
 * Who issued or renewed a credential cannot be the second person beside its holder while the holder has not
 * set a secret of their own: one hand could be behind both.
 */
export function refuseBeside(
  { profile }: Setting,
  { credentials }: CredentialState,
  people: readonly string[],
): Refusal | null {
  const shared = credentials.find(
    ({ person, issuedBy, completedAtUs }) =>
      completedAtUs === null &&
      person !== issuedBy &&
      people.includes(person) &&
      people.includes(issuedBy),
  )
  return shared
    ? refuse(
        `${shared.issuedBy}は、${shared.person}の資格を発行したので、並んで署名できません`,
        profile.credentials.notBeside,
        `${shared.person}に自分の暗証を決めてもらうか、別の人に頼んでください`,
      )
    : null
}

type Decided = readonly CredentialEvent[] | Refusal
type Command<Type extends CredentialCommand['type']> = Extract<CredentialCommand, { type: Type }>

const of = ({ credentials }: CredentialState, person: string) =>
  credentials.find(known => known.person === person)

/** Where the document says who changes them, on its word; otherwise whoever answers as the manager. */
function refuseIssuer(setting: Setting, by: string, atUs: number): Refusal | null {
  const unfit = refuseActing(setting, by, atUs)
  const { rotation } = setting.profile.credentials
  return unfit && rotation
    ? refuse(
        'ID番号とパスワードを定め、変えるのは管理責任者だけです',
        rotation.by,
        '管理責任者に求めてください',
      )
    : unfit
}

function issue(
  setting: Setting,
  state: CredentialState,
  { atUs, by, person, loginId }: Command<'IssueCredential'>,
): Decided {
  const { credentials } = setting.profile
  const unfit = refuseIssuer(setting, by, atUs) ?? refuseShared(setting, state, loginId)
  if (unfit) return unfit
  if (of(state, person)) {
    return refuse(
      `${person}には、すでに資格があります`,
      credentials.personal,
      '変えるときは、変更として届けてください',
    )
  }
  return [{ type: 'CredentialIssued', atUs, by, basis: credentials.by, person, loginId }]
}

function refuseShared({ profile }: Setting, { usedIds }: CredentialState, loginId: string) {
  return loginId.trim() === '' || usedIds.includes(loginId)
    ? refuse(
        'その番号はもう使われているか、空です。番号は一人に一つで、共用しません',
        profile.credentials.personal,
        'だれも使ったことのない番号を定めてください',
      )
    : null
}

function complete(
  { profile }: Setting,
  state: CredentialState,
  { atUs, by }: Command<'CompleteCredential'>,
): Decided {
  const known = of(state, by)
  if (!known || known.completedAtUs !== null) {
    return refuse(
      '受け取っていない資格か、すでに自分の暗証を決めた資格です',
      profile.credentials.personal,
      '管理責任者に発行を求めてください',
    )
  }
  return [{ type: 'CredentialCompleted', atUs, by, basis: profile.credentials.personal }]
}

function rotate(
  setting: Setting,
  state: CredentialState,
  { atUs, by, person, loginId }: Command<'RotateCredential'>,
): Decided {
  const { rotation, personal } = setting.profile.credentials
  const unfit = refuseIssuer(setting, by, atUs)
  if (unfit) return unfit
  const known = of(state, person)
  if (!known) {
    return refuse(
      `${person}には、まだ資格がありません`,
      actHouse.stepsInOrder,
      '先に発行してください',
    )
  }
  const sameId = known.loginId === loginId
  if (sameId && rotation?.of.includes('id')) {
    return refuse(
      'ID番号が前のままです。パスワードとともに変えます',
      rotation.by,
      '新しいID番号を定めてください',
    )
  }
  const shared = sameId ? null : refuseShared(setting, state, loginId)
  if (shared) return shared
  return [{ type: 'CredentialRotated', atUs, by, basis: rotation?.by ?? personal, person, loginId }]
}

function revoke(
  setting: Setting,
  state: CredentialState,
  { atUs, by, person, reason }: Command<'RevokeCredential'>,
): Decided {
  const unfit = refuseIssuer(setting, by, atUs)
  if (unfit) return unfit
  if (!of(state, person)) {
    return refuse(`${person}の資格はありません`, actHouse.stepsInOrder, '名前を確かめてください')
  }
  const basis = setting.profile.credentials.personal
  return [{ type: 'CredentialRevoked', atUs, by, basis, person, reason }]
}

function signIn(
  setting: Setting,
  state: CredentialState,
  { atUs, by, shown, loginId }: Command<'SignIn'>,
): Decided {
  const { credentials } = setting.profile
  const known = of(state, by)
  if (!known || known.loginId !== loginId) {
    return refuse(
      'その番号は、この人のものではありません。番号は一人に一つで、共用しません',
      credentials.personal,
      '自分の番号で入ってください。ないときは、管理責任者に発行を求めてください',
    )
  }
  const both = shown.includes('id') && shown.includes('password')
  if (credentials.login === 'idAndPassword' && !both) {
    return refuse(
      'ID番号とパスワードの両方がなければ入れません',
      credentials.by,
      'ID番号とパスワードを入れてください。自動で入ることはできません',
    )
  }
  if (shown.length === 0 || known.completedAtUs === null) {
    return refuse(
      'まだ自分の暗証を決めていないか、何も示していません',
      credentials.personal,
      '受け取った一度きりの番号で、自分の暗証を決めてください',
    )
  }
  const endUs = endsAtUs(setting, known)
  const { rotation } = credentials
  if (rotation && endUs !== null && endUs <= atUs) {
    return refuse(
      'ID番号とパスワードを変える日を過ぎています',
      rotation.overdue,
      '管理責任者に新しいID番号とパスワードを求めてください',
    )
  }
  return [{ type: 'SignedIn', atUs, by, basis: credentials.by, loginId }]
}
