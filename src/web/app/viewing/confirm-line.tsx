import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { registerFor } from '#law/called.ts'
import { act } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { bookQuery, caseQuery } from '../reads.ts'
import { usePresent, useProfile } from '../session.ts'
import { useAct } from '../signing.tsx'
import { CheckOut } from './check-out.tsx'
import { type Moment, momentWords } from './moments.tsx'

/** The line of a session as the machine wrote it: people add what only they know, and sign. */
export function ConfirmLine({
  request,
  number,
  isInternal,
  moments,
}: {
  readonly request: string
  readonly number: string
  readonly isInternal: boolean
  readonly moments: readonly Moment[]
}) {
  const profile = useProfile()
  const { person } = usePresent()
  const register = isInternal
    ? registerFor(profile, 'internalViewing', 'viewing', 'handling')
    : registerFor(profile, 'viewing', 'viewingAndTakeOut', 'handling')
  const line = `${request}の${number}`
  const { data } = useQuery({
    ...bookQuery(register?.id ?? '', '', line),
    enabled: register !== undefined,
    refetchInterval: query => (rowsOf(query.state.data?.book.rows, line).length > 0 ? false : 1000),
  })
  const { data: now } = useQuery(caseQuery(request))
  const viewing = now?.viewings.find(one => one.number === number)
  const isConfirmed = viewing?.confirmedBy.includes(person) ?? false
  const [note, setNote] = useState(() => moments.map(momentWords).join('、'))
  const { run, problem, isBusy, dialog } = useAct(`${line} の記録`, () =>
    queries.invalidateQueries(),
  )
  const rows = rowsOf(data?.book.rows, line)
  const heads = data?.book.heads ?? []
  return (
    <>
      <Card
        title={data?.book.title ?? register?.title ?? '記録'}
        aside={
          <Tag tone={isConfirmed ? 'green' : 'orange'}>{isConfirmed ? '確定' : '確認待ち'}</Tag>
        }
      >
        <p className="mb-2">{[line, data?.book.formName].filter(Boolean).join('　')}</p>
        {rows.length === 0 ? (
          <p role="status">記録簿の行を待っています。</p>
        ) : (
          rows.map(({ cells, margin }) => (
            <Facts
              key={margin}
              facts={heads.map(({ name, within }, at) => ({
                name: within ? `${within}・${name}` : name,
                says: cells[at] || '（空欄）',
              }))}
            />
          ))
        )}
        <div className="mt-3 print:hidden">
          <BasisLine basis={profile.registers.fromFacts.by} />
        </div>
      </Card>
      {isConfirmed ? (
        <Done request={request} register={register?.id ?? ''} stage={now?.stage ?? null} />
      ) : (
        <Card title="確かめて署名する">
          <Form
            problem={problem}
            onSend={() =>
              run(() => act('viewing', [request, number], 'ConfirmLine', { note, typed: null }))
            }
          >
            <TextField
              label="備考に加えること"
              hint="時刻・範囲・人は、実際のものがもう書かれています。機械の知らないことだけを書いてください"
              lines={3}
              value={note}
              onChange={setNote}
            />
            <p>
              <Button
                look="filled"
                type="submit"
                isBusy={isBusy}
                reason={rows.length === 0 ? '記録簿の行が書かれるまで待ってください' : null}
              >
                この記録を確かめて署名する
              </Button>
            </p>
          </Form>
          {dialog}
        </Card>
      )}
    </>
  )
}

/** The line is confirmed: on paper, in its book, and the case may be closed. */
function Done({
  request,
  register,
  stage,
}: {
  readonly request: string
  readonly register: string
  readonly stage: string | null
}) {
  const { problem, isBusy, send } = useSending()
  return (
    <div className="flex flex-col gap-4 print:hidden">
      <Notice kind="success" title="記録簿の行を確定しました" isLive>
        <p>直すときは、前の行を残したまま、訂正の行を加えます。</p>
      </Notice>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => window.print()}>この行を印刷する（PDFにもできます）</Button>
        <ButtonLink to="/registers/$id" params={{ id: register }}>
          記録簿を開く
        </ButtonLink>
        {stage === 'closed' ? (
          <Tag>この件は閉じました</Tag>
        ) : (
          <Button
            look="filled"
            isBusy={isBusy}
            onClick={() =>
              send(async () => {
                await act('request', [request], 'Close', {})
                await queries.invalidateQueries()
              })
            }
          >
            この件を閉じる
          </Button>
        )}
      </div>
      <Problem problem={problem} />
      <CheckOut />
    </div>
  )
}

type Row = { readonly cells: readonly string[]; readonly margin: string }

/** Outside the frame stands the number first. */
const rowsOf = (rows: readonly Row[] = [], line: string): readonly Row[] =>
  rows.filter(({ margin }) => margin === line || margin.startsWith(`${line} `))
