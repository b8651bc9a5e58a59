import type { Finding } from '../report.ts'

/** What `check` found, one line for each kind and place, with a bound so that one broken disk does not fill a terminal. */
export type FindingLog = {
  add(kind: string, place: string, ja: string, en: string): void
  readonly all: readonly Finding[]
}

const mostOfAKind = 50

export function findingLog(): FindingLog {
  const all: Finding[] = []
  const counts = new Map<string, number>()
  return {
    all,
    add(kind, place, ja, en) {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      if (count <= mostOfAKind) all.push({ kind, place, ja, en })
      else if (count === mostOfAKind + 1) {
        all.push({
          kind,
          place: '…',
          ja: '同じ種類の異状がほかにもあります',
          en: 'more of the same kind',
        })
      }
    },
  }
}
