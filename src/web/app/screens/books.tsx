import { Link } from '@tanstack/react-router'
import { books } from '../books/books.ts'
import { Card } from '../components/card.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'

/** What an office keeps besides requests: its people, its meetings, and its books. */
export function Books() {
  const profile = useProfile()
  const places = [
    {
      to: '/people',
      name: '人と職',
      says: 'だれがどの職にあるか、指定、事故等の代理、交代',
    },
    ...(profile.committee
      ? [{ to: '/meetings', name: '会議・議決', says: '議事録、議決、次の会議で報告すること' }]
      : []),
    ...books.map(({ path, title, says }) => ({ to: `/books/${path}`, name: title, says })),
  ]
  return (
    <Screen title="帳面">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {places.map(({ to, name, says }) => (
          <li key={to}>
            <Card
              title={
                <Link to={to as never} className="text-key-900 underline underline-offset-4">
                  {name}
                </Link>
              }
            >
              <p>{says}</p>
            </Card>
          </li>
        ))}
      </ul>
    </Screen>
  )
}
