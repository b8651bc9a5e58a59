export type Place = { readonly id: string; readonly name: string }

/** Places of a long page, beside it where there is room. */
export function SideNav({
  label,
  places,
}: {
  readonly label: string
  readonly places: readonly Place[]
}) {
  return (
    <nav aria-label={label} className="lg:sticky lg:top-4 lg:max-h-[90dvh] lg:overflow-y-auto">
      <ul className="border-l-4 border-solid-gray-200">
        {places.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="block min-h-11 px-3 py-2 text-key-900 underline underline-offset-4 hover:bg-key-50"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
