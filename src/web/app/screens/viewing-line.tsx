import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Notice } from '../components/notice.tsx'
import { caseQuery } from '../reads.ts'
import { Screen } from '../screen.tsx'
import { ConfirmLine } from '../viewing/confirm-line.tsx'
import { endingWords } from '../viewing/words.ts'

/** The line of a session whose page is gone: it is confirmed here. */
export function ViewingLine() {
  const { id = '', number = '' } = useParams({ strict: false }) as Record<string, string>
  const { data: now } = useSuspenseQuery(caseQuery(id))
  const viewing = now.viewings.find(one => one.number === number)
  return (
    <Screen
      title={`${id}の${number}`}
      crumbs={[
        { name: '受付と承認', to: '/requests' },
        { name: id, to: '/requests/$id', params: { id } },
        { name: '記録簿の行' },
      ]}
    >
      {viewing?.how ? (
        <>
          <p>{endingWords(viewing.how)}</p>
          <ConfirmLine
            request={id}
            number={number}
            isInternal={now.request.internal}
            moments={[]}
          />
        </>
      ) : (
        <Notice kind="warning" title="この閲覧は、まだ終わっていません">
          <p>映している端末で終えるか、終わったことが記録されるまで待ってください。</p>
        </Notice>
      )}
    </Screen>
  )
}
