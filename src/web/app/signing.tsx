import { useState } from 'react'
import type { ActedAnswer, KeysAnswer, PendingAnswer } from '#web/answers.ts'
import { call, type Outcome, read } from './client.ts'
import { Button } from './components/button.tsx'
import { Dialog } from './components/dialog.tsx'
import { Problem } from './components/problem.tsx'
import { Tag } from './components/tag.tsx'
import { useSending } from './form.tsx'
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
  const own = usePresent().person
  const { problem, isBusy, send } = useSending()
  const sign = (person: string, challenge: string) =>
    send(async () => {
      const keys = person === own ? (await read<KeysAnswer>('/api/keys')).keys : []
      const proof = await signWithKey(
        challenge,
        keys.map(({ id }) => id),
      )
      const path = `/api/signing/${encodeURIComponent(pending.actId)}`
      const { status, json } = await call<ActedAnswer & PendingAnswer>('POST', path, {
        person,
        proof,
      })
      if (status === 202) onSigned(json)
      else onDone()
    })
  return (
    <Dialog
      title={`署名: ${title}`}
      isOpen
      onClose={() => {
        call('DELETE', `/api/signing/${encodeURIComponent(pending.actId)}`).catch(() => null)
        onClose()
      }}
    >
      <p>
        本人の鍵を差し、暗証番号を入れて触れてください。署名がそろったときに決まり、記録されます。
      </p>
      <ul className="flex flex-col gap-2">
        {pending.people.map(({ person, signed, challenge }) => (
          <li
            key={person}
            className="flex flex-wrap items-center justify-between gap-3 rounded-8 border border-solid-gray-420 p-3"
          >
            <span className="font-700">{person}</span>
            {signed ? (
              <Tag tone="green">署名済み</Tag>
            ) : (
              <Button look="filled" isBusy={isBusy} onClick={() => sign(person, challenge)}>
                署名する
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem problem={problem} />
    </Dialog>
  )
}
