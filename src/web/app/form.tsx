import { type FormEvent, type ReactNode, useState } from 'react'
import type { Problem as Told } from '#web/problem.ts'
import { problemIn } from './client.ts'
import { Problem } from './components/problem.tsx'

/** One thing to send: while it is on its way it cannot be sent again, and a refusal stays to be read. */
export function useSending() {
  const [problem, setProblem] = useState<Told | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function send(doing: () => Promise<void>): Promise<void> {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    try {
      await doing()
    } catch (error) {
      setProblem(problemIn(error))
    } finally {
      setBusy(false)
    }
  }
  return { problem, isBusy, send, setProblem }
}

/** A form is sent by us, never by the browser. */
export function Form({
  onSend,
  problem,
  children,
}: {
  readonly onSend: () => void
  readonly problem: Told | null
  readonly children: ReactNode
}) {
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      <Problem problem={problem} />
    </form>
  )
}
