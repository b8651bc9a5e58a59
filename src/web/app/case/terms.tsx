import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import { actWord } from '#law/called.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { CheckboxGroup } from '../components/choices.tsx'
import { TextField } from '../components/text-field.tsx'
import { camerasQuery } from '../reads.ts'
import { useProfile } from '../session.ts'
import { cameraWords, rangeWords } from '../words.ts'

/** What is decided on: all that was asked, or a part of it, and on which conditions. */
export type Terms = {
  readonly acts: readonly Act[]
  /** Indexes into the request's ranges. */
  readonly ranges: readonly string[]
  /** The document's own, by their ids. */
  readonly standing: readonly string[]
  readonly further: string
}

export const wholeTerms = ({ request }: CaseNow, conditions: readonly { id: string }[]): Terms => ({
  acts: request.acts,
  ranges: request.ranges.map((_, at) => String(at)),
  standing: request.acts.includes('takeOut') ? conditions.map(({ id }) => id) : [],
  further: '',
})

export function TermsFields({
  now,
  terms,
  onChange,
}: {
  readonly now: CaseNow
  readonly terms: Terms
  readonly onChange: (terms: Terms) => void
}) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const { request } = now
  const { conditions } = profile.copies
  return (
    <>
      {request.acts.length > 1 && (
        <CheckboxGroup
          label="認めるもの"
          isRequired
          values={terms.acts}
          onChange={values =>
            onChange({ ...terms, acts: request.acts.filter(act => values.includes(act)) })
          }
          options={request.acts.map(act => ({ value: act, label: actWord(profile, act) }))}
        />
      )}
      <CheckboxGroup
        label="認める範囲"
        isRequired
        hint="外した範囲は、承認に入りません"
        values={terms.ranges}
        onChange={ranges => onChange({ ...terms, ranges })}
        options={request.ranges.map(({ camera, fromMinute, toMinute }, at) => ({
          value: String(at),
          label: cameraWords(cameras, camera),
          hint: rangeWords(fromMinute, toMinute),
        }))}
      />
      {terms.acts.includes('takeOut') && conditions.length > 0 && (
        <CheckboxGroup
          label="付ける条件"
          values={terms.standing}
          onChange={standing => onChange({ ...terms, standing })}
          options={conditions.map(({ id, says, by }) => ({
            value: id,
            label: says,
            hint: by.kind === 'houseRule' ? '内規' : by.cite,
          }))}
        />
      )}
      <TextField
        label="ほかに付ける条件"
        lines={2}
        value={terms.further}
        onChange={further => onChange({ ...terms, further })}
      />
    </>
  )
}

/** As a command says it. */
export function saidTerms(
  { request }: CaseNow,
  terms: Terms,
  conditions: readonly { readonly id: string; readonly says: string }[],
) {
  const isTakenOut = terms.acts.includes('takeOut')
  const standing = conditions.filter(({ id }) => isTakenOut && terms.standing.includes(id))
  return {
    acts: terms.acts,
    ranges: request.ranges.filter((_, at) => terms.ranges.includes(String(at))),
    conditions: [...standing.map(({ says }) => says), terms.further.trim()].filter(Boolean),
    sessions: 1,
    leadIn: false,
  }
}
