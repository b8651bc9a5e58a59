import type { CaseNow } from '#desk/case-now.ts'
import { actWord } from '#law/called.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Tag } from '../components/tag.tsx'
import { useProfile } from '../session.ts'
import { roomName } from '../viewing/words.ts'
import { moment } from '../words.ts'

/** Sessions of an approved request: the next one, and those whose line is to be confirmed. */
export function Viewings({ now }: { readonly now: CaseNow }) {
  const profile = useProfile()
  const { sessions } = now
  if (!sessions) return null
  const word = actWord(profile, 'viewing')
  const isMore = sessions.held < sessions.allowed
  const isOver = ['withdrawn', 'closed'].includes(now.stage)
  return (
    <Card title={word}>
      <ul className="mb-3 flex flex-col gap-2">
        {now.viewings.map(({ number, openedAtUs, operator, how, confirmedBy }) => {
          const isConfirmed = confirmedBy.includes(operator)
          return (
            <li
              key={number}
              className="flex flex-wrap items-center justify-between gap-2 rounded-8 border border-solid-gray-420 px-3 py-2"
            >
              <span>
                {moment(openedAtUs)}　{operator}
              </span>
              {how ? (
                <ButtonLink to="/requests/$id/viewings/$number" params={{ id: now.id, number }}>
                  {isConfirmed ? '記録を見る' : '記録を確かめて署名する'}
                </ButtonLink>
              ) : (
                <Tag tone="blue">いま開いています</Tag>
              )}
            </li>
          )
        })}
      </ul>
      {!isOver && isMore && (
        <ButtonLink to="/requests/$id/viewing" params={{ id: now.id }} look="filled">
          {word}を始める
        </ButtonLink>
      )}
      {!isOver && !isMore && (
        <p>
          承認された{sessions.allowed}
          回は終わっています。もう一度見るには、改めて承認を求めてください。
        </p>
      )}
      <p className="mt-2">{roomName(profile, 'viewing')}は、登録した端末でだけ開きます。</p>
    </Card>
  )
}
