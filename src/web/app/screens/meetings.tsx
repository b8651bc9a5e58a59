import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { warekiFiscalYear } from '#civil/wareki.ts'
import type { MeetingState } from '#domain/meeting/state.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Notice } from '../components/notice.tsx'
import { Table } from '../components/table.tsx'
import { Tag } from '../components/tag.tsx'
import { Hold } from '../meetings/hold.tsx'
import { matterWords } from '../meetings/matter.ts'
import { queries } from '../queries.ts'
import { dutiesQuery, peopleQuery, thingQuery } from '../reads.ts'
import { choice, given, lines, people } from '../said/field.ts'
import { Sayings } from '../said/sayings.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { moment } from '../words.ts'

/** 会議・議決: what the committee resolved and still stands, its meetings, and what it must yet be told. */
export function Meetings() {
  const profile = useProfile()
  const { data: members = [] } = useQuery(peopleQuery)
  const {
    data: { nowUs },
  } = useSuspenseQuery(dutiesQuery)
  const { data: meetings = null } = useQuery({
    ...thingQuery('meeting', ['main']),
    retry: false,
    throwOnError: false,
  })
  const [isWriting, setWriting] = useState(false)
  const onDone = async () => {
    setWriting(false)
    await queries.invalidateQueries()
  }
  const year = warekiFiscalYear(fiscalYearOf(nowUs))
  const id = `${year} 会議第${(meetings?.meetings.length ?? 0) + 1}回`
  const write = (
    <Button look="filled" onClick={() => setWriting(true)}>
      会議を記録する
    </Button>
  )
  const { committee } = profile
  if (!committee) {
    return (
      <Screen title="会議・議決">
        <Notice title="この規程には、議決をする委員会がありません">
          <BasisLine basis={profile.approval.by} />
        </Notice>
      </Screen>
    )
  }
  return (
    <Screen
      title="会議・議決"
      crumbs={[{ name: '帳面', to: '/books' }, { name: '会議・議決' }]}
      aside={isWriting || !meetings ? null : write}
    >
      {isWriting && (
        <Card title={id}>
          <BasisLine basis={committee.meetings.by} />
          <div className="mt-3">
            <Hold id={id} members={members} meetings={meetings} onDone={onDone} />
          </div>
          <p className="mt-3">
            <Button look="text" onClick={() => setWriting(false)}>
              書くのをやめる
            </Button>
          </p>
        </Card>
      )}
      {!meetings && !isWriting && (
        <EmptyState icon="book" title="会議の記録はまだありません">
          <p>
            会議で決めたことを、議案ごとに、賛成した人とともに書きます。別紙の版、緊急時の承認方法、委託先の承認などは、ここにある議決を根拠にして働きます。
          </p>
          {write}
        </EmptyState>
      )}
      {meetings && <Resolutions meetings={meetings} onDone={onDone} />}
      {meetings && <Held meetings={meetings} />}
      <Card title="会議を待てないとき">
        <Sayings
          kind="meeting"
          ids={['main']}
          onDone={onDone}
          sayings={[
            {
              type: 'InstructUrgently',
              title: '規程に定めのないことを、急いで指示する',
              button: '指示を記録する',
              says: '管理責任者だけができます。次の会議で報告します。委員会の承認に代えることはできません。',
              fields: {
                id: given(`${year} 指示第${(meetings?.instructions.length ?? 0) + 1}号`),
                says: lines('何をどう指示したか'),
                instead: given<'nothing' | 'approval'>('nothing'),
              },
            },
          ]}
        />
        <BasisLine basis={committee.urgentInstruction.by} />
      </Card>
    </Screen>
  )
}

function Resolutions({
  meetings,
  onDone,
}: {
  readonly meetings: MeetingState
  readonly onDone: () => Promise<unknown>
}) {
  const { resolutions } = meetings
  const standing = resolutions.filter(({ repealedAtUs }) => repealedAtUs === null)
  return (
    <Card title="議決">
      {resolutions.length === 0 ? (
        <p>まだありません。</p>
      ) : (
        <Table
          caption="議決"
          isStacked
          heads={['番号', '内容', '決めた日時', 'いま']}
          rows={resolutions.toReversed().map(({ id, matter, passedAtUs, repealedAtUs }) => ({
            id,
            cells: [
              id,
              matterWords(matter),
              moment(passedAtUs),
              <Tag key="now" tone={repealedAtUs === null ? 'green' : 'gray'}>
                {repealedAtUs === null ? '効力あり' : `取消し ${moment(repealedAtUs)}`}
              </Tag>,
            ],
          }))}
        />
      )}
      {standing.length > 0 && (
        <Sayings
          kind="meeting"
          ids={['main']}
          onDone={onDone}
          sayings={[
            {
              type: 'RepealResolution',
              title: '議決を取り消す',
              button: '取り消す',
              isFinal: true,
              fields: {
                id: choice('どの議決を', Object.fromEntries(standing.map(({ id }) => [id, id]))),
                inFavour: people('取消しに賛成した委員'),
              },
            },
          ]}
        />
      )}
    </Card>
  )
}

function Held({ meetings: { meetings, unreported } }: { readonly meetings: MeetingState }) {
  return (
    <Card
      title="会議"
      aside={
        unreported.length > 0 ? (
          <Tag tone="orange">次の会議で報告すること {unreported.length}件</Tag>
        ) : null
      }
    >
      {meetings.length === 0 ? (
        <p>まだありません。</p>
      ) : (
        <Table
          caption="会議"
          isStacked
          heads={['会議', '開いた日時', '招集した人', '出席した人']}
          rows={meetings.toReversed().map(({ id, heldAtUs, convenedBy, attending }) => ({
            id,
            cells: [id, moment(heldAtUs), convenedBy, attending.join('・')],
          }))}
        />
      )}
    </Card>
  )
}
