import { useState } from 'react'
import { minuteUs, startOfDayUs } from '#civil/minute.ts'
import { readDay, readTime } from '#civil/read-day.ts'
import type { MeetingState } from '#domain/meeting/state.ts'
import { act } from '../client.ts'
import { Button } from '../components/button.tsx'
import { CheckboxGroup } from '../components/choices.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { Form } from '../form.tsx'
import { useAct } from '../signing.tsx'
import { moment } from '../words.ts'
import { matterIn, nothingTyped } from './matter.ts'
import { Motion, type TypedMotion } from './motion.tsx'

/** A meeting that was held: when, who called it and who came, what was put and who was for it. */
export function Hold({
  id,
  members,
  meetings,
  onDone,
}: {
  readonly id: string
  readonly members: readonly string[]
  readonly meetings: MeetingState | null
  readonly onDone: () => Promise<unknown>
}) {
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [convenedBy, setConvenedBy] = useState('')
  const [attending, setAttending] = useState<readonly string[]>([])
  const [reports, setReports] = useState<readonly string[]>([])
  const [motions, setMotions] = useState<readonly TypedMotion[]>([])
  const { run, problem, isBusy, dialog } = useAct(`${id}の記録`, onDone)
  const heldAtUs = momentIn(day, time)
  const said = motions.map((motion, at) => ({
    id: `${id} 議案${at + 1}`,
    matter: matterIn(motion),
    inFavour: motion.inFavour,
  }))
  const whole = said.flatMap(({ matter, ...motion }) => (matter ? [{ ...motion, matter }] : []))
  const missing =
    heldAtUs === null
      ? '開いた日と時刻を書いてください'
      : convenedBy === ''
        ? '招集した人を選んでください'
        : attending.length === 0
          ? '出席した人を選んでください'
          : whole.length < said.length
            ? '議案に、まだ書いていないところがあります'
            : null
  const unreported = meetings?.unreported ?? []
  return (
    <>
      <Form
        problem={problem}
        onSend={() =>
          run(() =>
            act('meeting', ['main'], 'HoldMeeting', {
              ...{ id, heldAtUs: heldAtUs!, convenedBy, attending, motions: whole, reports },
            }),
          )
        }
      >
        <div className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2">
          <WarekiDateField label="開いた日" isRequired words={day} onChange={setDay} />
          <TextField
            label="始まった時刻"
            isRequired
            width="short"
            hint="例: 19:00"
            value={time}
            onChange={setTime}
          />
        </div>
        <Select
          label="招集した人"
          isRequired
          value={convenedBy}
          onChange={setConvenedBy}
          choices={members.map(name => ({ value: name, label: name }))}
        />
        <CheckboxGroup
          label="出席した人"
          isRequired
          values={attending}
          onChange={setAttending}
          options={members.map(name => ({ value: name, label: name }))}
        />
        {unreported.length > 0 && (
          <CheckboxGroup
            label="この会議で報告したこと"
            hint="急ぐときの指示と電話での承認は、次の会議で報告します"
            values={reports}
            onChange={setReports}
            options={unreported.map(one => ({
              value: one.id,
              label: `${one.kind === 'telephone' ? '電話での承認' : '急ぐときの指示'} ${one.id}（${moment(one.atUs)}）`,
            }))}
          />
        )}
        {motions.map((motion, at) => (
          <Motion
            // Motions are only added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: a motion has no name of its own
            key={at}
            number={at + 1}
            motion={motion}
            attending={attending}
            members={members}
            onChange={next => setMotions(motions.map((one, n) => (n === at ? next : one)))}
          />
        ))}
        <div className="flex flex-wrap gap-3">
          <Button
            onClick={() => setMotions([...motions, { ...nothingTyped, inFavour: attending }])}
          >
            議案を足す
          </Button>
          <Button look="filled" type="submit" isBusy={isBusy} reason={missing}>
            会議を記録する
          </Button>
        </div>
      </Form>
      {dialog}
    </>
  )
}

function momentIn(day: string, time: string): number | null {
  const read = day.trim() === '' ? null : readDay(day)
  const minute = readTime(time)
  return read && 'day' in read && minute !== null
    ? startOfDayUs(read.day) + minute * minuteUs
    : null
}
