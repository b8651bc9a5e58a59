import { CheckboxGroup } from '../components/choices.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { type MatterKind, matterKinds, type TypedMatter } from './matter.ts'

export type TypedMotion = TypedMatter & { readonly inFavour: readonly string[] }

/** One motion: what it is about, and who of those present was for it. */
export function Motion({
  number,
  motion,
  attending,
  members,
  onChange,
}: {
  readonly number: number
  readonly motion: TypedMotion
  readonly attending: readonly string[]
  readonly members: readonly string[]
  readonly onChange: (motion: TypedMotion) => void
}) {
  const { kind, says, howMany, inFavour } = motion
  const put = (part: Partial<TypedMotion>) => onChange({ ...motion, ...part })
  const isSaid = !['', 'operatorCounts', 'writtenVotes', 'urgentApproval'].includes(kind)
  const options = (names: readonly string[]) => names.map(name => ({ value: name, label: name }))
  return (
    <fieldset className="flex flex-col gap-4 rounded-8 border border-solid-gray-420 p-4">
      <legend className="px-1 font-700">議案{number}</legend>
      <Select
        label="何について"
        isRequired
        value={kind}
        onChange={next => put({ kind: next as MatterKind })}
        choices={Object.entries(matterKinds).map(([value, label]) => ({ value, label }))}
      />
      {kind === 'urgentApproval' && (
        <CheckboxGroup
          label="電話で承認する委員"
          isRequired
          values={motion.members}
          onChange={next => put({ members: next })}
          options={options(members)}
        />
      )}
      {(kind === 'urgentApproval' || kind === 'spending') && (
        <TextField
          label={kind === 'spending' ? '金額（円）' : '何名の承認で足りるか'}
          isRequired
          width="short"
          inputMode="numeric"
          value={howMany}
          onChange={next => put({ howMany: next })}
        />
      )}
      {isSaid && (
        <TextField
          label={kind === 'contractor' ? '委託先の名' : '内容'}
          isRequired
          lines={2}
          value={says}
          onChange={next => put({ says: next })}
        />
      )}
      <CheckboxGroup
        label="賛成した人"
        hint="出席した人の中から選びます。過半数に足りない議案は、否決として記録されます"
        values={inFavour}
        onChange={next => put({ inFavour: next })}
        options={options(attending)}
      />
    </fieldset>
  )
}
