import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import type { MeetingState } from '#domain/meeting/state.ts'
import type { Profile } from '#law/profile.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { thingQuery } from '../reads.ts'
import { choice, given, lines, maybe, paper, people } from '../said/field.ts'
import type { Saying } from '../said/saying.ts'
import { Sayings } from '../said/sayings.tsx'
import { useProfile } from '../session.ts'

/** A committee also decides on paper, and by telephone under a resolution passed beforehand. */
export function OtherWays({
  now,
  onDone,
}: {
  readonly now: CaseNow
  readonly onDone: () => Promise<unknown>
}) {
  const profile = useProfile()
  const { collegiate } = profile.approval
  // Where no meeting was ever held, there is nothing to read.
  const { data: meetings = null } = useQuery({
    ...thingQuery('meeting', ['main']),
    retry: false,
    throwOnError: false,
  })
  if (!collegiate) return null
  const sayings = [...onPaper(profile), ...byTelephone(profile, meetings, now)]
  return (
    <Card title="端末のほかの決め方">
      <p>
        書面で決めたときは写しを、電話で承認を得たときは聞いた人を入れます。どちらも、端末での採決と同じ重さです。
      </p>
      <BasisLine basis={collegiate.by} />
      <Sayings kind="approval" ids={[now.id]} sayings={sayings} onDone={onDone} />
    </Card>
  )
}

function onPaper({ approval }: Profile): readonly Saying<'approval'>[] {
  const rule = approval.collegiate?.ways.find(({ way }) => way === 'paper')
  if (!rule) return []
  return [
    {
      type: 'EnterPaper',
      title: '書面（議事録・回議書）で決めた',
      button: '書面の決定を入れる',
      says: `署名のある書面を写し、${rule.scannedBy}名で原本と見比べます。`,
      fields: {
        paper: choice('書面の種類', {
          minutes: '議事録',
          circular: '回議書',
          letters: '書面表決（それを認める議決があるとき）',
        }),
        sha256: paper('写し'),
        inFavour: maybe(people('賛成した委員'), []),
        against: maybe(people('反対した委員'), []),
        reasons: maybe(lines('理由', { hint: '承認しないときは必ず書きます' }), ''),
        scannedBy: people(`原本と見比べた委員（${rule.scannedBy}名）`),
      },
    },
  ]
}

function byTelephone(
  { approval }: Profile,
  meetings: MeetingState | null,
  { request }: CaseNow,
): readonly Saying<'approval'>[] {
  const { telephone, ways } = approval.collegiate!
  if (!ways.some(({ way }) => way === 'telephone')) return []
  const open = (meetings?.resolutions ?? []).filter(
    ({ matter, repealedAtUs }) => matter.kind === 'urgentApproval' && repealedAtUs === null,
  )
  const [only] = open
  return [
    {
      type: 'EnterTelephone',
      title: '電話で承認を得た',
      button: '電話の承認を入れる',
      says: [
        open.length === 0
          ? `先に、会議で『${telephone.resolution}』を議決しておく必要があります。`
          : '',
        request.urgent ? '' : '「文書を待てないほど急ぐとき」に、急ぐ理由を先に書いてください。',
        '次の会議で報告します。',
      ].join(''),
      fields: {
        resolution:
          only && open.length === 1
            ? given(only.id)
            : choice(
                `『${telephone.resolution}』の議決`,
                Object.fromEntries(open.map(({ id }) => [id, id])),
              ),
        assents: people('電話で承認した委員'),
        heardBy: people(`その場で聞いた委員（${telephone.heardBy}名）`),
      },
    },
  ]
}
