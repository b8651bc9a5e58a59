import type { ReactNode } from 'react'

export type Fact = { readonly name: string; readonly says: ReactNode }

/** Names and what they are, as on a form; what is not there yet says so. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-solid-gray-200">
      {facts.map(({ name, says }) => (
        <div key={name} className="grid gap-x-4 py-2 sm:grid-cols-[10rem_1fr]">
          <dt className="font-700">{name}</dt>
          <dd className="min-w-0 whitespace-pre-line">
            {says === '' || says === null || says === undefined ? (
              <span className="text-solid-gray-700">まだありません</span>
            ) : (
              says
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
