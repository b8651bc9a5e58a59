import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { Tag } from '../components/tag.tsx'
import { gatheringsQuery, invitedQuery } from './reads.ts'
import { whenWords } from './words.ts'

const link = 'text-key-900 underline underline-offset-4 hover:bg-key-50'

/** On the page of today: what one is asked to come to, and what is short of people. */
export function ToCome() {
  // Whoever is none of the office's may ask neither; then this says nothing.
  const { data: invited = [] } = useQuery({ ...invitedQuery, throwOnError: false })
  const { data: gatherings = [] } = useQuery({ ...gatheringsQuery, throwOnError: false })
  if (invited.length + gatherings.length === 0) return null
  return (
    <div className="print:hidden">
      <Card title="立会い">
        <ul className="divide-y divide-solid-gray-300">
          {invited.map(({ id, fromUs, place, coming }) => (
            <li key={id} className="flex flex-col gap-1 py-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-700">
                あなたへのお願い　{whenWords(fromUs)}　{place}
                {coming === null ? (
                  <Tag tone="orange">返事がまだです</Tag>
                ) : (
                  <Tag tone={coming ? 'green' : 'red'}>{coming ? '行けます' : '行けません'}</Tag>
                )}
              </p>
              <p>
                <Link to="/come" className={link}>
                  {coming === null ? '返事をする' : '返事を変える'}
                </Link>
              </p>
            </li>
          ))}
          {gatherings.map(({ id, request, fromUs, counted, needed, short }) => (
            <li key={id} className="flex flex-col gap-1 py-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-700">
                {request}　{whenWords(fromUs)}
                <Tag tone={short ? 'orange' : 'green'}>
                  立会い {counted}/{needed}名
                </Tag>
              </p>
              {short && <p>{short.refused}</p>}
              {short && <BasisLine basis={short.basis} />}
              <p>
                <Link
                  to="/requests/$id/witnesses"
                  params={{ id: request } as never}
                  className={link}
                >
                  {short ? '立会いを頼む' : '手配を見る'}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
