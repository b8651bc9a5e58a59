import { useQuery } from '@tanstack/react-query'
import type { TerminalState } from '#domain/terminal/words.ts'
import { act, pathOf, read } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Problem } from '../components/problem.tsx'
import { useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { usePresent, useProfile } from '../session.ts'

/** Where the document keeps its screen locked away: who took it out is written before it shows anything, and its return. */
export function CheckOut() {
  const { terminals } = useProfile()
  const { person, terminal } = usePresent()
  const { problem, isBusy, send } = useSending()
  const { data: state } = useQuery({
    queryKey: ['terminal', terminal],
    queryFn: async () => {
      const path = pathOf('api', 'things', 'terminal', terminal ?? '')
      return (await read<{ state: TerminalState }>(path)).state
    },
    enabled: terminals.checkOut !== null && terminal !== null,
  })
  if (!terminals.checkOut || !terminal || state?.status !== 'enrolled') return null
  const { holder } = state
  const saying = holder
    ? () => act('terminal', [terminal], 'CheckIn', {})
    : () => act('terminal', [terminal], 'CheckOut', { holder: person })
  return (
    <Card title={`${terminals.word}の出し入れ`}>
      <p className="mb-3">
        {holder
          ? `いま ${holder}さんが持ち出しています。`
          : '保管庫にしまってあることになっています。'}
      </p>
      <Button
        isBusy={isBusy}
        onClick={() =>
          send(async () => {
            await saying()
            await queries.invalidateQueries()
          })
        }
      >
        {holder ? '保管庫にしまったと書く' : `${person}が持ち出したと書く`}
      </Button>
      <Problem problem={problem} />
      <div className="mt-3">
        <BasisLine basis={terminals.checkOut} />
      </div>
    </Card>
  )
}
