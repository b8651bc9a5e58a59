import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Kind } from '#acts/kinds.ts'
import type { Book } from '../books/book.ts'
import { bookNamed } from '../books/books.ts'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Tag } from '../components/tag.tsx'
import { queries } from '../queries.ts'
import { camerasQuery, thingQuery } from '../reads.ts'
import { Sayings } from '../said/sayings.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'
import { NotThere } from '../states.tsx'

/** One line of a book: how it stands, and what can be said to it now. */
export function BookLine() {
  const { book: path = '', id = '' } = useParams({ strict: false })
  const book = bookNamed(path)
  return book ? <Line book={book} id={id} /> : <NotThere />
}

function Line({ book, id }: { readonly book: Book<Kind>; readonly id: string }) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const { data: state } = useSuspenseQuery(thingQuery(book.kind, [id]))
  const beside = { profile, cameras }
  const { name, tone } = book.stage(state)
  const sayings = book.next(state, beside)
  return (
    <Screen
      title={id}
      tags={<Tag tone={tone}>{name}</Tag>}
      crumbs={[
        { name: '帳面', to: '/books' },
        { name: book.title, to: `/books/${book.path}` },
        { name: id },
      ]}
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={book.name(state, beside)}>
          <Facts facts={book.facts(state, beside)} />
        </Card>
        {sayings.length > 0 && (
          <Card title="次にすること">
            <Sayings
              kind={book.kind}
              ids={[id]}
              sayings={sayings}
              onDone={() => queries.invalidateQueries()}
            />
          </Card>
        )}
      </div>
    </Screen>
  )
}
