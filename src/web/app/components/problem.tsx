import { useEffect, useRef } from 'react'
import type { Problem as Told } from '#web/problem.ts'
import { GroundLine } from './basis.tsx'
import { Icon } from './icon.tsx'

/** Why it cannot be done, on which rule, and what to do next: the same three for every refusal. */
export function Problem({ problem }: { readonly problem: Told | null }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) place.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  if (!problem) return null
  const { title, detail, basis, next, members } = problem
  return (
    <div
      ref={place}
      role="alert"
      className="rounded-12 border-2 border-error-2 bg-white p-4 text-solid-gray-900"
    >
      <div className="flex items-start gap-3">
        <span className="mt-0.5 flex rounded-full bg-error-2 p-1 text-white">
          <Icon name="error" className="size-5" />
        </span>
        <div className="min-w-0 grow">
          <p className="font-700 text-error-2">{title}</p>
          <dl className="mt-2 grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_1fr]">
            <dt className="font-700">理由</dt>
            <dd>
              {detail}
              {members?.map(({ at, says }) => (
                <span key={at} className="block">
                  {at}: {says}
                </span>
              ))}
            </dd>
            {basis && (
              <>
                <dt className="font-700">根拠</dt>
                <dd>
                  <GroundLine
                    ground={{
                      kind: basis.kind,
                      printed: basis.printed,
                      quote: basis.quote ?? null,
                    }}
                    isOpen
                  />
                </dd>
              </>
            )}
            {next && (
              <>
                <dt className="font-700">次にすること</dt>
                <dd>{next}</dd>
              </>
            )}
          </dl>
        </div>
      </div>
    </div>
  )
}
