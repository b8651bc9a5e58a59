import { useState } from 'react'
import type { AppointmentState } from '#domain/appointment/words.ts'
import { act } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Form } from '../form.tsx'
import { useProfile } from '../session.ts'
import { useAct } from '../signing.tsx'
import { type Seat, Seats, seatsSaid } from './seats.tsx'

/** The new roster of the committee, whole: whoever is not on it goes when it takes office. */
export function Election({
  office,
  onDone,
}: {
  readonly office: AppointmentState
  readonly onDone: () => Promise<unknown>
}) {
  const profile = useProfile()
  const committee = profile.committee!
  const [seats, setSeats] = useState<readonly Seat[]>(() => seatsNow(office))
  const { run, problem, isBusy, dialog } = useAct(`${committee.name}の改選`, onDone)
  const said = seatsSaid(seats, committee.chair.is)
  return (
    <>
      <Form
        problem={problem}
        onSend={() =>
          run(() => act('appointment', ['main'], 'SeatCommittee', { seats: said, fromUs: now }))
        }
      >
        <p>
          いまの名簿から書き直します。名前を消した人は、新しい名簿が始まる時に退きます。それまでの人が、途切れずに務めます。
        </p>
        <BasisLine basis={committee.seats.by} />
        <Seats of={profile} seats={seats} onChange={setSeats} />
        <p>
          <Button
            type="submit"
            isBusy={isBusy}
            reason={said.length === 0 ? '名前を書いてください' : null}
          >
            この名簿を届ける
          </Button>
        </p>
      </Form>
      {dialog}
    </>
  )
}

/** The moment at which it is recorded. */
const now = 'now' as unknown as number

function seatsNow({ tenures }: AppointmentState): readonly Seat[] {
  const running = tenures.filter(({ untilUs }) => untilUs === null)
  const officers = running.filter(({ post }) => post === 'president' || post === 'vicePresident')
  const members = running.filter(
    ({ post, person }) => post === 'member' && !officers.some(one => one.person === person),
  )
  const sorted = officers.toSorted((one, other) => one.post.localeCompare(other.post))
  return [...sorted, ...members].map(({ person, post }) => ({ person, post }))
}
