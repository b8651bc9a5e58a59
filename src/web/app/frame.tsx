import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Header } from './header.tsx'
import { useSession } from './session.ts'
import { Loading } from './states.tsx'

/** What stands around every screen. */
export function Frame() {
  const session = useSession()
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-10 bg-white p-3 font-700 text-key-900 underline focus:not-sr-only focus:absolute"
      >
        本文へ
      </a>
      <Suspense fallback={null}>
        <Header session={session} />
      </Suspense>
      <main id="main" tabIndex={-1} className="grow">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
