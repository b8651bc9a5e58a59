import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Profile } from '#law/profile.ts'
import { act, call, pathOf, Refused, read } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { StepNav } from '../components/step-nav.tsx'
import { type Draft, emptyDraft, rangesOf, readDraft } from '../draft.ts'
import { Form, useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import type { DraftRow } from '../reads.ts'
import { FootageStep } from '../reception/footage-step.tsx'
import { GroundStep } from '../reception/ground-step.tsx'
import { stepNames } from '../reception/steps.ts'
import { WhoStep, whoIsWhole } from '../reception/who-step.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { requestWord } from '../words.ts'

const isWhole: readonly ((draft: Draft, profile: Profile) => boolean)[] = [
  whoIsWhole,
  ({ ground, internal }: Draft) => ground !== '' || internal,
  ({ ranges }: Draft) => ranges.every(range => rangesOf(range) !== null),
]

/** The first three steps, kept at the office after each; with the third the request is received and has its number. */
export function NewRequest() {
  const profile = useProfile()
  const navigate = useNavigate()
  const { draft: asked } = useSearch({ strict: false }) as { readonly draft?: unknown }
  const known = typeof asked === 'string' ? asked : null
  const [id] = useState(() => known ?? crypto.randomUUID())
  const [draft, setDraft] = useState(emptyDraft)
  const [isTried, setTried] = useState(false)
  const { problem, isBusy, send } = useSending()
  useEffect(() => {
    if (known === null) return
    read<{ drafts: readonly DraftRow[] }>('/api/drafts')
      .then(({ drafts }) => {
        const begun = drafts.find(one => one.id === known)
        if (begun) setDraft(readDraft(begun.words))
      })
      .catch(() => null)
  }, [known])
  const { step } = draft
  const change = (part: Partial<Draft>) => setDraft(before => ({ ...before, ...part }))
  const save = (next: Draft) =>
    call('POST', pathOf('api', 'drafts', id), { words: JSON.stringify(next) })
  const go = (next: number) =>
    send(async () => {
      const moved = { ...draft, step: next }
      await save(moved)
      setTried(false)
      setDraft(moved)
      window.scrollTo({ top: 0 })
    })
  const onSend = () => {
    setTried(true)
    if (!isWhole[step]!(draft, profile)) return
    if (step < 2) go(step + 1)
    else
      send(async () => {
        await save(draft)
        const number = await receive(draft)
        await call('DELETE', pathOf('api', 'drafts', id)).catch(() => null)
        await queries.invalidateQueries()
        await navigate({ to: '/requests/$id', params: { id: number } as never })
      })
  }
  const word = requestWord(profile)
  const part = { draft, onChange: change, isTried }
  return (
    <Screen
      title={`${word}を受け付ける`}
      crumbs={[{ name: '受付と承認', to: '/requests' }, { name: `${word}を受け付ける` }]}
      isNarrow
    >
      <StepNav
        steps={stepNames.map((name, at) => ({ name, isDone: at < step }))}
        at={step}
        onGo={go}
      />
      <Card title={`${step + 1} ${stepNames[step]}`}>
        <Form onSend={onSend} problem={problem}>
          {step === 0 && <WhoStep {...part} />}
          {step === 1 && <GroundStep {...part} />}
          {step === 2 && <FootageStep {...part} />}
          <div className="flex flex-wrap gap-3">
            <Button look="filled" type="submit" isBusy={isBusy}>
              {step < 2 ? '次へ' : '受け付けて番号を取る'}
            </Button>
            {step > 0 && <Button onClick={() => go(step - 1)}>前へ</Button>}
            <Button
              look="text"
              onClick={() =>
                send(async () => {
                  await save(draft)
                  await queries.invalidateQueries()
                  await navigate({ to: '/requests' })
                })
              }
            >
              取っておいて、後で続ける
            </Button>
          </div>
        </Form>
      </Card>
    </Screen>
  )
}

/**
 * The request is received under the next number, and what was answered is told to it. After the first act it stands; what a
 * later one refuses is shown on its page, where it can be put right.
 */
async function receive(draft: Draft): Promise<string> {
  const { acts, internal, purpose, kind, ground, answers, entries } = draft
  const { organisation, post, name, contact, address } = draft
  if (kind === '') throw new TypeError('a request without its asker')
  const requester = {
    kind,
    person: kind === 'staff' ? name : null,
    organisation,
    post,
    name,
    contact,
    address,
  }
  const ranges = draft.ranges.flatMap(range => rangesOf(range) ?? [])
  const { next: id } = await read<{ next: string }>('/api/cases')
  const words = { id, acts, internal, requester, purpose, ranges, application: null }
  await act('request', [id], 'Receive', words)
  try {
    if (ground !== '') {
      await act('request', [id], 'ClaimGround', { ground })
      for (const [test, answer] of Object.entries(answers)) {
        await act('request', [id], 'AnswerTest', { test, answer })
      }
      if (Object.keys(entries).length > 0) await act('request', [id], 'Enter', { entries })
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  return id
}
