import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Kind } from '#acts/kinds.ts'
import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { warekiFiscalYear } from '#civil/wareki.ts'
import type { Book as BookOf } from '../books/book.ts'
import { bookNamed } from '../books/books.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Table } from '../components/table.tsx'
import { Tag } from '../components/tag.tsx'
import { queries } from '../queries.ts'
import { camerasQuery, dutiesQuery, thingsQuery } from '../reads.ts'
import { Say } from '../said/say.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { NotThere } from '../states.tsx'
import { moment } from '../words.ts'

const perPage = 100

/** One book: what is in it, the newest first, and how something new comes. */
export function Book() {
  const { book: path = '' } = useParams({ strict: false })
  const book = bookNamed(path)
  return book ? <Lines book={book} /> : <NotThere />
}

function Lines({ book }: { readonly book: BookOf<Kind> }) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const { data: things } = useSuspenseQuery(thingsQuery(book.kind))
  const [isBeginning, setBeginning] = useState(false)
  const beside = { profile, cameras }
  const begins = book.begins && (
    <Button look="filled" onClick={() => setBeginning(true)}>
      新しく書く
    </Button>
  )
  return (
    <Screen
      title={book.title}
      crumbs={[{ name: '帳面', to: '/books' }, { name: book.title }]}
      aside={things.length > 0 && !isBeginning ? begins : null}
    >
      {isBeginning && (
        <Beginning book={book} count={things.length} onLeave={() => setBeginning(false)} />
      )}
      {things.length === 0 && !isBeginning ? (
        <EmptyState icon="info" title="まだ何もありません">
          <p>{book.teaches}</p>
          {begins}
        </EmptyState>
      ) : things.length === 0 ? null : (
        <Table
          caption={book.title}
          isStacked
          heads={['番号', '内容', 'いまの様子', '最後に書いた日時']}
          rows={things.slice(0, perPage).map(({ ids, lastAtUs, state }) => {
            const [id = ''] = ids
            const { name, tone } = book.stage(state)
            return {
              id,
              cells: [
                <Link
                  key="id"
                  to="/books/$book/$id"
                  params={{ book: book.path, id }}
                  className="text-key-900 underline underline-offset-4"
                >
                  {id}
                </Link>,
                book.name(state, beside),
                <Tag key="stage" tone={tone}>
                  {name}
                </Tag>,
                moment(lastAtUs),
              ],
            }
          })}
        />
      )}
    </Screen>
  )
}

function Beginning({
  book,
  count,
  onLeave,
}: {
  readonly book: BookOf<Kind>
  readonly count: number
  readonly onLeave: () => void
}) {
  const profile = useProfile()
  const navigate = useNavigate()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const {
    data: { nowUs },
  } = useSuspenseQuery(dutiesQuery)
  const [id] = useState(() => book.number?.(count, warekiFiscalYear(fiscalYearOf(nowUs))) ?? '')
  const saying = book.begins?.(id, { profile, cameras })
  if (!saying) return null
  return (
    <Card title={`${saying.title}（${id}）`}>
      <Say
        kind={book.kind}
        ids={[id]}
        saying={saying}
        look="filled"
        onDone={async () => {
          await queries.invalidateQueries()
          await navigate({ to: '/books/$book/$id', params: { book: book.path, id } })
        }}
      />
      <p className="mt-3">
        <Button look="text" onClick={onLeave}>
          書くのをやめる
        </Button>
      </p>
    </Card>
  )
}
