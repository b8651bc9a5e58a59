import { Icon } from './icon.tsx'

export type Step = { readonly name: string; readonly isDone: boolean }

/** Where one is among a few steps; those that are done can be gone back to. */
export function StepNav({
  steps,
  at,
  onGo,
}: {
  readonly steps: readonly Step[]
  readonly at: number
  readonly onGo?: (step: number) => void
}) {
  return (
    <nav aria-label="手順">
      <ol className="grid gap-2 sm:grid-flow-col sm:auto-cols-fr">
        {steps.map(({ name, isDone }, index) => {
          const isHere = index === at
          const look = isHere
            ? 'border-key-900 bg-key-50 text-key-1000'
            : isDone
              ? 'border-green-900 bg-white text-solid-gray-900'
              : 'border-solid-gray-420 bg-white text-solid-gray-700'
          const dot = isHere ? 'bg-key-900' : isDone ? 'bg-green-800' : 'bg-solid-gray-600'
          const inside = (
            <>
              <span
                className={`flex size-7 shrink-0 items-center justify-center rounded-full text-[1rem] font-700 text-white ${dot}`}
              >
                {isDone && !isHere ? <Icon name="check" className="size-5" /> : index + 1}
              </span>
              <span className={isHere ? 'font-700' : ''}>
                {name}
                {isDone && !isHere && <span className="sr-only">（済み）</span>}
              </span>
            </>
          )
          const shape = `flex w-full min-h-12 items-center gap-2 rounded-8 border px-3 py-2 text-left ${look}`
          return (
            <li
              key={name}
              className={isHere ? '' : 'max-sm:hidden'}
              aria-current={isHere ? 'step' : undefined}
            >
              {isDone && !isHere && onGo ? (
                <button
                  type="button"
                  className={`${shape} hover:bg-key-50 hover:underline`}
                  onClick={() => onGo(index)}
                >
                  {inside}
                </button>
              ) : (
                <span className={shape}>{inside}</span>
              )}
            </li>
          )
        })}
      </ol>
      <p className="mt-1 text-[1rem] text-solid-gray-700 sm:hidden">
        全{steps.length}段階のうち{at + 1}段階目
      </p>
    </nav>
  )
}
