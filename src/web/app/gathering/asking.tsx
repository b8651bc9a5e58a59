import { useState } from 'react'
import type { Link } from '#desk/gatherings.ts'
import { postWord } from '#law/called.ts'
import { gatheringHouse } from '#law/house/acts.ts'
import type { Profile } from '#law/profile.ts'
import { call, pathOf } from '../client.ts'
import { BasisLine, GroundLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choices.tsx'
import { Fold } from '../components/fold.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { Form, useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { useProfile } from '../session.ts'
import type { ArrangedAct, Candidate } from './reads.ts'
import { fieldsOf, momentOf, usualDeadline } from './words.ts'

type When = { readonly day: string; readonly time: string }

/** When, where, how long, and whom: everybody who counts is ticked beforehand. */
export function Asking({
  request,
  arranged,
  nowUs,
  operator,
  onOperator,
  onAsked,
}: {
  readonly request: string
  readonly arranged: ArrangedAct
  readonly nowUs: number
  readonly operator: string
  readonly onOperator: (operator: string) => void
  readonly onAsked: (links: readonly Link[]) => void
}) {
  const profile = useProfile()
  const { act, as, people } = arranged
  const [when, setWhen] = useState<When>({ day: '', time: '' })
  /** null: as it usually is. */
  const [deadline, setDeadline] = useState<When | null>(null)
  const [minutes, setMinutes] = useState('30')
  const [place, setPlace] = useState(profile.terminals.rooms[0] ?? '')
  const [left, setLeft] = useState<readonly string[]>([])
  const [isTried, setTried] = useState(false)
  const { problem, isBusy, send } = useSending()
  const rule = profile.witnesses.rules.find(({ acts }) => acts.includes(as))
  const may = people.filter(({ why }) => why === null)
  const called = may.map(({ person }) => person).filter(person => !left.includes(person))
  const fromUs = momentOf(when.day, when.time)
  const usual = fromUs === null ? null : fieldsOf(usualDeadline(fromUs, nowUs))
  const until = deadline ?? usual ?? { day: '', time: '' }
  const answerByUs = momentOf(until.day, until.time)
  const length = /^\d{1,3}$/.test(minutes.normalize('NFKC')) ? Number(minutes.normalize('NFKC')) : 0
  const missing = (words: string, says: string) => (isTried && words.trim() === '' ? says : null)
  const wrongTime = (words: string) =>
    isTried && momentOf('2026/1/1', words) === null ? '15:30 のように書いてください' : null
  const isWhole =
    fromUs !== null && answerByUs !== null && length > 0 && place.trim() !== '' && called.length > 0
  return (
    <Form
      problem={problem}
      onSend={() => {
        setTried(true)
        if (!isWhole) return
        send(async () => {
          const words = { act, operator, people: called, fromUs, minutes: length, answerByUs }
          const path = pathOf('api', 'cases', request, 'gatherings')
          const { json } = await call<{ links: readonly Link[] }>('POST', path, {
            ...words,
            place: place.trim(),
          })
          onAsked(json.links)
          await queries.invalidateQueries()
        })
      }}
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="いつ・どこで">
          <div className="flex flex-col gap-5">
            <WarekiDateField
              label="立会いの日"
              isRequired
              words={when.day}
              onChange={day => setWhen({ ...when, day })}
              error={missing(when.day, '日を書いてください')}
            />
            <TextField
              label="始まる時刻"
              isRequired
              hint="例: 13:30"
              width="short"
              value={when.time}
              onChange={time => setWhen({ ...when, time })}
              error={wrongTime(when.time)}
            />
            <TextField
              label="長さ（分）"
              isRequired
              inputMode="numeric"
              width="short"
              value={minutes}
              onChange={setMinutes}
              error={isTried && length === 0 ? '分の数を書いてください' : null}
            />
            <TextField
              label="場所"
              isRequired
              hint="建物と部屋。件の中身は書きません"
              value={place}
              onChange={setPlace}
              error={missing(place, '場所を書いてください')}
            />
            <WarekiDateField
              label="返事の期限の日"
              isRequired
              words={until.day}
              onChange={day => setDeadline({ ...until, day })}
              error={missing(until.day, '期限を書いてください')}
            />
            <TextField
              label="返事の期限の時刻"
              isRequired
              hint="日時を書くと、前の日の夕方が入ります。変えられます"
              width="short"
              value={until.time}
              onChange={time => setDeadline({ ...until, time })}
              error={wrongTime(until.time)}
            />
          </div>
        </Card>
        <Card
          title="だれに頼むか"
          aside={
            rule && (
              <p>
                {rule.from.word}
                {rule.atLeast}名以上
              </p>
            )
          }
        >
          <div className="flex flex-col gap-5">
            <Select
              label="端末を操作する人"
              isRequired
              value={operator}
              onChange={onOperator}
              choices={mayOperate(profile, people).map(({ person, posts }) => ({
                value: person,
                label: `${person}（${posts.map(post => postWord(profile, post)).join('・')}）`,
              }))}
            />
            <CheckboxGroup
              label="立会いを頼む人"
              isRequired
              values={called}
              onChange={chosen =>
                setLeft(may.map(({ person }) => person).filter(one => !chosen.includes(one)))
              }
              options={may.map(({ person, posts }) => ({
                value: person,
                label: person,
                hint: posts.map(post => postWord(profile, post)).join('・'),
              }))}
              error={isTried && called.length === 0 ? '一人以上選んでください' : null}
            />
            <NotAsked people={people} />
            {rule && <BasisLine basis={rule.by} />}
            <BasisLine basis={gatheringHouse.little} />
            <p>
              <Button look="filled" type="submit" isBusy={isBusy}>
                {called.length}名に立会いを頼む
              </Button>
            </p>
          </div>
        </Card>
      </div>
    </Form>
  )
}

/** Designated for it, or answering as the manager; whether they may at that moment, opening says. */
function mayOperate({ manager }: Profile, people: readonly Candidate[]): readonly Candidate[] {
  const posts: readonly string[] = ['operator', 'manager', 'deputy', manager.is ?? 'manager']
  const may = people.filter(one => one.posts.some(post => posts.includes(post)))
  return may.length > 0 ? may : people
}

function NotAsked({ people }: { readonly people: readonly Candidate[] }) {
  const others = people.flatMap(({ person, why }) => (why ? [{ person, why }] : []))
  if (others.length === 0) return null
  return (
    <Fold head={`立会いに数えない人（${others.length}名）`}>
      <ul className="mt-2 flex flex-col gap-3">
        {others.map(({ person, why: { kind, printed, quote = null } }) => (
          <li key={person}>
            <p className="font-700">{person}</p>
            <GroundLine ground={{ kind, printed, quote }} isOpen />
          </li>
        ))}
      </ul>
    </Fold>
  )
}
