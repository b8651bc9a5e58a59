import { useState } from 'react'
import type { CaseNow } from '#desk/case-now.ts'
import { act } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Fold } from '../components/fold.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { usePresent, useProfile } from '../session.ts'

type Of = { readonly now: CaseNow; readonly onDone: () => Promise<unknown> }

/** Where no ground is claimed yet, or another one fits better. */
export function ClaimAgain({ now, onDone }: Of) {
  const { grounds } = useProfile()
  const [code, setCode] = useState('')
  const { problem, isBusy, send } = useSending()
  if (now.request.internal || now.request.warrant) return null
  const isClaimed = now.request.ground !== null
  const form = (
    <Form
      problem={problem}
      onSend={() =>
        send(async () => {
          await act('request', [now.id], 'ClaimGround', { ground: code })
          await onDone()
        })
      }
    >
      <RadioGroup
        label="根拠"
        isRequired
        value={code}
        onChange={setCode}
        options={grounds.list
          .filter(one => one.code !== now.request.ground)
          .map(one => ({ value: one.code, label: `${one.label}（${one.code}）` }))}
      />
      <p>
        <Button type="submit" isBusy={isBusy} reason={code === '' ? '根拠を選んでください' : null}>
          この根拠にする
        </Button>
      </p>
    </Form>
  )
  if (!isClaimed) {
    return (
      <Card level={3} title="根拠を選ぶ">
        {form}
      </Card>
    )
  }
  return (
    <div className="rounded-12 border border-solid-gray-420 bg-white p-4">
      <Fold head={<span className="font-700">根拠を選び直す</span>}>{form}</Fold>
    </div>
  )
}

/** Urgency waives exactly what the document lets it waive; where the document has none, nothing is offered. */
export function Urgency({ now, onDone }: Of) {
  const { urgency } = useProfile()
  const { person } = usePresent()
  const [reason, setReason] = useState('')
  const [recognisedBy, setRecognisedBy] = useState(person)
  const { problem, isBusy, send } = useSending()
  const { ground, urgent } = now.request
  const isOffered =
    urgency && ground && (urgency.grounds.length === 0 || urgency.grounds.includes(ground))
  if (!isOffered || urgent) return null
  return (
    <div className="rounded-12 border border-solid-gray-420 bg-white p-4">
      <Fold head={<span className="font-700">文書を待てないほど急ぐとき</span>}>
        <Form
          problem={problem}
          onSend={() =>
            send(async () => {
              const permittedBy = urgency.permittedBy ? recognisedBy : null
              await act('request', [now.id], 'ClaimUrgency', {
                reason,
                recognisedBy,
                permittedBy,
              })
              await onDone()
            })
          }
        >
          <p>待たなくてよいのは文書だけです。承認・立会い・記録は、いつもと同じです。</p>
          <BasisLine basis={urgency.by} />
          <TextField label="急ぐ理由" isRequired lines={2} value={reason} onChange={setReason} />
          <TextField
            label="急ぐと認めた人"
            isRequired
            value={recognisedBy}
            onChange={setRecognisedBy}
          />
          <p>
            <Button type="submit" isBusy={isBusy}>
              急ぐ理由を記録する
            </Button>
          </p>
        </Form>
      </Fold>
    </div>
  )
}
