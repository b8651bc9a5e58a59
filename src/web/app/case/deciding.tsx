import { useState } from 'react'
import type { CaseNow } from '#desk/case-now.ts'
import { postWord } from '#law/called.ts'
import { act } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Facts } from '../components/facts.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form } from '../form.tsx'
import { usePresent, useProfile } from '../session.ts'
import { useAct } from '../signing.tsx'
import { actWords } from '../words.ts'
import { saidTerms, TermsFields, wholeTerms } from './terms.tsx'

type Of = { readonly now: CaseNow; readonly onDone: () => Promise<unknown> }

/** Why nothing is put to the body yet; null: it may be. */
export const notYet = ({ points }: CaseNow): string | null => {
  const lacks = points.filter(({ found }) => found === 'failed').length
  return lacks > 0
    ? `点検で足りないところが${lacks}つあります。点検の「不足」を先に整えてください`
    : null
}

/** A committee: somebody puts it, members vote with their own keys. */
export function Committee({ now, onDone }: Of) {
  return now.approval.proposal ? (
    <Voting now={now} onDone={onDone} />
  ) : (
    <Proposing now={now} onDone={onDone} />
  )
}

function Proposing({ now, onDone }: Of) {
  const profile = useProfile()
  const { conditions } = profile.copies
  const [terms, setTerms] = useState(() => wholeTerms(now, conditions))
  const { run, problem, isBusy, dialog } = useAct(`${now.id} を採決にかける`, onDone)
  return (
    <Card title="採決にかける">
      <Form
        problem={problem}
        onSend={() =>
          run(() => act('approval', [now.id], 'Propose', saidTerms(now, terms, conditions)))
        }
      >
        <BasisLine basis={profile.approval.by} />
        {notYet(now) === null && <TermsFields now={now} terms={terms} onChange={setTerms} />}
        <p>
          <Button look="filled" type="submit" isBusy={isBusy} reason={notYet(now)}>
            この内容で採決にかける
          </Button>
        </p>
      </Form>
      {dialog}
    </Card>
  )
}

function Voting({ now, onDone }: Of) {
  const profile = useProfile()
  const { person } = usePresent()
  const { approval, deciders, needed } = now
  const [choice, setChoice] = useState('')
  const [reasons, setReasons] = useState('')
  const { run, problem, isBusy, dialog } = useAct(`${now.id} の採決`, onDone)
  const [isStepping, setStepping] = useState(false)
  const isDecider = deciders.includes(person) && !approval.recused.includes(person)
  const including = profile.approval.collegiate?.majority.including ?? []
  const { proposal } = approval
  return (
    <Card
      title="採決"
      aside={
        <p>
          賛成 {Object.values(approval.votes).filter(({ inFavour }) => inFavour).length}／{needed}名
          {including.length > 0 &&
            `（${including.map(post => postWord(profile, post)).join('・')}を含む）`}
        </p>
      }
    >
      <Facts
        facts={[
          { name: '諮る行為', says: actWords(profile, proposal!.acts) },
          { name: '付ける条件', says: proposal!.conditions.join('\n') || 'なし' },
        ]}
      />
      <ul className="my-3 flex flex-col gap-2">
        {deciders.map(decider => (
          <li
            key={decider}
            className="flex flex-wrap items-center justify-between gap-2 rounded-8 border border-solid-gray-420 px-3 py-2"
          >
            <span className="font-700">{decider}</span>
            <VoteTag now={now} decider={decider} />
          </li>
        ))}
      </ul>
      {profile.approval.collegiate && <BasisLine basis={profile.approval.collegiate.majority.by} />}
      {isDecider ? (
        <div className="mt-4 border-t border-solid-gray-300 pt-4">
          <Form
            problem={problem}
            onSend={() =>
              run(() =>
                isStepping
                  ? act('approval', [now.id], 'Recuse', { reason: reasons })
                  : act('approval', [now.id], 'Vote', { inFavour: choice === 'yes', reasons }),
              )
            }
          >
            <RadioGroup
              label={`${person}さんの判断`}
              isRequired
              value={choice}
              onChange={value => {
                setChoice(value)
                setStepping(value === 'recuse')
              }}
              options={[
                { value: 'yes', label: '承認する' },
                { value: 'no', label: '承認しない' },
                {
                  value: 'recuse',
                  label: 'この件から退く',
                  hint: '相手と関わりがあるなど。記録され、ほかの委員だけで決めます',
                },
              ]}
            />
            <TextField
              label="理由"
              isRequired={choice !== 'yes'}
              lines={2}
              value={reasons}
              onChange={setReasons}
            />
            <p>
              <Button
                look="filled"
                type="submit"
                isBusy={isBusy}
                reason={choice === '' ? '判断を選んでください' : null}
              >
                {isStepping ? '退く' : 'この判断で署名する'}
              </Button>
            </p>
          </Form>
        </div>
      ) : (
        <p className="mt-3">
          {approval.recused.includes(person)
            ? 'この件から退いています。'
            : '採決に加わるのは、いまの委員だけです。'}
        </p>
      )}
      {dialog}
    </Card>
  )
}

