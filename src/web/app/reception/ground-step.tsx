import { BasisLine } from '../components/basis.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Fold } from '../components/fold.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { useProfile } from '../session.ts'
import { actWords } from '../words.ts'
import type { Part } from './who-step.tsx'

/** 2 根拠: one of the document's, each half of what it demands answered apart. */
export function GroundStep({ draft, onChange, isTried }: Part) {
  const profile = useProfile()
  const { grounds } = profile
  const ground = grounds.list.find(({ code }) => code === draft.ground)
  const misfit =
    ground?.requesters && draft.kind && !ground.requesters.kinds.includes(draft.kind)
      ? ground.requesters.by
      : null
  const beyond = ground ? draft.acts.filter(act => !ground.acts.includes(act)) : []
  return (
    <>
      <RadioGroup
        label="根拠"
        isRequired={!draft.internal}
        hint={
          draft.internal
            ? 'この事務室が自分で見るときは、根拠を選ばずに進めます。第三者の求めによるなら選んでください'
            : '規程にある場合だけです。どれにも当たらないときは、応じられません'
        }
        value={draft.ground}
        onChange={code => onChange({ ground: code, answers: {}, entries: {} })}
        options={grounds.list.map(({ code, label, papers }) => ({
          value: code,
          label: (
            <>
              {label}
              <span className="text-solid-gray-700">（{code}）</span>
            </>
          ),
          hint: papers.length > 0 ? `要る文書: ${papers.map(({ name }) => name).join('、')}` : null,
        }))}
        error={
          isTried && draft.ground === '' && !draft.internal
            ? '選んでください。まだ分からないときは、ここまでを取っておけます'
            : null
        }
      />
      {ground && (
        <div className="rounded-8 bg-solid-gray-50 p-3">
          <Fold head={<span className="font-700">{ground.code}の文を読む</span>}>
            <BasisLine basis={ground.by} isOpen />
          </Fold>
        </div>
      )}
      {misfit && (
        <Notice kind="warning" title={`${ground!.code}は、この求める人には当たりません`}>
          <BasisLine basis={misfit} isOpen />
        </Notice>
      )}
      {beyond.length > 0 && (
        <Notice kind="warning" title={`この根拠では、${actWords(profile, beyond)}はできません`}>
          <p>前の段階で、求めるものを選び直してください。</p>
        </Notice>
      )}
      {ground?.tests.map(test => {
        const answer = draft.answers[test.id]
        const put = (part: Partial<{ holds: boolean; facts: string }>) =>
          onChange({
            answers: {
              ...draft.answers,
              [test.id]: { holds: false, facts: '', ...answer, ...part },
            },
          })
        return (
          <div key={test.id} className="flex flex-col gap-3 border-l-4 border-key-300 pl-4">
            <RadioGroup
              label={test.asks}
              isRequired
              value={answer ? (answer.holds ? 'yes' : 'no') : ''}
              onChange={value => put({ holds: value === 'yes' })}
              options={[
                { value: 'yes', label: 'はい' },
                { value: 'no', label: 'いいえ' },
              ]}
            />
            {answer?.holds && test.facts && (
              <TextField
                label="そう言える事実"
                isRequired
                hint="だれに何が起きているのか、具体的に"
                lines={2}
                value={answer.facts}
                onChange={facts => put({ facts })}
              />
            )}
            {answer && !answer.holds && (
              <Notice kind="warning" title="「いいえ」では、この根拠に当たりません">
                <p>ほかの根拠に当たるかを確かめてください。</p>
              </Notice>
            )}
          </div>
        )
      })}
      {ground?.entries.map(({ id, name }) => (
        <TextField
          key={id}
          label={name}
          isRequired
          value={draft.entries[id] ?? ''}
          onChange={says => onChange({ entries: { ...draft.entries, [id]: says } })}
        />
      ))}
    </>
  )
}
