import { useSuspenseQuery } from '@tanstack/react-query'
import { minuteUs } from '#civil/minute.ts'
import type { CameraNow, KeeperNow } from '#desk/camera-now.ts'
import { printedRetention } from '#law/retention.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { Table } from '../components/table.tsx'
import { Tag } from '../components/tag.tsx'
import { causeWords } from '../gap-causes.ts'
import { dutiesQuery, keepersQuery } from '../reads.ts'
import { isLateAt, sealedAgoUs } from '../recording.ts'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { agoWords, moment } from '../words.ts'

/** How cameras go, told by the machine's own signals: nobody looks to find out. */
export function Cameras() {
  const profile = useProfile()
  const { data } = useSuspenseQuery(keepersQuery)
  const { data: work } = useSuspenseQuery(dutiesQuery)
  const { nowUs, keepers } = data
  const cameras = keepers.flatMap(one => one.cameras.filter(({ name }) => name !== null))
  const owed = (camera: string) =>
    work.duties.filter(({ kind, ids }) => kind === 'camera' && ids[0] === camera)
  return (
    <Screen title="カメラ" aside={<p>{cameras.length}台</p>}>
      <Notice title="この画面に映像はありません">
        <p>
          動いているかどうかは、届いた映像の量や途切れから機械が判断します。映像を見て確かめることはしません。
        </p>
      </Notice>
      <div className="grid gap-4 lg:grid-cols-2">
        {keepers.map(keeper => (
          <Recorder key={keeper.keeper} keeper={keeper} nowUs={nowUs} />
        ))}
        <Card title="保存期間">
          <p>{printedRetention(profile.retention.rule)}</p>
          <BasisLine basis={profile.retention.by} />
        </Card>
      </div>
      {cameras.length === 0 ? (
        <EmptyState icon="camera" title="録画しているカメラはありません">
          <p>録画機の前で「./tachiai camera add」を使ってカメラを加えると、ここに出ます。</p>
        </EmptyState>
      ) : (
        <Table
          isStacked
          caption="カメラの状態"
          heads={['カメラ', '場所', '直近の途切れ', '要る書類・表示']}
          rows={cameras.map(camera => ({
            id: camera.camera,
            cells: [
              camera.name,
              camera.place || '—',
              <Gap key="gap" camera={camera} nowUs={nowUs} />,
              <Owed
                key="owed"
                says={owed(camera.camera).map(({ says }) => says.replace(/^「.*?」: ?/, ''))}
              />,
            ],
          }))}
        />
      )}
    </Screen>
  )
}

function Recorder({ keeper, nowUs }: { readonly keeper: KeeperNow; readonly nowUs: number }) {
  const { sealed, lastAtUs } = keeper
  const ageUs = sealedAgoUs(keeper, nowUs)
  const isLate = isLateAt(keeper, nowUs)
  return (
    <Card
      title="録画機"
      aside={<Tag tone={isLate ? 'red' : 'green'}>{isLate ? '確かめてください' : '録画中'}</Tag>}
    >
      <Facts
        facts={[
          {
            name: '最後に封をした分',
            says: sealed
              ? `${moment(sealed.minute * minuteUs)}（${sealed.cameras}台・${agoWords(ageUs!)}）`
              : '',
          },
          { name: '最後の知らせ', says: lastAtUs === null ? '' : agoWords(nowUs - lastAtUs) },
        ]}
      />
      {isLate && (
        <p className="mt-2">
          5分以上、録画の封が届いていません。録画機の電源とケーブルを確かめ、続くときは設置者に知らせてください。
        </p>
      )}
    </Card>
  )
}

function Gap({ camera: { gap }, nowUs }: { readonly camera: CameraNow; readonly nowUs: number }) {
  if (!gap) return 'ありません'
  const seconds = Math.ceil((gap.toUs - gap.fromUs) / 1_000_000)
  const isNew = nowUs - gap.toUs < 24 * 60 * minuteUs
  return (
    <>
      {isNew && (
        <>
          <Tag tone="orange">24時間以内</Tag>{' '}
        </>
      )}
      {moment(gap.fromUs)}から{seconds}秒（{causeWords(gap.cause)}）
    </>
  )
}

function Owed({ says }: { readonly says: readonly string[] }) {
  if (says.length === 0) return <Tag tone="green">そろっています</Tag>
  return (
    <>
      <Tag tone="orange">残り{says.length}件</Tag>
      <ul className="list-disc pl-6">
        {says.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  )
}
