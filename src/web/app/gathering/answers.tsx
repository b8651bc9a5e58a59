import { useState } from 'react'
import type { Called } from '#desk/gathering-rows.ts'
import type { GatheringNow, Link } from '#desk/gatherings.ts'
import { postWord } from '#law/called.ts'
import { call, pathOf } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { leftWords } from '../components/countdown.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { Select } from '../components/select.tsx'
import { Table } from '../components/table.tsx'
import { Tag } from '../components/tag.tsx'
import { useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { useProfile } from '../session.ts'
import { moment } from '../words.ts'
import type { ArrangedAct } from './reads.ts'
import { whenWords } from './words.ts'

/** Who comes, what is still short of the rule, and until when there is time. */
export function Answers({
  request,
  arranged: { act, people },
  gathering,
  nowUs,
  onLink,
  onOff,
}: {
  readonly request: string
  readonly arranged: ArrangedAct
  readonly gathering: GatheringNow
  readonly nowUs: number
  readonly onLink: (link: Link) => void
  readonly onOff: () => void
}) {
  const profile = useProfile()
  const { problem, isBusy, send } = useSending()
  const { id, called, fromUs, minutes, place, answerByUs, operator, by } = gathering
  const saying = (doing: () => Promise<unknown>) =>
    send(async () => {
      await doing()
      await queries.invalidateQueries()
    })
  const told = (person: string, coming: boolean) =>
    saying(() => call('POST', pathOf('api', 'gatherings', id, 'told'), { person, coming }))
  const linkFor = (person: string) =>
    saying(async () => {
      const path = pathOf('api', 'gatherings', id, 'link')
      onLink((await call<Link>('POST', path, { person })).json)
    })
  const postsOf = (person: string) =>
    (people.find(one => one.person === person)?.posts ?? [])
      .map(post => postWord(profile, post))
      .join('・')
  const more = people.filter(
    ({ person, why }) => why === null && !called.some(one => one.person === person),
  )
  return (
    <div className="flex flex-col gap-4 print:hidden">
      <Standing gathering={gathering} nowUs={nowUs} />
      <Problem problem={problem} />
      <Card
        title="返事"
        aside={
          <Tag tone={gathering.short ? 'orange' : 'green'}>
            立会い {gathering.counted}/{gathering.needed}名
          </Tag>
        }
      >
        <Table
          caption="頼んだ人と返事"
          isStacked
          heads={['名前', '返事', '聞いた返事を書き入れる', '番号']}
          rows={called.map(one => ({
            id: one.person,
            cells: [
              <>
                {one.person}
                <span className="block text-[1rem] text-solid-gray-700">{postsOf(one.person)}</span>
              </>,
              <Said key="said" one={one} />,
              <span key="told" className="flex flex-wrap gap-2">
                <Button isBusy={isBusy} onClick={() => told(one.person, true)}>
                  <span className="sr-only">{one.person}さんは</span>行ける
                </Button>
                <Button isBusy={isBusy} onClick={() => told(one.person, false)}>
                  <span className="sr-only">{one.person}さんは</span>行けない
                </Button>
              </span>,
              <Button key="link" look="text" isBusy={isBusy} onClick={() => linkFor(one.person)}>
                <span className="sr-only">{one.person}さんの</span>番号を出し直す
              </Button>,
            ],
          }))}
        />
        {more.length > 0 && (
          <More people={more.map(({ person }) => person)} isBusy={isBusy} onMore={linkFor} />
        )}
      </Card>
      <Card title="手配">
        <Facts
          facts={[
            { name: '日時', says: `${whenWords(fromUs)}から（${minutes}分）` },
            { name: '場所', says: place },
            { name: '返事の期限', says: whenWords(answerByUs) },
            { name: '操作する人', says: operator },
            { name: '頼んだ人', says: by },
          ]}
        />
        <div className="mt-4 flex flex-wrap items-start gap-3">
          {act === 'viewing' && (
            <ButtonLink to="/requests/$id/viewing" params={{ id: request }}>
              閲覧室へ
            </ButtonLink>
          )}
          <Button onClick={() => window.print()}>印刷する</Button>
          <CallOff
            called={called}
            isBusy={isBusy}
            onOff={() =>
              saying(async () => {
                await call('DELETE', pathOf('api', 'gatherings', id))
                onOff()
              })
            }
          />
        </div>
      </Card>
    </div>
  )
}

function Standing({
  gathering: { short, answerByUs, called },
  nowUs,
}: {
  readonly gathering: GatheringNow
  readonly nowUs: number
}) {
  const isOpen = called.some(({ coming }) => coming === null)
  const left = answerByUs - nowUs
  if (!short) {
    return (
      <Notice kind="success" title="立会いはそろう見込みです">
        <p>
          返事は約束です。立会いは、その日その場で、それぞれが自分の鍵で署名したときに数えます。
        </p>
      </Notice>
    )
  }
  return (
    <Notice kind="warning" title={short.refused}>
      <BasisLine basis={short.basis} />
      <p>
        {left > 0
          ? `返事の期限まで ${leftWords(left)}（${whenWords(answerByUs)}）。`
          : `返事の期限（${whenWords(answerByUs)}）は過ぎました。`}
        {isOpen && left > 0
          ? '返事のない人を待つか、電話で尋ねて書き入れてください。'
          : `${short.next}。できないときは、手配を取りやめて日時を変えてください。`}
      </p>
    </Notice>
  )
}

const ways = { link: '番号で', seat: '入って', told: '聞き取り' } as const

function Said({ one: { coming, how, notedBy, answeredAtUs } }: { readonly one: Called }) {
  if (coming === null || !how) return <Tag tone="gray">返事待ち</Tag>
  return (
    <>
      <Tag tone={coming ? 'green' : 'red'}>{coming ? '行けます' : '行けません'}</Tag>
      <span className="block text-[1rem] text-solid-gray-700">
        {answeredAtUs === null ? '' : moment(answeredAtUs)}　{ways[how]}
        {notedBy ? `（${notedBy}）` : ''}
      </span>
    </>
  )
}

function More({
  people,
  isBusy,
  onMore,
}: {
  readonly people: readonly string[]
  readonly isBusy: boolean
  readonly onMore: (person: string) => void
}) {
  const [person, setPerson] = useState('')
  return (
    <div className="mt-4 flex flex-wrap items-end gap-3">
      <div className="min-w-48">
        <Select
          label="ほかに頼む人"
          value={person}
          onChange={setPerson}
          choices={people.map(name => ({ value: name, label: name }))}
        />
      </div>
      <Button
        isBusy={isBusy}
        reason={person === '' ? '人を選んでください' : null}
        onClick={() => {
          onMore(person)
          setPerson('')
        }}
      >
        この人にも頼む
      </Button>
    </div>
  )
}

function CallOff({
  called,
  isBusy,
  onOff,
}: {
  readonly called: readonly Called[]
  readonly isBusy: boolean
  readonly onOff: () => void
}) {
  const [isAsked, setAsked] = useState(false)
  const coming = called.filter(one => one.coming).map(({ person }) => `${person}さん`)
  return (
    <>
      <Button look="text" onClick={() => setAsked(true)}>
        手配を取りやめる
      </Button>
      <Dialog
        title="手配を取りやめますか"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <Button look="danger" isBusy={isBusy} onClick={onOff}>
            取りやめる
          </Button>
        }
      >
        <p>番号はみな使えなくなります。日時を変えて頼み直すときも、いったん取りやめます。</p>
        {coming.length > 0 && (
          <p>行けると答えた {coming.join('、')} に、取りやめを知らせてください。</p>
        )}
      </Dialog>
    </>
  )
}
