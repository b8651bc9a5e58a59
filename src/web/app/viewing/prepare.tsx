import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CamerasNamed, CaseNow } from '#desk/case-now.ts'
import type { ViewingAhead } from '#desk/viewing-room.ts'
import type { Viewer } from '#domain/viewing/words.ts'
import { postWord } from '#law/called.ts'
import type { PendingAnswer } from '#web/answers.ts'
import type { PrintedBasis, Problem as Told } from '#web/problem.ts'
import { act, call, pathOf } from '../client.ts'
import { BasisLine, GroundLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, CheckboxGroup } from '../components/choices.tsx'
import { Facts } from '../components/facts.tsx'
import { Fold } from '../components/fold.tsx'
import { Problem } from '../components/problem.tsx'
import { TextField } from '../components/text-field.tsx'
import { useSending } from '../form.tsx'
import { caseGatheringsQuery } from '../gathering/reads.ts'
import { camerasQuery } from '../reads.ts'
import { usePresent, useProfile } from '../session.ts'
import { Signatures, signPending, takeBack } from '../signing.tsx'
import { whileTouched } from '../touch.ts'
import { cameraWords, rangeWords } from '../words.ts'
import { CheckOut } from './check-out.tsx'
import { Showing } from './showing.ts'
import { clockWords } from './words.ts'

type Ahead = Omit<ViewingAhead, 'people' | 'refusal'> & {
  readonly people: readonly {
    readonly person: string
    readonly posts: ViewingAhead['people'][number]['posts']
    readonly why: PrintedBasis | null
  }[]
  readonly problem: Told | null
}

export type Begun = {
  readonly showing: Showing
  readonly number: string
  readonly cameras: CamerasNamed
}

