import { type Text, text } from '#commands/command.ts'
import { crashLines } from './crash.ts'
import { decisionLines } from './decision.ts'
import { erasureLines } from './erasure.ts'
import { ledgerLines } from './ledger.ts'
import type { FigureNumber, Line } from './line.ts'
import type { Plan } from './plan.ts'
import { punctualityLines } from './punctuality.ts'
import { recordingLines } from './recording.ts'
import { roomLines } from './room.ts'
import { archiveLines } from './start.ts'
import { takeOutLines } from './take-out.ts'

/** Tells what is being done right now. */
export type Note = (step: Text) => void

export type Figure = {
  readonly numbers: readonly FigureNumber[]
  readonly name: Text
  /** About how long it takes on two cores. */
  readonly seconds: (plan: Plan) => number
  readonly lines: (plan: Plan, note: Note) => Promise<readonly Line[]>
}

export const figures: readonly Figure[] = [
  {
    numbers: ['N1', 'N2'],
    name: text('録画', 'recording'),
    seconds: ({ recording }) => {
      const { streams, peersUpTo, warmUpSeconds, windows, windowSeconds } = recording
      const once = warmUpSeconds + windows * windowSeconds + 4
      return streams.reduce(
        (sum, count) => sum + once * (count <= peersUpTo ? 3 : 1) + count / 4,
        15,
      )
    },
    lines: recordingLines,
  },
  {
    numbers: ['N3', 'N4'],
    name: text('起動と検索', 'start and finding'),
    seconds: ({ archive, finding }) =>
      30 +
      (archive.cameras * archive.days) / 60 +
      finding.minutes / 3 +
      finding.timelineCameras / 30,
    lines: archiveLines,
  },
  {
    numbers: ['N5'],
    name: text('取出し', 'taking out'),
    seconds: ({ takeOut }) => 10 + takeOut.minutes * (0.8 + 0.25 * takeOut.runs),
    lines: takeOutLines,
  },
  {
    numbers: ['N6'],
    name: text('消去', 'erasure'),
    seconds: ({ erasure }) => 10 + erasure.cameras / 200,
    lines: async (plan, note) => [
      ...(await erasureLines(plan, note)),
      ...(await punctualityLines(plan, note)),
    ],
  },
  {
    numbers: ['N7'],
    name: text('改ざん防止記録', 'ledger'),
    seconds: ({ ledger }) =>
      15 +
      ((ledger.windows + 0.1) * (ledger.acts + 4 * ledger.actsEach + 10 * ledger.batches)) / 200,
    lines: ledgerLines,
  },
  {
    numbers: ['N8'],
    name: text('判断', 'decision'),
    seconds: ({ decision }) => 1 + decision.rounds / 2000,
    lines: decisionLines,
  },
  {
    numbers: ['N11'],
    name: text('強制終了', 'crash'),
    seconds: ({ crash }) => 10 + (crash.kills * (2 * crash.longestMs + 3000)) / 1000,
    lines: crashLines,
  },
  {
    numbers: ['N12'],
    name: text('閲覧の部屋', 'viewing room'),
    seconds: ({ room }) => 5 + room.runs * (2 + room.pictures / 30),
    lines: roomLines,
  },
]
