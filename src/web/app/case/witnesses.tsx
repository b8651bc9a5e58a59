import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import { actWord } from '#law/called.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Tag } from '../components/tag.tsx'
import { caseGatheringsQuery } from '../gathering/reads.ts'
import { whenWords } from '../gathering/words.ts'
import { usePresent, useProfile } from '../session.ts'

/** Whether people were asked to come to what was approved, and whether they suffice. */
export function Witnesses({ now }: { readonly now: CaseNow }) {
  const profile = useProfile()
  const { posts } = usePresent()
  const isDecided = now.approval.decisions.some(({ status }) => status === 'approved')
  const isLooking = posts.every(post => post === 'auditor')
  const { data } = useQuery({
    ...caseGatheringsQuery(now.id, ''),
    enabled: isDecided && !isLooking,
    throwOnError: false,
  })
  if (!data || data.acts.length === 0) return null
  return (
    <Card title="立会い">
      <ul className="mb-3 flex flex-col gap-2">
        {data.acts.map(({ act, gathering }) => (
          <li key={act} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{actWord(profile, act)}</span>
            {gathering ? (
              <>
                <Tag tone={gathering.short ? 'orange' : 'green'}>
                  {gathering.counted}/{gathering.needed}名
                </Tag>
                <span>{whenWords(gathering.fromUs)}</span>
              </>
            ) : (
              <Tag>まだ頼んでいません</Tag>
            )}
          </li>
        ))}
      </ul>
      <ButtonLink to="/requests/$id/witnesses" params={{ id: now.id }}>
        立会いの手配
      </ButtonLink>
    </Card>
  )
}
