import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { warekiFiscalYear } from '#civil/wareki.ts'
import type { PrintedBook } from '#registers/printed-book.ts'
import { download, pathOf } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Notice } from '../components/notice.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Problem } from '../components/problem.tsx'
import { Select } from '../components/select.tsx'
import { Table } from '../components/table.tsx'
import { TextField } from '../components/text-field.tsx'
import { saveCsv } from '../csv.ts'
import { Form, useSending } from '../form.tsx'
import { bookQuery, registersQuery } from '../reads.ts'
import { Screen } from '../screen.tsx'

/** So many rows are drawn at once, however many a year has. */
const onePage = 50

/** One register: by year and by words, in the form's own order; corrections stand below what they correct. */
export function Register() {
  const { id = '' } = useParams({ strict: false })
  const { data: registers } = useSuspenseQuery(registersQuery)
  const register = registers.find(one => one.id === id)
  const years = register?.years ?? []
  const [year, setYear] = useState(years.length > 0 ? String(years.at(-1)) : '')
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const [page, setPage] = useState(1)
  const { data } = useQuery(bookQuery(id, year, words))
  const { problem, isBusy, send } = useSending()
  const rows = data?.book.rows ?? []
  const shown = rows.slice((page - 1) * onePage, page * onePage)
  return (
    <Screen
      title={register?.title ?? '記録簿'}
      crumbs={[{ name: '記録簿', to: '/registers' }, { name: register?.title ?? id }]}
      aside={<p>{data?.book.formName}</p>}
    >
      {data?.book.mark && <Notice kind="warning" title={data.book.mark} />}
      <Card>
        <Form
          problem={null}
          onSend={() => {
            setWords(typed.trim())
            setPage(1)
          }}
        >
          <div className="grid items-end gap-4 sm:grid-cols-[14rem_1fr_auto] print:hidden">
            <Select
              label="年度"
              isRequired={null}
              value={year}
              onChange={value => {
                setYear(value)
                setPage(1)
              }}
              choices={years.map(one => ({ value: String(one), label: warekiFiscalYear(one) }))}
            />
            <TextField label="探す言葉" isRequired={null} value={typed} onChange={setTyped} />
            <Button type="submit">探す</Button>
          </div>
        </Form>
      </Card>
      <p role="status">
        {data
          ? `${rows.length.toLocaleString('ja-JP')}件${words ? `（「${words}」を含む）` : ''}`
          : '読んでいます'}
      </p>
      {data && rows.length === 0 ? (
        <EmptyState icon="book" title={words ? '見つかりません' : 'まだ行がありません'}>
          <p>
            {words
              ? '言葉を短くするか、年度を変えて探してください。'
              : '閲覧や提供などの行為が終わると、その事実からここに行が書かれます。手で書き足すことはできません。'}
          </p>
        </EmptyState>
      ) : (
        data && (
          <Table
            caption={data.book.title}
            heads={[
              '番号',
              ...data.book.heads.map(({ name, within }) => (within ? `${within}・${name}` : name)),
            ]}
            rows={shown.map(({ cells, margin }, at) => ({
              id: `${page} ${at} ${margin}`,
              cells: [margin, ...cells],
            }))}
          />
        )
      )}
      <Pagination page={page} pages={Math.ceil(rows.length / onePage)} onGo={setPage} />
      <Problem problem={problem} />
      {data && rows.length > 0 && (
        <div className="flex flex-wrap gap-3 print:hidden">
          <Button onClick={() => window.print()}>この画面を印刷する</Button>
          <Button onClick={() => saveCsv(`${data.book.title}-${year}.csv`, tableOf(data.book))}>
            CSVにする
          </Button>
          <Button
            isBusy={isBusy}
            reason={year === '' ? '年度を選んでください' : null}
            onClick={() =>
              send(() =>
                download(
                  pathOf('api', 'registers', id, year, 'page'),
                  `${data.book.title}-${year}.json`,
                ),
              )
            }
          >
            外の人が確かめられる一年度分
          </Button>
        </div>
      )}
    </Screen>
  )
}

const tableOf = ({ heads, rows }: PrintedBook): readonly (readonly string[])[] => [
  ['番号', ...heads.map(({ name, within }) => (within ? `${within}・${name}` : name))],
  ...rows.map(({ cells, margin }) => [margin, ...cells]),
]