/** Everything before the first picture: who is there, that they were told, and what stands in the way. Then they sign. */
export function Prepare({
  now,
  onSigning,
  onBegun,
}: {
  readonly now: CaseNow
  readonly onSigning: (isSigning: boolean) => void
  readonly onBegun: (begun: Begun) => void
}) {
  const profile = useProfile()
  const present = usePresent()
  const { data: cameras } = useSuspenseQuery(camerasQuery)
  const { requester, internal, purpose } = now.request
  const asker: Viewer = { name: requester.name, person: requester.person }
  const [others, setOthers] = useState<readonly string[]>([])
  const [witnesses, setWitnesses] = useState<readonly string[]>([])
  const [isTold, setTold] = useState(false)
  const [pending, setPending] = useState<PendingAnswer | null>(null)
  /** As it was when it was put to people to sign. */
  const [opening, setOpening] = useState<Ahead | null>(null)
  const [isOpened, setOpened] = useState(false)
  const { problem, isBusy, send } = useSending()
  const viewers = [asker, ...others.map(name => ({ name, person: null }))]
  const { data: ahead } = useQuery({
    queryKey: ['ahead', now.id, viewers, witnesses],
    queryFn: async () => {
      const path = pathOf('api', 'cases', now.id, 'ahead')
      return (await call<Ahead>('POST', path, { viewers, witnesses })).json
    },
    placeholderData: keepPreviousData,
    refetchInterval: whileTouched(10_000),
  })
  const { data: gatherings } = useQuery({
    ...caseGatheringsQuery(now.id, ''),
    throwOnError: false,
  })
  const called = gatherings?.acts.find(({ act }) => act === 'viewing')?.gathering?.called ?? []
  const isComing = (person: string) => called.some(one => one.person === person && one.coming)
  const rule = profile.witnesses.rules.find(({ acts }) =>
    acts.includes(internal ? 'internalViewing' : 'viewing'),
  )
  const there = [
    ...new Set([present.person, ...witnesses, ...viewers.map(one => one.person ?? one.name)]),
  ]

  const sign = () =>
    send(async () => {
      if (!ahead) return
      const { number, ranges } = ahead
      setOpening(ahead)
      const outcome = await act('viewing', [now.id, number], 'Open', {
        session: `閲覧${number}`,
        ...{ ranges, viewers, witnesses },
        operatorSigned: true,
        noticeShownTo: there,
      })
      if ('acted' in outcome) return begin(ahead)
      setPending(outcome.pending)
      onSigning(true)
    })
  async function begin({ number, stream }: Ahead): Promise<void> {
    setOpened(true)
    onBegun({ showing: await Showing.begin(stream), number, cameras })
  }

  if (pending && opening) {
    return (
      <Card
        title="署名"
        aside={<p>{clockWords(pending.endsAtUs)}までにそろわなければ、なかったことになります</p>}
      >
        <div className="flex flex-col gap-4">
          <p>
            この端末で、ひとりずつ、本人の鍵を差し、暗証番号を入れて触れてください。全員がそろうと、すぐに映ります。
          </p>
          <Signatures
            people={
              isOpened ? pending.people.map(one => ({ ...one, signed: true })) : pending.people
            }
            onProof={async (person, proof) => {
              const next = await signPending(pending, person, proof)
              if (next) setPending(next)
              else await begin(opening)
            }}
          />
          {isOpened && (
            <p>
              <Button isBusy={isBusy} onClick={() => send(() => begin(opening))}>
                もう一度、映し始める
              </Button>
            </p>
          )}
          <Problem problem={problem} />
          {!isOpened && (
            <p>
              <Button
                look="text"
                onClick={() => {
                  takeBack(pending)
                  setPending(null)
                  onSigning(false)
                }}
              >
                署名をやめて戻る
              </Button>
            </p>
          )}
        </div>
      </Card>
    )
  }

  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <Card
          title="映す範囲"
          aside={
            ahead?.allowed ? (
              <p>
                {ahead.allowed}回のうち{ahead.held + 1}回目
              </p>
            ) : null
          }
        >
          <Facts
            facts={[
              {
                name: '求めた人',
                says: [requester.organisation, requester.post, requester.name]
                  .filter(Boolean)
                  .join(' '),
              },
              { name: '目的', says: purpose },
              {
                name: '映像',
                says: (ahead?.ranges ?? [])
                  .map(
                    ({ camera, fromMinute, toMinute }) =>
                      `${cameraWords(cameras, camera)}\n${rangeWords(fromMinute, toMinute)}`,
                  )
                  .join('\n'),
              },
              {
                name: '操作する人',
                says: `${present.person}（${present.posts.map(post => postWord(profile, post)).join('・')}）`,
              },
              { name: '端末', says: present.terminal ?? '登録した端末ではありません' },
            ]}
          />
        </Card>
        <Card title="見る人">
          <p className="font-700">{requester.name}</p>
          {!internal && <Others names={others} onChange={setOthers} />}
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {rule && (
          <Card
            title="立ち会う人"
            aside={
              <p>
                {rule.from.word}
                {rule.atLeast}名以上
              </p>
            }
          >
            <CheckboxGroup
              label="いま、この端末の前にいる人"
              isRequired
              values={witnesses}
              onChange={setWitnesses}
              options={(ahead?.people ?? [])
                .filter(({ person, why }) => why === null || witnesses.includes(person))
                .map(({ person, posts }) => ({
                  value: person,
                  label: person,
                  hint: `${posts.map(post => postWord(profile, post)).join('・')}${
                    isComing(person) ? '　来ると答えた人' : ''
                  }`,
                }))}
            />
            <NotCounted people={(ahead?.people ?? []).filter(({ why }) => why !== null)} />
            <div className="mt-3">
              <BasisLine basis={rule.by} />
            </div>
          </Card>
        )}
        <Card title="告知文">
          <blockquote className="mb-3 border-l-4 border-key-900 pl-3 text-[1.25rem] leading-170">
            {profile.secrecy.notice.says}
          </blockquote>
          <Checkbox
            label={`${there.join('、')}に、この告知文を見せた`}
            isChecked={isTold}
            onChange={setTold}
          />
          <BasisLine basis={profile.secrecy.notice.by} />
        </Card>
        <CheckOut />
        {ahead?.problem && <Problem problem={ahead.problem} />}
        <Problem problem={problem} />
        <p>
          <Button
            look="filled"
            isBusy={isBusy || !ahead}
            reason={
              ahead?.problem
                ? 'すぐ上に書かれた妨げを、先に整えてください'
                : isTold
                  ? null
                  : '告知文を全員に見せ、印を付けてください'
            }
            onClick={sign}
          >
            署名に進む
          </Button>
        </p>
      </div>
    </div>
  )
}

function NotCounted({ people }: { readonly people: Ahead['people'] }) {
  if (people.length === 0) return null
  return (
    <div className="mt-3">
      <Fold head={`立会いに数えない人（${people.length}名）`}>
        <ul className="mt-2 flex flex-col gap-3">
          {people.map(({ person, why }) => (
            <li key={person}>
              <p className="font-700">{person}</p>
              {why && (
                <GroundLine
                  ground={{ kind: why.kind, printed: why.printed, quote: why.quote ?? null }}
                  isOpen
                />
              )}
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}

/** Whoever else came along with the one who asked. */
function Others({
  names,
  onChange,
}: {
  readonly names: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}) {
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  return (
    <div className="mt-3 flex flex-col gap-3">
      {names.map(one => (
        <p key={one} className="flex flex-wrap items-center gap-3">
          <span className="font-700">{one}</span>
          <Button look="text" onClick={() => onChange(names.filter(other => other !== one))}>
            {one}を除く
          </Button>
        </p>
      ))}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-40 grow">
          <TextField label="ほかに見る人の氏名" value={typed} onChange={setTyped} />
        </div>
        <Button
          reason={name !== '' && names.includes(name) ? 'もう加えています' : null}
          onClick={() => {
            if (name === '') return
            onChange([...names, name])
            setTyped('')
          }}
        >
          加える
        </Button>
      </div>
    </div>
  )
}
