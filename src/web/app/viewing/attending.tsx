import { useState } from 'react'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Problem } from '../components/problem.tsx'
import { Tag } from '../components/tag.tsx'
import { useSending } from '../form.tsx'
import { useProfile } from '../session.ts'
import { Signatures } from '../signing.tsx'
import type { Question, Showing } from './showing.ts'
import { clockWords } from './words.ts'

/** Who is there. Each may leave at any moment. */
export function Attending({ showing }: { readonly showing: Showing }) {
  const { presence } = useProfile().witnesses
  const { problem, send } = useSending()
  const [isLeaving, setLeaving] = useState(false)
  const { witnesses, operator } = showing.begun
  if (witnesses.length === 0) {
    return (
      <Card title="操作する人" aside={<Tag tone="green">{operator}</Tag>}>
        <p>承認と、操作する人の署名で開いています。</p>
      </Card>
    )
  }
  return (
    <Card title="立会い" aside={<Tag tone="green">{witnesses.length}名 在席</Tag>}>
      <ul className="flex flex-wrap gap-3">
        {witnesses.map(person => (
          <li
            key={person}
            className="flex flex-wrap items-center gap-3 rounded-8 border border-green-900 bg-green-50 px-3 py-2"
          >
            <span className="font-700">{person}</span>
            <Button
              look="text"
              isBusy={isLeaving}
              onClick={() => {
                setLeaving(true)
                void send(() => showing.leave(person))
              }}
            >
              席を外す
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <BasisLine basis={presence.throughout} />
      </div>
      <Problem problem={problem} />
    </Card>
  )
}

/** Every so often each shows that they are still there. It stands above everything else. */
export function Asking({
  showing,
  question,
}: {
  readonly showing: Showing
  readonly question: Question
}) {
  return (
    <div
      role="alert"
      className="flex flex-col gap-3 rounded-12 border-2 border-orange-800 bg-white p-4 sm:p-6"
    >
      <p className="text-[1.25rem] font-700">
        その場にいますか。{clockWords(question.dueUs)}
        までに、立会いの人がそれぞれ署名してください。過ぎると映像は止まります。
      </p>
      <Signatures
        verb="います（署名）"
        people={question.people.map(({ answered, ...one }) => ({ ...one, signed: answered }))}
        onProof={(person, proof) => showing.present(person, proof)}
      />
    </div>
  )
}
