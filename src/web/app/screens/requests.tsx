import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseLine } from '#desk/case-now.ts'
import { groundOf } from '#law/called.ts'
import { call, pathOf } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Countdown } from '../components/countdown.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Tabs } from '../components/tabs.tsx'
import { Tag } from '../components/tag.tsx'
import { readDraft } from '../draft.ts'
import { casesQuery, draftsQuery } from '../reads.ts'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { actWords, moment, requestWord, stages } from '../words.ts'

const onePage = 20
const link = 'text-key-900 underline underline-offset-4 hover:bg-key-50'

/** Requests that are under way, those that are over, and what somebody began to write down. */
export function Requests() {
  const profile = useProfile()
  const { data } = useSuspenseQuery(casesQuery)
  const [tab, setTab] = useState<'open' | 'over'>('open')
  const [page, setPage] = useState(1)
  const word = requestWord(profile)
  const isOver = ({ stage }: CaseLine) => ['withdrawn', 'closed', 'refused'].includes(stage)
  const cases = data.cases.filter(one => isOver(one) === (tab === 'over'))
  const shown = cases.slice((page - 1) * onePage, page * onePage)
  return (
    <Screen
      title="受付と承認"
      aside={
        <ButtonLink to="/requests/new" look="filled">
          {word}を受け付ける
        </ButtonLink>
      }
    >
      <Drafts />
      <Tabs
        label={`${word}の一覧`}
        tabs={[
          { id: 'open', name: '進んでいるもの' },
          { id: 'over', name: '終わったもの' },
        ]}
        at={tab}
        onGo={id => {
          setTab(id as typeof tab)
          setPage(1)
        }}
      >
        {cases.length === 0 ? (
          <EmptyState
            icon="list"
            title={tab === 'open' ? `進んでいる${word}はありません` : 'まだありません'}
          >
            <p>
              窓口や電話で{word}
              を受けたら、「{word}
              を受け付ける」から相手・根拠・映像の範囲を書き入れます。書きかけは段階ごとに取っておかれます。
            </p>
          </EmptyState>
        ) : (
          <ul className="flex flex-col gap-3">
            {shown.map(one => (
              <li key={one.id}>
                <CaseCard line={one} nowUs={data.nowUs} />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-4">
          <Pagination page={page} pages={Math.ceil(cases.length / onePage)} onGo={setPage} />
        </div>
      </Tabs>
    </Screen>
  )
}

function CaseCard({ line, nowUs }: { readonly line: CaseLine; readonly nowUs: number }) {
  const profile = useProfile()
  const { id, stage, request, goneUs } = line
  const { organisation, post, name } = request.requester
  const ground = groundOf(profile, request.ground)
  const { name: stageName, tone } = stages[stage]
  return (
    <Card
      level={3}
      title={
        <Link to="/requests/$id" params={{ id } as never} className={link}>
          {id}
        </Link>
      }
      aside={<Tag tone={tone}>{stageName}</Tag>}
    >
      <p>
        {[organisation, post, name].filter(Boolean).join(' ')}
        <span className="text-solid-gray-700">（{actWords(profile, request.acts)}）</span>
      </p>
      <p className="line-clamp-2">{request.purpose}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{ground ? `${ground.code}（${ground.label}）` : '根拠はまだ選ばれていません'}</span>
        <span>受付 {moment(request.receivedAtUs)}</span>
        {request.ranges.length > 0 && !['withdrawn', 'closed'].includes(stage) && (
          <Countdown goneUs={goneUs} nowUs={nowUs} />
        )}
      </p>
    </Card>
  )
}

function Drafts() {
  const { data: drafts, refetch } = useSuspenseQuery(draftsQuery)
  if (drafts.length === 0) return null
  return (
    <Card title="書きかけ" aside={<p className="text-solid-gray-700">7日で消えます</p>}>
      <ul className="divide-y divide-solid-gray-300">
        {drafts.map(({ id, by, words, savedAtUs }) => {
          const draft = readDraft(words)
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <span>
                {[draft.organisation, draft.name].filter(Boolean).join(' ') || '相手はまだ'}
                <span className="text-solid-gray-700">
                  （{by}・{moment(savedAtUs)}）
                </span>
              </span>
              <span className="flex flex-wrap items-center gap-2">
                <Link to="/requests/new" search={{ draft: id } as never} className={link}>
                  続きを書く
                </Link>
                <Button
                  look="text"
                  onClick={async () => {
                    await call('DELETE', pathOf('api', 'drafts', id)).catch(() => null)
                    await refetch()
                  }}
                >
                  捨てる
                </Button>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
