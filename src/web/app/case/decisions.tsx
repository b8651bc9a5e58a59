import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { Tag } from '../components/tag.tsx'
import { camerasQuery } from '../reads.ts'
import { useProfile } from '../session.ts'
import { actWords, cameraWords, moment, rangeWords } from '../words.ts'

const ways = {
  terminal: '端末での採決',
  paper: '書面での議決',
  telephone: '電話での承認',
  manager: '管理責任者の判断',
  warrant: '令状',
} as const

/** What was decided, by whom, on which rule. */
export function Decisions({ now }: { readonly now: CaseNow }) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  return now.approval.decisions.map((decision, at) => {
    const isApproved = decision.status === 'approved'
    return (
      <Card
        // biome-ignore lint/suspicious/noArrayIndexKey: decisions are only ever added
        key={at}
        title={`決定（${actWords(profile, decision.acts)}）`}
        aside={<Tag tone={isApproved ? 'green' : 'red'}>{isApproved ? '承認' : '不承認'}</Tag>}
      >
        <Facts
          facts={[
            { name: '決めた日時', says: moment(decision.atUs) },
            ...(isApproved
              ? [
                  {
                    name: '決めた人',
                    says: `${decision.approvers.join('・')}（${ways[decision.way]}）`,
                  },
                  {
                    name: '承認した範囲',
                    says: decision.ranges
                      .map(
                        ({ camera, fromMinute, toMinute }) =>
                          `${cameraWords(cameras, camera)}\n${rangeWords(fromMinute, toMinute)}`,
                      )
                      .join('\n'),
                  },
                  { name: '条件', says: decision.conditions.join('\n') || 'なし' },
                ]
              : [{ name: '理由', says: decision.reasons }]),
            { name: '根拠', says: <BasisLine basis={decision.basis} /> },
          ]}
        />
        {isApproved && <Next acts={decision.acts} />}
      </Card>
    )
  })
}

function Next({ acts }: { readonly acts: readonly string[] }) {
  const profile = useProfile()
  const rule = profile.witnesses.rules.find(one => one.acts.some(act => acts.includes(act)))
  return (
    <div className="mt-3">
      <Notice title="次にすること">
        {rule ? (
          <>
            <p>
              立ち会う{rule.from.word}
              {rule.atLeast}
              名以上を決め、登録した端末の前に集まってください。承認した範囲のほかは開きません。
            </p>
            <BasisLine basis={rule.by} />
          </>
        ) : (
          <p>登録した端末の前で、操作する人が署名して開きます。承認した範囲のほかは開きません。</p>
        )}
      </Notice>
    </div>
  )
}
