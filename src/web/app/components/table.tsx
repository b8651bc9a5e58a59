import type { ReactNode } from 'react'

export type Row = { readonly id: string; readonly cells: readonly ReactNode[] }

/** A table that scrolls by itself where the page is narrow; the first column names the row. */
export function Table({
  caption,
  heads,
  rows,
  isStacked = false,
}: {
  readonly caption: string
  /** Where the page is narrow, each row is a sheet of its own instead. */
  readonly isStacked?: boolean
  readonly heads: readonly ReactNode[]
  readonly rows: readonly Row[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-x-auto rounded-8" aria-label={caption} tabIndex={0}>
      <table
        className={`w-full border-collapse bg-white text-left ${isStacked ? 'max-md:block' : 'min-w-max'}`}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className={isStacked ? 'max-md:sr-only' : ''}>
          <tr className="border-y border-solid-gray-600 bg-solid-gray-50">
            {heads.map((head, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
              <th key={at} scope="col" className="max-w-80 px-3 py-2 align-bottom font-700">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={isStacked ? 'max-md:block' : ''}>
          {rows.map(({ id, cells }) => (
            <tr
              key={id}
              className={`border-b border-solid-gray-300 align-top hover:bg-key-50 ${isStacked ? 'max-md:block max-md:py-2' : ''}`}
            >
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th
                    key="0"
                    scope="row"
                    className={`max-w-80 px-3 py-2 ${isStacked ? 'max-md:block max-md:py-1 max-md:font-700' : ''} font-400`}
                  >
                    {cell}
                  </th>
                ) : (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                    key={at}
                    className={`max-w-96 px-3 py-2 whitespace-pre-line ${isStacked ? 'max-md:block max-md:max-w-none max-md:py-1' : ''}`}
                  >
                    {isStacked && (
                      <span className="block text-[1rem] text-solid-gray-700 md:hidden">
                        {heads[at]}
                      </span>
                    )}
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
