import { useState } from 'react'
import type { CommandOf, Kind } from '#acts/kinds.ts'
import type { WordsOf } from '#web/said/asked.ts'
import { act, call, pathOf } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Form } from '../form.tsx'
import { useAct } from '../signing.tsx'
import type { Field, Typed } from './field.ts'
import { Input } from './input.tsx'
import type { Saying } from './saying.ts'

type Fields = Readonly<Record<string, Field<unknown>>>

/**
 * The form of one act: its fields, what is missing said below each, and signatures where the office asks for them. What
 * was typed stays until the act is done.
 */
export function Say<K extends Kind>({
  kind,
  ids,
  saying,
  look = 'outline',
  onDone,
}: {
  readonly kind: K
  readonly ids: readonly string[]
  readonly saying: Saying<K>
  readonly look?: 'filled' | 'outline'
  readonly onDone: () => unknown
}) {
  const { type, title, button, says, isFinal = false } = saying
  const fields = saying.fields as unknown as Fields
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>(() => firstOf(fields))
  const [missing, setMissing] = useState<readonly string[]>([])
  const { run, problem, isBusy, dialog } = useAct(title, async () => {
    setTyped(firstOf(fields))
    await onDone()
  })
  /** A file is laid with the case that a part of it belongs to. */
  const upload = async (file: File): Promise<string> => {
    const [own = ''] = ids
    const place = paperPlaceOf(kind)
    const path = pathOf('api', 'papers', place, own)
    return (await call<{ sha256: string }>('POST', path, file)).json.sha256
  }
  const send = async () => {
    const lacks = await lacking(fields, typed)
    setMissing(lacks)
    if (lacks.length > 0) return
    await run(async () => {
      const words = await wordsOf(fields, typed, upload)
      return act(kind, ids, type as CommandOf<K>['type'], words as WordsOf<K, CommandOf<K>['type']>)
    })
  }
  return (
    <>
      <Form problem={problem} onSend={() => void send()}>
        {says && <p>{says}</p>}
        {Object.entries(fields).map(([name, field]) => (
          <Input
            key={name}
            field={field}
            typed={typed[name] ?? field.first}
            onChange={next => setTyped({ ...typed, [name]: next })}
            error={missing.includes(name) ? lackOf(field) : null}
          />
        ))}
        <p>
          <Button type="submit" look={isFinal ? 'danger' : look} isBusy={isBusy}>
            {button}
          </Button>
        </p>
      </Form>
      {dialog}
    </>
  )
}

const firstOf = (fields: Fields): Readonly<Record<string, Typed>> =>
  Object.fromEntries(Object.entries(fields).map(([name, { first }]) => [name, first]))

/** What hangs on a case has its papers there. */
const paperPlaceOf = (kind: Kind): Kind =>
  ['approval', 'sealed-copy', 'viewing', 'take-out', 'telling'].includes(kind) ? 'request' : kind

const here = async () => ''

async function lacking(
  fields: Fields,
  typed: Readonly<Record<string, Typed>>,
): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.entries(fields).map(async ([name, field]) => {
      const value = await field.read(typed[name] ?? field.first, here)
      return value === undefined ? [name] : []
    }),
  )
  return found.flat()
}

async function wordsOf(
  fields: Fields,
  typed: Readonly<Record<string, Typed>>,
  upload: (file: File) => Promise<string>,
): Promise<object> {
  const words: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    words[name] = await field.read(typed[name] ?? field.first, upload)
  }
  return words
}

function lackOf({ input }: Field<unknown>): string {
  if (['choice', 'choices', 'person', 'people', 'camera', 'cameras'].includes(input)) {
    return '選んでください'
  }
  if (input === 'paper') return '写しを選んでください'
  if (input === 'day' || input === 'dayTime') return '日付・時刻として読めるように書いてください'
  return '書いてください'
}
