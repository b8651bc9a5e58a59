import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { CamerasNamed } from '#desk/case-now.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { useSending } from '../form.tsx'
import { caseQuery } from '../reads.ts'
import { useProfile } from '../session.ts'
import { cameraWords, rangeWords } from '../words.ts'
import { Asking, Attending } from './attending.tsx'
import { ConfirmLine } from './confirm-line.tsx'
import { type Moment, Moments } from './moments.tsx'
import { Player } from './player.tsx'
import { Projector } from './projector.ts'
import type { Showing } from './showing.ts'
import { endingWords, toldOf } from './words.ts'

/** From the first picture to the confirmed line. What it shows lives in this page's memory alone. */
export function Room({
  showing,
  number,
  isInternal,
  cameras,
  onOver,
}: {
  readonly showing: Showing
  readonly number: string
  readonly isInternal: boolean
  readonly cameras: CamerasNamed
  readonly onOver: () => void
}) {
  const now = useSyncExternalStore(showing.subscribe, showing.snapshot)
  const [projector] = useState(() => new Projector(showing))
  const [moments, setMoments] = useState<readonly Moment[]>([])
  const { problem, isBusy, send } = useSending()
  const isOver = now.stage === 'over'
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  const leaving = useBlocker({
    shouldBlockFn: () => showing.now.stage !== 'over',
    enableBeforeUnload: () => showing.now.stage !== 'over',
    withResolver: true,
  })
  const note = () => {
    const { place } = projector.snapshot()
    const { camera } = projector.film.range
    if (!place) return
    projector.pause()
    const camera_ = cameraWords(cameras, camera)
    setMoments(known => [...known, { camera: camera_, captureUs: place.captureUs, says: '' }])
  }
  if (isOver) {
    return <Over showing={showing} number={number} isInternal={isInternal} moments={moments} />
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
      {now.question && (
        <div className="min-w-0 lg:col-span-2">
          <Asking showing={showing} question={now.question} />
        </div>
      )}
      <div className="flex min-w-0 flex-col gap-4">
        <Player projector={projector} now={now} cameras={cameras} onNote={note} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Attending showing={showing} />
        <Ranges showing={showing} projector={projector} cameras={cameras} />
        <Moments moments={moments} onChange={setMoments} />
        <Card title="終わるとき">
          <p className="mb-3">
            終えると映像は消え、記録簿の行が、見せた範囲と時刻から書かれます。画面を開き直しても、この閲覧は続きません。
          </p>
          <Button isBusy={isBusy} onClick={() => send(() => showing.end())}>
            閲覧を終える
          </Button>
          <Problem problem={problem} />
        </Card>
      </div>
      <Dialog
        title="閲覧を終えますか"
        isOpen={leaving.status === 'blocked'}
        onClose={() => leaving.reset?.()}
        actions={
          <Button
            look="danger"
            onClick={() => {
              void showing.end().catch(() => null)
              leaving.proceed?.()
            }}
          >
            終えて移る
          </Button>
        }
      >
        <p>ほかの画面へ移ると、この閲覧は終わり、続けられません。</p>
      </Dialog>
    </div>
  )
}

/** The approved cameras and times, one after the other. */
function Ranges({
  showing,
  projector,
  cameras,
}: {
  readonly showing: Showing
  readonly projector: Projector
  readonly cameras: CamerasNamed
}) {
  const { range: at } = useSyncExternalStore(projector.subscribe, projector.snapshot)
  return (
    <Card title="承認された範囲">
      <ul className="flex flex-col gap-2">
        {showing.begun.ranges.map(({ camera, fromMinute, toMinute }, place) => (
          <li key={`${camera} ${fromMinute}`}>
            <button
              type="button"
              aria-pressed={place === at}
              className={`w-full rounded-8 border px-3 py-2 text-left ${
                place === at
                  ? 'border-key-900 bg-key-50 font-700'
                  : 'border-solid-gray-420 hover:bg-key-50 hover:underline'
              }`}
              onClick={() => projector.turnTo(place)}
            >
              {cameraWords(cameras, camera)}
              <br />
              <span className="font-400">{rangeWords(fromMinute, toMinute)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What happened, what the record says of it, and the line to confirm. */
function Over({
  showing,
  number,
  isInternal,
  moments,
}: {
  readonly showing: Showing
  readonly number: string
  readonly isInternal: boolean
  readonly moments: readonly Moment[]
}) {
  const { cause, how: told } = useSyncExternalStore(showing.subscribe, showing.snapshot)
  const profile = useProfile()
  const { request } = showing.begun
  // Where the page hears nothing more of its session, the case still says how it ended.
  const { data } = useQuery({
    ...caseQuery(request),
    enabled: told === null,
    throwOnError: false,
    refetchInterval: 2000,
  })
  const how = told ?? data?.viewings.find(one => one.number === number)?.how ?? null
  const { title, says, next } = toldOf(cause ?? 'office')
  const isByUs = cause === 'ended'
  return (
    <>
      <Notice kind={isByUs ? 'success' : 'warning'} title={title} isLive>
        <p>{says}</p>
        <p>
          {how ? endingWords(how) : cause === 'notOurs' ? '' : '終わり方の記録を待っています。'}
        </p>
        <p>
          <span className="font-700">次にすること: </span>
          {next}
        </p>
        {cause === 'left' && <BasisLine basis={profile.witnesses.presence.throughout} isOpen />}
      </Notice>
      {!how && (
        <p>
          <ButtonLink to="/requests/$id" params={{ id: request }}>
            この件の画面へ
          </ButtonLink>
        </p>
      )}
      {how && (
        <ConfirmLine request={request} number={number} isInternal={isInternal} moments={moments} />
      )}
    </>
  )
}
