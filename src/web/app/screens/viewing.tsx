import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { actWord } from '#law/called.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { StepNav } from '../components/step-nav.tsx'
import { Tag } from '../components/tag.tsx'
import { caseQuery } from '../reads.ts'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { type Begun, Prepare } from '../viewing/prepare.tsx'
import { Room } from '../viewing/room.tsx'
import { roomName } from '../viewing/words.ts'
import { requestWord } from '../words.ts'

/** The room in which a viewing happens: before the witnesses where the document has any. */
export function Viewing() {
  const { id = '' } = useParams({ strict: false })
  const profile = useProfile()
  const [begun, setBegun] = useState<(Begun & { readonly isInternal: boolean }) | null>(null)
  const [at, setAt] = useState(0)
  const isInternal = begun?.isInternal ?? false
  return (
    <Screen
      title={roomName(profile, isInternal ? 'internalViewing' : 'viewing')}
      tags={<Tag tone="blue">{id}</Tag>}
      crumbs={[
        { name: '受付と承認', to: '/requests' },
        { name: id, to: '/requests/$id', params: { id } },
        { name: roomName(profile, 'viewing') },
      ]}
    >
      <StepNav
        steps={[
          `${requestWord(profile)}の確認`,
          '署名',
          actWord(profile, 'viewing'),
          '記録簿の確定',
        ].map((name, step) => ({ name, isDone: step < at }))}
        at={at}
      />
      {begun ? (
        <Room {...begun} onOver={() => setAt(3)} />
      ) : (
        <Before
          id={id}
          onSigning={isSigning => setAt(isSigning ? 1 : 0)}
          onBegun={one => {
            setBegun(one)
            setAt(2)
          }}
        />
      )}
    </Screen>
  )
}

/** While the pictures are there nothing is read here: a page that cannot be read must not take them away unsaid. */
function Before({
  id,
  onSigning,
  onBegun,
}: {
  readonly id: string
  readonly onSigning: (isSigning: boolean) => void
  readonly onBegun: (begun: Begun & { readonly isInternal: boolean }) => void
}) {
  const { data: now } = useSuspenseQuery(caseQuery(id))
  if (['withdrawn', 'closed'].includes(now.stage)) {
    return (
      <EmptyState icon="lock" title="この件は終わっています">
        <p>続けて見るには、新しく求めを受け付けてください。</p>
      </EmptyState>
    )
  }
  return (
    <Prepare
      now={now}
      onSigning={onSigning}
      onBegun={begun => onBegun({ ...begun, isInternal: now.request.internal })}
    />
  )
}
