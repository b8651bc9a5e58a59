import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { postWord } from '#law/called.ts'
import type { SessionAnswer } from '#web/answers.ts'
import { call } from './client.ts'
import { Icon } from './components/icon.tsx'
import { seatChanged } from './queries.ts'
import { answersForOffice, useProfile } from './session.ts'

const places = [
  { to: '/', name: '今日やること' },
  { to: '/requests', name: '受付と承認' },
  { to: '/registers', name: '記録簿' },
  { to: '/books', name: '帳面' },
  { to: '/cameras', name: 'カメラ' },
  { to: '/document', name: '規程' },
] as const
/** Only whoever may give out IDs is shown the way to it; the table says who may. */
const managing = [
  { to: '/credentials', name: 'ID番号と端末' },
  { to: '/setup', name: 'はじめの設定' },
] as const

const link =
  'flex min-h-11 items-center rounded-4 px-1 text-key-900 underline underline-offset-4 hover:bg-key-50 aria-[current=page]:font-700 aria-[current=page]:text-key-1100 aria-[current=page]:decoration-4'

/** Where one is, whose office this is, who one is, and the way to every screen. */
export function Header({ session }: { readonly session: SessionAnswer | null }) {
  return (
    <header className="border-b border-solid-gray-420 bg-white print:hidden">
      <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 sm:px-8 lg:gap-x-6">
        <Link to="/" className="flex min-h-11 items-center text-[1.25rem] font-700">
          たちあい
        </Link>
        {session && <Inside session={session} />}
      </div>
    </header>
  )
}

function Inside({ session }: { readonly session: SessionAnswer }) {
  const profile = useProfile()
  const [isOpen, setOpen] = useState(false)
  const mayManage = answersForOffice(session)
  const posts = session.posts.map(post => postWord(profile, post)).join('・')
  return (
    <>
      <span className="text-solid-gray-700">{profile.called}</span>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="places"
        className="ml-auto flex min-h-11 items-center gap-1 rounded-8 border border-solid-gray-600 px-3 font-700 lg:hidden"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'menu'} />
        メニュー
      </button>
      <div
        id="places"
        className={`${isOpen ? 'flex' : 'hidden'} w-full grow flex-col gap-x-5 lg:flex lg:w-auto lg:flex-row lg:flex-wrap lg:items-center`}
      >
        <nav aria-label="画面" className="flex flex-col gap-x-5 lg:flex-row lg:flex-wrap">
          {[...places, ...(mayManage ? managing : [])].map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === '/' }}
              className={link}
              onClick={() => setOpen(false)}
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className="flex flex-wrap items-center gap-x-4 lg:ml-auto">
          <Link to="/keys" className={link} onClick={() => setOpen(false)}>
            {session.person}（{posts || '役なし'}）
          </Link>
          {session.terminal && (
            <span className="text-solid-gray-700">端末: {session.terminal}</span>
          )}
          <SignOut />
        </div>
      </div>
    </>
  )
}

function SignOut() {
  const navigate = useNavigate()
  return (
    <button
      type="button"
      className="min-h-11 rounded-8 border border-solid-gray-600 px-3 hover:bg-key-50 hover:underline"
      onClick={async () => {
        await call('DELETE', '/api/session').catch(() => null)
        await navigate({ to: '/sign-in' })
        await seatChanged()
      }}
    >
      出る
    </button>
  )
}
