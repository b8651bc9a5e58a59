import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { addDays, dayOf, dayUs, minuteOf, startOfDayUs } from '#civil/minute.ts'
import { postWord } from '#law/called.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choices.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Tag, type Tone } from '../components/tag.tsx'
import { echoOf } from '../components/wareki-date-field.tsx'
import { ToCome } from '../gathering/to-come.tsx'
import { type Duties, dutiesQuery, keepersQuery } from '../reads.ts'
import { isLateAt } from '../recording.ts'
import { Screen } from '../screen.tsx'
import { usePresent, useProfile } from '../session.ts'
import { moment, requestWord } from '../words.ts'

type Duty = Duties['duties'][number]
type Part = { readonly name: string; readonly tone: Tone; readonly duties: readonly Duty[] }

/** What there is to do, the most pressing first; each says on which rule and what next. */
export function Today() {
  const { data } = useSuspenseQuery(dutiesQuery)
  const { posts } = usePresent()
  const [isOwn, setOwn] = useState(false)
  const { nowUs } = data
  const duties = data.duties.filter(({ mine }) => mine || !isOwn)
  const parts = partsOf(duties, nowUs)
  return (
    <Screen
      title="今日やること"
      aside={
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Recording />
          {echoOf(dayOf(minuteOf(nowUs)))}
        </p>
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <ul className="flex flex-wrap gap-2">
          {parts.map(({ name, tone, duties }) => (
            <li key={name}>
              <Tag tone={tone}>
                {name} {duties.length}件
              </Tag>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-3">
          {posts.length > 0 && (
            <Checkbox label="自分の役のものだけ" isChecked={isOwn} onChange={setOwn} />
          )}
          <Button onClick={() => window.print()}>務め一覧を印刷する</Button>
        </div>
      </div>
      <ToCome />
      {duties.length === 0 ? (
        <Nothing />
      ) : (
        parts
          .filter(part => part.duties.length > 0)
          .map(part => <PartCard key={part.name} part={part} />)
      )}
    </Screen>
  )
}

/** Whether pictures are being sealed, told by the recorder itself. */
function Recording() {
  // A guard has duties here and looks at no cameras: then this says nothing.
  const { data } = useQuery({ ...keepersQuery, throwOnError: false })
  if (!data || data.keepers.length === 0) return null
  const cameras = data.keepers.flatMap(({ cameras }) => cameras.filter(({ name }) => name !== null))
  const isLate = data.keepers.some(keeper => isLateAt(keeper, data.nowUs))
  return (
    <Link to="/cameras" className="rounded-6 underline-offset-4 hover:underline">
      <Tag tone={isLate ? 'red' : 'green'}>
        録画 {cameras.length}台 {isLate ? '確かめてください' : '録画中'}
      </Tag>
    </Link>
  )
}

function Nothing() {
  const profile = useProfile()
  return (
    <EmptyState icon="check" title="いまやることはありません">
      <p>
        {requestWord(profile)}
        があれば「受付と承認」で受け付けます。期限のある務め（返却の確認・回答・点検など）は、その日が近づくとここに出ます。
      </p>
      <ButtonLink to="/requests/new" look="filled">
        {requestWord(profile)}を受け付ける
      </ButtonLink>
    </EmptyState>
  )
}

function PartCard({ part: { name, duties } }: { readonly part: Part }) {
  return (
    <Card title={`${name}（${duties.length}件）`}>
      <ul className="divide-y divide-solid-gray-300">
        {duties.map(duty => (
          <DutyRow key={`${duty.kind} ${duty.about} ${duty.what} ${duty.post}`} duty={duty} />
        ))}
      </ul>
    </Card>
  )
}

function DutyRow({ duty }: { readonly duty: Duty }) {
  const profile = useProfile()
  const { says, next, post, dueUs, basis, isOverdue } = duty
  const to = placeOf(duty)
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[1fr_18rem]">
      <div className="min-w-0">
        <p className="font-700">
          {isOverdue && (
            <>
              <Tag tone="red">期限超過</Tag>{' '}
            </>
          )}
          {says}
        </p>
        <p>次にすること: {next}</p>
        {to && (
          <Link
            to={to.to}
            params={to.params as never}
            className="inline-block min-h-6 text-key-900 underline underline-offset-4 hover:bg-key-50"
          >
            {to.name}を開く
          </Link>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <p>
          {dueUs !== null && (
            <>
              期限 {moment(dueUs - 1)}
              <br />
            </>
          )}
          {postWord(profile, post)}
        </p>
        <BasisLine basis={basis} />
      </div>
    </li>
  )
}

const ofCase = ['request', 'approval', 'viewing', 'take-out', 'telling', 'sealed-copy']

function placeOf({ kind, ids }: Duty) {
  const [id = ''] = ids
  if (ofCase.includes(kind)) return { to: '/requests/$id', params: { id }, name: id }
  if (kind === 'camera') return { to: '/cameras', params: {}, name: 'カメラ' }
  return null
}

function partsOf(duties: readonly Duty[], nowUs: number): readonly Part[] {
  const today = dayOf(minuteOf(nowUs))
  const endOfToday = startOfDayUs(addDays(today, 1))
  const endOfWeek = endOfToday + 6 * dayUs
  const due = (from: number, to: number) =>
    duties.filter(
      ({ dueUs, isOverdue }) => !isOverdue && dueUs !== null && dueUs > from && dueUs <= to,
    )
  return [
    { name: '期限超過', tone: 'red', duties: duties.filter(({ isOverdue }) => isOverdue) },
    { name: '今日', tone: 'orange', duties: due(0, endOfToday) },
    { name: '今週', tone: 'blue', duties: due(endOfToday, endOfWeek) },
    { name: 'そのあと', tone: 'gray', duties: due(endOfWeek, Infinity) },
    { name: '期限の定めなし', tone: 'gray', duties: duties.filter(({ dueUs }) => dueUs === null) },
  ]
}
