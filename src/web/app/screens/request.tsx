import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseNow } from '#desk/case-now.ts'
import { Asked } from '../case/asked.tsx'
import { Copies } from '../case/copies.tsx'
import { ByManager, Committee } from '../case/deciding.tsx'
import { Decisions } from '../case/decisions.tsx'
import { Inspection } from '../case/inspection.tsx'
import { Instructing } from '../case/instructing.tsx'
import { OtherWays } from '../case/other-ways.tsx'
import { Proving } from '../case/proving.tsx'
import { ClaimAgain, Urgency } from '../case/putting-right.tsx'
import { Viewings } from '../case/viewings.tsx'
import { Warrant } from '../case/warrant.tsx'
import { Witnesses } from '../case/witnesses.tsx'
import { act } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Countdown } from '../components/countdown.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Problem } from '../components/problem.tsx'
import { StepNav } from '../components/step-nav.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { caseQuery } from '../reads.ts'
import { stepNames } from '../reception/steps.ts'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { stages } from '../words.ts'

/** One request: what is asked on the left, what the document makes of it on the right, and what is to be done below. */
export function Request() {
  const { id = '' } = useParams({ strict: false })
  const { data: now } = useSuspenseQuery(caseQuery(id))
  const profile = useProfile()
  const onDone = () => queries.invalidateQueries()
  const { stage, points, goneUs, nowUs } = now
  const isOver = ['withdrawn', 'closed'].includes(stage)
  const isOpen = ['incomplete', 'ready', 'proposed', 'refused'].includes(stage)
  const lacks = points.filter(({ found }) => found === 'failed').length
  const at = stage === 'incomplete' ? 3 : 4
  return (
    <Screen
      title={id}
      tags={<Tag tone={stages[stage].tone}>{stages[stage].name}</Tag>}
      aside={isOver ? null : <Countdown goneUs={goneUs} nowUs={nowUs} />}
      crumbs={[{ name: '受付と承認', to: '/requests' }, { name: id }]}
    >
      {isOpen && (
        <StepNav steps={stepNames.map((name, step) => ({ name, isDone: step < at }))} at={at} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <Card title="求め">
            <Asked now={now} />
            {!isOver && <Withdraw now={now} onDone={onDone} />}
          </Card>
          {stage === 'incomplete' && (
            <div className="flex min-w-0 flex-col gap-4 max-lg:order-1">
              <Proving now={now} onDone={onDone} />
              <ClaimAgain now={now} onDone={onDone} />
              <Urgency now={now} onDone={onDone} />
            </div>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Viewings now={now} />
          {!isOver && <Witnesses now={now} />}
          {!isOver && <Instructing now={now} />}
          <Copies now={now} onDone={onDone} />
          <Decisions now={now} />
          {isOpen && (
            <Card
              title="規程の点検（自動）"
              aside={
                <Tag tone={lacks > 0 ? 'orange' : 'green'}>
                  {lacks > 0 ? `不足 ${lacks}` : 'すべて適合'}
                </Tag>
              }
            >
              <Inspection points={points} />
            </Card>
          )}
          {isOpen && <Warrant now={now} onDone={onDone} />}
          {isOpen && now.approval.proposal && <OtherWays now={now} onDone={onDone} />}
          {isOpen &&
            (profile.approval.body === 'committee' ? (
              <Committee now={now} onDone={onDone} />
            ) : (
              <ByManager now={now} onDone={onDone} />
            ))}
        </div>
      </div>
    </Screen>
  )
}

function Withdraw({
  now,
  onDone,
}: {
  readonly now: CaseNow
  readonly onDone: () => Promise<unknown>
}) {
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const { problem, isBusy, send } = useSending()
  return (
    <div className="mt-3">
      <Button look="text" onClick={() => setAsked(true)}>
        相手が取り下げた
      </Button>
      <Dialog
        title="取下げを記録しますか"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <Button
            look="danger"
            isBusy={isBusy}
            reason={reason.trim() === '' ? '取り下げた事情を書いてください' : null}
            onClick={() =>
              send(async () => {
                await act('request', [now.id], 'Withdraw', { reason })
                setAsked(false)
                await onDone()
              })
            }
          >
            取下げを記録する
          </Button>
        }
      >
        <p>この件は終わり、続けるには新しく受け付けます。記録は残ります。</p>
        <TextField label="事情" isRequired lines={2} value={reason} onChange={setReason} />
        <Problem problem={problem} />
      </Dialog>
    </div>
  )
}
