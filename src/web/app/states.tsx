import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { problemIn } from './client.ts'
import { ButtonLink } from './components/button.tsx'
import { Problem } from './components/problem.tsx'
import { Screen } from './screen.tsx'

export const Loading = () => (
  <p role="status" className="p-8 text-center">
    読んでいます
  </p>
)

export function NotThere() {
  return (
    <Screen title="そのページはありません">
      <p>書かれた場所にページがありません。上の見出しから選び直してください。</p>
      <p>
        <ButtonLink to="/">今日やることへ</ButtonLink>
      </p>
    </Screen>
  )
}

/** A screen that could not be read says why; one whose time has passed lets people in again. */
export function Broken({ error }: ErrorComponentProps) {
  const problem = problemIn(error)
  const isOut = problem?.status === 401
  useEffect(() => {
    if (isOut) window.location.assign('/sign-in')
  }, [isOut])
  return (
    <Screen title={isOut ? '入り直してください' : '開けませんでした'}>
      <Problem problem={problem} />
      <p>
        {isOut ? (
          <ButtonLink to="/sign-in">入り直す</ButtonLink>
        ) : (
          <ButtonLink to="/">今日やることへ</ButtonLink>
        )}
      </p>
    </Screen>
  )
}
