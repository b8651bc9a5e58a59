import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { AppointmentState } from '#domain/appointment/words.ts'
import type { Absence, Tenure } from '#domain/office.ts'
import { postWord } from '#law/called.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { BasisLine } from '../components/basis.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Fold } from '../components/fold.tsx'
import { Notice } from '../components/notice.tsx'
import { Table } from '../components/table.tsx'
import { Election } from '../people/committee.tsx'
import { peopleSayings } from '../people/sayings.ts'
import { queries } from '../queries.ts'
import { camerasQuery, dutiesQuery, officeQuery } from '../reads.ts'
import { Sayings } from '../said/sayings.tsx'
import { Screen } from '../screen.tsx'
import { answersForOffice, usePresent, useProfile } from '../session.ts'
import { cameraWords, day, moment } from '../words.ts'

/** 人と職: who holds which post until when, who acts instead, and how each of it changes. */
export function People() {
  const profile = useProfile()
  const session = usePresent()
  const { data: office } = useSuspenseQuery(officeQuery)
  const {
    data: { nowUs },
  } = useSuspenseQuery(dutiesQuery)
  const { tenures, absences } = office
  const now = tenures.filter(one => isRunning(one, nowUs))
  const ahead = tenures.filter(({ fromUs }) => fromUs > nowUs)
  const past = tenures.filter(({ untilUs }) => untilUs !== null && untilUs <= nowUs)
  const onDone = () => queries.invalidateQueries()
  return (
    <Screen
      title="人と職"
      crumbs={[{ name: '帳面', to: '/books' }, { name: '人と職' }]}
      aside={
        answersForOffice(session) ? (
          <ButtonLink to="/credentials" look="outline">
            ID番号と端末を渡す
          </ButtonLink>
        ) : null
      }
    >
      {absences
        .filter(({ endedAtUs }) => endedAtUs === null)
        .map(absence => (
          <Acting key={absence.declaredAtUs} absence={absence} />
        ))}
      <Card title="いまの職">
        <Tenures caption="いまの職" tenures={now} nowUs={nowUs} />
        <p className="mt-3">
          職の力は、次の人が就くまで続きます。人の名ではなく、職が行為をします。
        </p>
        <BasisLine basis={profile.succession.by} />
      </Card>
      {ahead.length > 0 && (
        <Card title="これから就く人">
          <Tenures caption="これから就く人" tenures={ahead} nowUs={nowUs} />
        </Card>
      )}
      <Changes office={office} onDone={onDone} />
      {past.length > 0 && (
        <Card title="前の人">
          <Fold head={<span className="font-700">終わった職（{past.length}）</span>}>
            <Tenures caption="終わった職" tenures={past} nowUs={nowUs} />
          </Fold>
        </Card>
      )}
    </Screen>
  )
}

const isRunning = ({ fromUs, untilUs }: Tenure, nowUs: number): boolean =>
  fromUs <= nowUs && (untilUs === null || nowUs < untilUs)

function Changes({
  office,
  onDone,
}: {
  readonly office: AppointmentState
  readonly onDone: () => Promise<unknown>
}) {
  const profile = useProfile()
  return (
    <Card title="変わったとき">
      {profile.committee && (
        <div className="border-b border-solid-gray-300 py-2">
          <Fold head={<span className="font-700">{profile.committee.name}を改選した</span>}>
            <div className="pt-3 pb-4">
              <Election office={office} onDone={onDone} />
            </div>
          </Fold>
        </div>
      )}
      <Sayings
        kind="appointment"
        ids={['main']}
        sayings={peopleSayings(profile, office)}
        onDone={onDone}
      />
    </Card>
  )
}

function Tenures({
  caption,
  tenures,
  nowUs,
}: {
  readonly caption: string
  readonly tenures: readonly Tenure[]
  readonly nowUs: number
}) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const soonUs = nowUs + 30 * 86_400_000_000
  return (
    <Table
      caption={caption}
      isStacked
      heads={['氏名', '職', '何について', '課', 'いつから', 'いつまで']}
      rows={together(tenures).map(({ person, posts, of, unit, fromUs, untilUs }) => ({
        id: `${person} ${posts.join()} ${of} ${fromUs} ${untilUs}`,
        cells: [
          person,
          posts.map(post => postWord(profile, post)).join('・'),
          of === null ? 'すべて' : cameraWords(cameras, of),
          unit ?? '—',
          day(fromUs),
          untilUs === null
            ? '次の人が就くまで'
            : `${day(untilUs - 1)}${untilUs < soonUs && untilUs > nowUs ? '（まもなく終わります）' : ''}`,
        ],
      }))}
    />
  )
}

/** What one person holds for the same thing and time stands on one row. */
function together(tenures: readonly Tenure[]) {
  const rows = new Map<string, Omit<Tenure, 'post'> & { readonly posts: readonly Post[] }>()
  for (const { post, ...rest } of tenures) {
    const key = JSON.stringify(rest)
    rows.set(key, { ...rest, posts: [...(rows.get(key)?.posts ?? []), post] })
  }
  return [...rows.values()]
}

function Acting({ absence }: { readonly absence: Absence }) {
  const { deputy, reason, declaredAtUs, confirmedBy, citation } = absence
  return (
    <Notice kind="warning" title={`${deputy}さんが代行しています`}>
      <p>
        {moment(declaredAtUs)}から。{reason}
        {citation && `（${citation}）`}
      </p>
      <p>{confirmedBy ? `${confirmedBy}さんが確かめました。` : 'まだ、だれも確かめていません。'}</p>
    </Notice>
  )
}