function VoteTag({ now, decider }: { readonly now: CaseNow; readonly decider: string }) {
  const { votes, recused } = now.approval
  const vote = votes[decider]
  if (recused.includes(decider)) return <Tag>退いた</Tag>
  if (!vote) return <Tag>まだ</Tag>
  return <Tag tone={vote.inFavour ? 'green' : 'red'}>{vote.inFavour ? '賛成' : '反対'}</Tag>
}

/** A manager decides alone, with their own key: all of it, a part, or nothing. */
export function ByManager({ now, onDone }: Of) {
  const profile = useProfile()
  const { person } = usePresent()
  const { conditions } = profile.copies
  const [terms, setTerms] = useState(() => wholeTerms(now, conditions))
  const [choice, setChoice] = useState('')
  const [reasons, setReasons] = useState('')
  const [use, setUse] = useState('')
  const { run, problem, isBusy, dialog } = useAct(`${now.id} の判断`, onDone)
  const grant = choice !== 'no'
  const isPerUse = profile.manager.per === 'use'
  const missing =
    choice === ''
      ? '判断を選んでください'
      : grant
        ? notYet(now)
        : reasons.trim() === ''
          ? '断る理由を書いてください'
          : null
  if (!now.deciders.includes(person)) {
    return (
      <Card title="判断">
        <p>
          判断するのは{postWord(profile, 'manager')}（
          {now.deciders.join('・') || 'いまはだれもいません'}）です。
        </p>
        <BasisLine basis={profile.approval.by} />
      </Card>
    )
  }
  return (
    <Card title="判断">
      <Form
        problem={problem}
        onSend={() =>
          run(() =>
            act('approval', [now.id], 'DecideAsManager', {
              ...(choice === 'part'
                ? saidTerms(now, terms, conditions)
                : { conditions: saidTerms(now, terms, conditions).conditions }),
              ...(isPerUse ? { use } : {}),
              grant,
              reasons,
            }),
          )
        }
      >
        <BasisLine basis={profile.approval.by} />
        {isPerUse && (
          <TextField label="どの事務のための利用か" isRequired value={use} onChange={setUse} />
        )}
        <RadioGroup
          label="判断"
          isRequired
          value={choice}
          onChange={setChoice}
          options={[
            { value: 'yes', label: '承認' },
            { value: 'part', label: '一部だけ承認' },
            { value: 'no', label: '不承認' },
          ]}
        />
        {choice === 'part' && <TermsFields now={now} terms={terms} onChange={setTerms} />}
        {choice === 'yes' && (
          <TextField
            label="付ける条件"
            hint={
              now.request.acts.includes('takeOut')
                ? `次の条件は必ず付きます: ${conditions.map(({ says }) => says).join(' ')}`
                : null
            }
            lines={2}
            value={terms.further}
            onChange={further => setTerms({ ...terms, further })}
          />
        )}
        <TextField
          label="理由"
          isRequired={!grant}
          lines={2}
          value={reasons}
          onChange={setReasons}
        />
        <p>
          <Button look="filled" type="submit" isBusy={isBusy} reason={missing}>
            この判断で決める（署名）
          </Button>
        </p>
      </Form>
      {dialog}
    </Card>
  )
}
