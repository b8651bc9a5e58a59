import { actWord, registerFor } from '#law/called.ts'
import type { Profile } from '#law/profile.ts'
import type { RequesterKind } from '#law/vocabulary/grounds.ts'
import { CheckboxGroup } from '../components/choices.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import type { Draft } from '../draft.ts'
import { useProfile } from '../session.ts'
import { requesterKinds } from '../words.ts'

export type Part = {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  /** Whether what is missing is told: after the first try to go on. */
  readonly isTried: boolean
}

/** Those who ask as a body, not as a person. */
const bodies: readonly string[] = [
  'investigator',
  'court',
  'publicBody',
  'commissioned',
  'organisation',
]

/** A register with a cell for it has a line only of somebody who can be reached: better asked now than before the screen. */
const asksContact = (profile: Profile): boolean =>
  registerFor(profile, 'viewing', 'viewingAndTakeOut', 'handling')?.cells.some(
    ({ fact, required }) => fact === 'contact' && required,
  ) ?? false

export const whoIsWhole = (
  { kind, name, acts, purpose, organisation, contact }: Draft,
  profile: Profile,
): boolean =>
  kind !== '' &&
  [name, purpose].every(words => words.trim() !== '') &&
  acts.length > 0 &&
  (!bodies.includes(kind) || organisation.trim() !== '') &&
  (!asksContact(profile) || contact.trim() !== '')

/** 1 相手: who asks, for what. */
export function WhoStep({ draft, onChange, isTried }: Part) {
  const profile = useProfile()
  const missing = (words: string, what: string) =>
    isTried && words.trim() === '' ? `${what}を書いてください` : null
  const isBody = bodies.includes(draft.kind)
  const acts = profile.approval.acts.map(({ act }) => act)
  return (
    <>
      <Select
        label="求めている人"
        isRequired
        value={draft.kind}
        onChange={kind => onChange({ kind: kind as RequesterKind, internal: kind === 'staff' })}
        choices={Object.entries(requesterKinds).map(([value, label]) => ({ value, label }))}
        error={isTried && draft.kind === '' ? 'どれかを選んでください' : null}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="所属機関・団体"
          isRequired={isBody}
          hint="例: 警察署と課の名まで"
          value={draft.organisation}
          onChange={organisation => onChange({ organisation })}
          error={isBody ? missing(draft.organisation, '所属') : null}
        />
        <TextField
          label="職名"
          hint="例: 巡査部長、課長"
          value={draft.post}
          onChange={post => onChange({ post })}
        />
        <TextField
          label="氏名"
          isRequired
          value={draft.name}
          onChange={name => onChange({ name })}
          error={missing(draft.name, '氏名')}
        />
        <TextField
          label="連絡先"
          type="tel"
          isRequired={asksContact(profile)}
          value={draft.contact}
          onChange={contact => onChange({ contact })}
          error={asksContact(profile) ? missing(draft.contact, '連絡先') : null}
        />
      </div>
      <TextField label="住所" value={draft.address} onChange={address => onChange({ address })} />
      <CheckboxGroup
        label="何を求めていますか"
        isRequired
        values={draft.acts}
        onChange={values => onChange({ acts: acts.filter(act => values.includes(act)) })}
        options={acts.map(act => ({ value: act, label: actWord(profile, act) }))}
        error={isTried && draft.acts.length === 0 ? '一つ以上選んでください' : null}
      />
      <TextField
        label="目的"
        isRequired
        hint="だれに何が起き、何を確かめるために見るのか。根拠を選んだ後は変えられません"
        lines={3}
        value={draft.purpose}
        onChange={purpose => onChange({ purpose })}
        error={missing(draft.purpose, '目的')}
      />
    </>
  )
}
