import type { CaseNow } from '#desk/case-now.ts'
import { BasisLine } from '../components/basis.tsx'
import { Fold } from '../components/fold.tsx'
import { Icon } from '../components/icon.tsx'

const found = {
  passed: { name: '適合', icon: 'check', look: 'bg-green-800' },
  notice: { name: '確認', icon: 'warning', look: 'bg-orange-1000' },
  failed: { name: '不足', icon: 'error', look: 'bg-error-2' },
} as const

/** 点検: what the machine finds by the document, each point on its own rule. What people judge is not in it. */
export function Inspection({ points }: Pick<CaseNow, 'points'>) {
  const open = points.filter(({ found }) => found !== 'passed')
  const passed = points.filter(({ found }) => found === 'passed')
  return (
    <>
      <PointList points={open.toSorted((one, other) => (one.found < other.found ? -1 : 1))} />
      {passed.length > 0 && (
        <Fold head={<span className="font-700">適合した点（{passed.length}）</span>}>
          <PointList points={passed} />
        </Fold>
      )}
    </>
  )
}

function PointList({ points }: Pick<CaseNow, 'points'>) {
  return (
    <ul className="mb-2 flex flex-col divide-y divide-solid-gray-300">
      {points.map((point, at) => {
        const { name, icon, look } = found[point.found]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two points may say the same on different rules
          <li key={at} className="flex items-start gap-3 py-2">
            <span
              className={`mt-0.5 inline-flex shrink-0 items-center gap-1 rounded-full px-2 text-[1rem] font-700 text-white ${look}`}
            >
              <Icon name={icon} className="size-4" />
              {name}
            </span>
            <div className="min-w-0 grow">
              <p>{point.found === 'failed' ? point.refusal.refused : point.says}</p>
              {point.found === 'failed' && (
                <p className="text-solid-gray-800">次にすること: {point.refusal.next}</p>
              )}
              <BasisLine basis={point.basis} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
