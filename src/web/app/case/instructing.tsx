import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseNow } from '#desk/case-now.ts'
import { postWord } from '#law/called.ts'
import { call, pathOf } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { Form, useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { answersForOffice, usePresent, useProfile } from '../session.ts'

type Ahead = {
  readonly people: readonly { readonly person: string; readonly posts: readonly string[] }[]
}

/** The manager's word to an operator for this case, where the document wants one for each. */
export function Instructing({ now }: { readonly now: CaseNow }) {
  const profile = useProfile()
  const present = usePresent()
  const { direction } = profile.operators
  const mayInstruct = direction.kind === 'perAct' && answersForOffice(present)
  const [to, setTo] = useState('')
  const [told, setTold] = useState('')
  const { problem, isBusy, send } = useSending()
  const { data } = useQuery({
    queryKey: ['people', now.id],
    queryFn: async () => {
      const path = pathOf('api', 'cases', now.id, 'ahead')
      return (await call<Ahead>('POST', path, { viewers: [], witnesses: [] })).json
    },
    enabled: mayInstruct && now.sessions !== null,
  })
  if (!mayInstruct || !now.sessions) return null
  const word = postWord(profile, 'operator')
  const operators = (data?.people ?? []).filter(({ posts }) => posts.includes('operator'))
  return (
    <Card title={`${word}への指示`}>
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await call('POST', '/api/instructions', { to, request: now.id })
            setTold(to)
            await queries.invalidateQueries()
          })
        }
      >
        <Select
          label={`この件を扱わせる${word}`}
          isRequired
          value={to}
          onChange={setTo}
          choices={operators.map(({ person }) => ({ value: person, label: person }))}
        />
        <p>
          <Button type="submit" isBusy={isBusy} reason={to === '' ? '人を選んでください' : null}>
            この件について指示する
          </Button>
        </p>
      </Form>
      {told && <Notice kind="success" title={`${told}さんに指示しました`} isLive />}
      <div className="mt-3">
        <BasisLine basis={direction.notStanding ?? direction.by} />
      </div>
    </Card>
  )
}
