import { text } from '#commands/command.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { isRefusal } from '#law/basis.ts'
import { type Case, cases } from './decision/cases.ts'
import { callOf, cedar } from './decision/cedar.ts'
import type { Note } from './figures.ts'
import type { Line, Measured } from './line.ts'
import { notRun } from './line.ts'
import type { Plan } from './plan.ts'

const windows = 5

/** N8: deciding whether approved pictures may be opened before two witnesses; Cedar decides the same beside it. */
export async function decisionLines({ decision }: Plan, note: Note): Promise<readonly Line[]> {
  note(text('判断する', 'deciding'))
  const ours = measured(decision.rounds, cases, ({ opening, facts }) => {
    return !isRefusal(viewing.decide(facts, viewing.initial, opening))
  })
  note(text('Cedar が判断する', 'Cedar decides'))
  return [
    {
      figure: 'N8',
      key: 'N8/viewing',
      what: text(
        '判断 1 回（KAI の閲覧を始める。半分は拒否）',
        'one decision (KAI, opening a viewing; half refused)',
      ),
      unit: 'CPU-µs',
      better: 'lower',
      target: { atMost: 20 },
      digits: 2,
      ours,
      beside: [{ who: 'Cedar', measured: await besides(decision.rounds), ratio: null }],
    },
  ]
}

async function besides(rounds: number): Promise<Measured> {
  try {
    const decide = await cedar()
    const asked = cases.map(one => ({ call: callOf(one), allowed: one.allowed }))
    return measured(Math.ceil(rounds / 20), asked, ({ call }) => decide(call))
  } catch (error) {
    return notRun((error as Error).message)
  }
}

/** CPU-µs of a decision, once for each window. Throws where a decision is another than expected. */
function measured<T extends Pick<Case, 'allowed'>>(
  rounds: number,
  asked: readonly T[],
  decide: (one: T) => boolean,
): readonly number[] {
  const window = () => {
    const before = process.cpuUsage()
    for (let round = 0; round < rounds; round++) {
      for (const one of asked) if (decide(one) !== one.allowed) throw new Error('decided otherwise')
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / (rounds * asked.length)
  }
  window()
  return Array.from({ length: windows }, window)
}
