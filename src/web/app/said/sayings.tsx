import type { Kind } from '#acts/kinds.ts'
import { Fold } from '../components/fold.tsx'
import { Say } from './say.tsx'
import type { Saying } from './saying.ts'

/** Several acts that can be said now, each folded until somebody wants it. */
export function Sayings<K extends Kind>({
  kind,
  ids,
  sayings,
  onDone,
}: {
  readonly kind: K
  readonly ids: readonly string[]
  readonly sayings: readonly Saying<K>[]
  readonly onDone: () => unknown
}) {
  return (
    <div className="flex flex-col divide-y divide-solid-gray-300">
      {sayings.map(saying => (
        <div key={`${saying.type} ${saying.title}`} className="py-2">
          <Fold head={<span className="font-700">{saying.title}</span>}>
            <div className="pt-3 pb-4">
              <Say kind={kind} ids={ids} saying={saying} onDone={onDone} />
            </div>
          </Fold>
        </div>
      ))}
    </div>
  )
}
