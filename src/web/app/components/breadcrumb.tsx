import { Link } from '@tanstack/react-router'

export type Crumb = {
  readonly name: string
  readonly to?: string
  readonly params?: Readonly<Record<string, string>>
}

/** The way here, the last one being here. */
export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="現在位置" className="print:hidden">
      <ol className="flex flex-wrap gap-x-2 text-[1rem]">
        {crumbs.map(({ name, to, params }, at) => (
          <li key={name} className="flex gap-2">
            {at > 0 && <span aria-hidden="true">›</span>}
            {to ? (
              <Link
                to={to}
                params={params as never}
                className="text-key-900 underline underline-offset-4 hover:bg-key-50"
              >
                {name}
              </Link>
            ) : (
              <span aria-current="page">{name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
