import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActedAnswer, KeysAnswer, PendingAnswer } from '#web/answers.ts'
import { call, type Outcome, Refused, read } from './client.ts'
import { Button } from './components/button.tsx'
import { Dialog } from './components/dialog.tsx'
import { Problem } from './components/problem.tsx'
import { Tag } from './components/tag.tsx'
import { TextField } from './components/text-field.tsx'
import { Form, useSending } from './form.tsx'
import { recorderQuery } from './reads.ts'
import { screenSigned } from './screen-key.ts'
import { signWithKey } from './security-key.ts'
import { usePresent } from './session.ts'

/** An act of people: said, signed where the office asks for signatures, and then done. `title`: what is signed, in words. */
export function useAct(title: string, onDone: () => unknown) {
  const [pending, setPending] = useState<PendingAnswer | null>(null)
  const { problem, isBusy, send, setProblem } = useSending()
  const run = (saying: () => Promise<Outcome>) =>
    send(async () => {
      const outcome = await saying()
      if ('pending' in outcome) setPending(outcome.pending)
      else await onDone()
    })
  const dialog = pending && (
    <SignDialog
      title={title}
      pending={pending}
      onSigned={setPending}
      onDone={async () => {
        setPending(null)
        await onDone()
      }}
      onClose={() => setPending(null)}
    />
  )
  return { run, problem, isBusy, dialog, setProblem }
}

function SignDialog({
  title,
  pending,
  onSigned,
  onDone,
  onClose,
}: {
  readonly title: string
  readonly pending: PendingAnswer
  readonly onSigned: (pending: PendingAnswer) => void
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  return (
    <Dialog
      title={`署名: ${title}`}
      isOpen
      onClose={() => {
        takeBack(pending)
        onClose()
      }}
    >
      <p>
        本人の鍵を差し、暗証番号を入れて触れてください。署名がそろったときに決まり、記録されます。
      </p>
      <Signatures
        people={pending.people}
        onProof={async (person, proof) => {
          const next = await signPending(pending, person, proof)
          if (next) onSigned(next)
          else onDone()
        }}
      />
    </Dialog>
  )
}

/** An act that nobody is to sign any more. */
export const takeBack = ({ actId }: PendingAnswer): void =>
  void call('DELETE', `/api/signing/${encodeURIComponent(actId)}`).catch(() => null)

/** One signature of several; null: it was the last, and the act is done. */
export async function signPending(
  { actId }: PendingAnswer,
  person: string,
  proof: Proof,
): Promise<PendingAnswer | null> {
  const path = `/api/signing/${encodeURIComponent(actId)}`
  const { status, json } = await call<ActedAnswer & PendingAnswer>('POST', path, { person, proof })
  return status === 202 ? json : null
}

type ByPassword = {
  readonly grade: 'C'
  readonly terminalSignature: string
  readonly password: string
}
export type Proof = Awaited<ReturnType<typeof signWithKey>> | ByPassword

type Signer = { readonly person: string; readonly signed: boolean; readonly challenge: string }

/**
 * Each signs for themselves, one after the other at this machine: with a key of their own, or by password where the
 * recorder's people agreed to that and this is an enrolled screen.
 */
export function Signatures({
  people,
  onProof,
  verb = '署名する',
}: {
  readonly people: readonly Signer[]
  readonly onProof: (person: string, proof: Proof) => Promise<void>
  readonly verb?: string
}) {
  const { person: own, terminal } = usePresent()
  const { data: recorder } = useQuery({ ...recorderQuery, enabled: terminal !== null })
  const [typing, setTyping] = useState<string | null>(null)
  const { problem, isBusy, send } = useSending()
  const next = people.find(({ signed }) => !signed)?.person
  const byKey = ({ person, challenge }: Signer) =>
    send(async () => {
      const keys = person === own ? (await read<KeysAnswer>('/api/keys')).keys : []
      const ids = keys.map(({ id }) => id)
      await onProof(person, await signWithKey(challenge, ids))
    })
  const byPassword = ({ person, challenge }: Signer, password: string) =>
    send(async () => {
      const terminalSignature = await screenSigned(challenge)
      if (!terminalSignature) throw noScreen()
      await onProof(person, { grade: 'C', terminalSignature, password })
      setTyping(null)
    })
  return (
    <>
      <ul className="flex flex-col gap-2">
        {people.map(one => (
          <li key={one.person} className="rounded-8 border border-solid-gray-420 bg-white p-3">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span className="font-700">{one.person}</span>
              {one.signed ? (
                <Tag tone="green">署名済み</Tag>
              ) : (
                <span className="flex flex-wrap gap-2">
                  {recorder?.gradeC && (
                    <Button look="text" onClick={() => setTyping(one.person)}>
                      パスワードで{verb}
                    </Button>
                  )}
                  <Button
                    look={one.person === next ? 'filled' : 'outline'}
                    isBusy={isBusy}
                    onClick={() => byKey(one)}
                  >
                    {verb}
                  </Button>
                </span>
              )}
            </div>
            {typing === one.person && !one.signed && (
              <ByPasswordForm
                person={one.person}
                isBusy={isBusy}
                onSend={password => byPassword(one, password)}
              />
            )}
          </li>
        ))}
      </ul>
      <Problem problem={problem} />
    </>
  )
}

function ByPasswordForm({
  person,
  isBusy,
  onSend,
}: {
  readonly person: string
  readonly isBusy: boolean
  readonly onSend: (password: string) => void
}) {
  const [password, setPassword] = useState('')
  return (
    <div className="mt-3">
      <Form problem={null} onSend={() => onSend(password)}>
        <TextField
          label={`${person}さんのパスワード`}
          isRequired
          type="password"
          value={password}
          onChange={setPassword}
        />
        <p>
          <Button
            type="submit"
            isBusy={isBusy}
            reason={password === '' ? '本人が入れてください' : null}
          >
            このパスワードで署名する
          </Button>
        </p>
      </Form>
    </div>
  )
}

const noScreen = () =>
  new Refused({
    type: 'urn:tachiai:problem:needs-terminal',
    title: 'この機械ではできません',
    status: 0,
    detail: 'パスワードの署名には、登録した端末の鍵が要ります',
    next: '登録した端末で入り直すか、本人の鍵で署名してください',
  })
