import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { warekiFiscalYear } from '#civil/wareki.ts'
import { call, download } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { Tag } from '../components/tag.tsx'
import { useSending } from '../form.tsx'
import { registersQuery } from '../reads.ts'
import { Screen } from '../screen.tsx'

/** The document's registers, and the record below them that shows whether anything was changed. */
export function Registers() {
  const { data: registers } = useSuspenseQuery(registersQuery)
  return (
    <Screen title="記録簿">
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_26rem]">
        <ul className="grid gap-3 sm:grid-cols-2">
          {registers.map(({ id, title, formName, official, years, lines }) => (
            <li key={id}>
              <Card
                level={2}
                title={
                  <Link
                    to="/registers/$id"
                    params={{ id } as never}
                    className="text-key-900 underline underline-offset-4 hover:bg-key-50"
                  >
                    {title}
                  </Link>
                }
              >
                <p>
                  {lines > 0
                    ? `${lines.toLocaleString('ja-JP')}件（${years.map(warekiFiscalYear).join('・')}）`
                    : 'まだ行がありません。行為が終わると、ここに書かれます'}
                </p>
                <p className="mt-1">
                  {official ? (
                    <Tag tone="blue">{formName ?? '規程の様式'}</Tag>
                  ) : (
                    <Tag>本システムの様式</Tag>
                  )}
                </p>
              </Card>
            </li>
          ))}
        </ul>
        <Record />
      </div>
    </Screen>
  )
}

type Verdict = {
  readonly size: number | null
  readonly findings: readonly unknown[]
  readonly outcome: 'wrong' | 'silent' | 'nothing' | 'right'
}

/** Sound is only what was found sound. */
const outcomes = {
  right: { kind: 'success', says: '全部の記録を確かめました。改ざんはありません', next: null },
  silent: {
    kind: 'warning',
    says: '改ざんはありませんが、録画機が何も書かなかった日があります',
    next: 'その日に何があったかを、設置者に確かめてください。',
  },
  nothing: {
    kind: 'warning',
    says: '確かめられる記録が、まだありません',
    next: '控えが署名されるのを待って、もう一度行ってください。',
  },
  wrong: {
    kind: 'error',
    says: '合わない記録があります',
    next: '監査の人と設置者に知らせ、機械に触れずに待ってください。',
  },
} as const

function Record() {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const { problem, isBusy, send } = useSending()
  const outcome = verdict && outcomes[verdict.outcome]
  return (
    <Card title="改ざん防止の記録">
      <div className="flex flex-col gap-3">
        <p>
          記録簿の行は、消したり書き換えたりできない記録から書かれています。外の人も、控えと検証用のページだけで確かめられます。
        </p>
        {outcome && (
          <Notice kind={outcome.kind} title={outcome.says} isLive>
            <p>
              記録 {verdict.size?.toLocaleString('ja-JP') ?? 0}件
              {verdict.findings.length > 0 && `・指摘 ${verdict.findings.length}件`}
            </p>
            {outcome.next && <p>{outcome.next}</p>}
          </Notice>
        )}
        <Problem problem={problem} />
        <div className="flex flex-wrap gap-3">
          <Button
            look="filled"
            isBusy={isBusy}
            onClick={() =>
              send(async () =>
                setVerdict((await call<Verdict>('POST', '/api/ledger/verify', {})).json),
              )
            }
          >
            いま全部を確かめる
          </Button>
          <Button
            onClick={() =>
              send(async () => {
                const { json } = await call<{ note: string }>('GET', '/api/ledger/checkpoint')
                await keep(json.note)
              })
            }
          >
            外の人に渡す控え
          </Button>
        </div>
      </div>
    </Card>
  )
}

async function keep(note: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([note], { type: 'text/plain' }))
  await download(url, 'checkpoint.txt')
}
