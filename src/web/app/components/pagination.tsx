import { Button } from './button.tsx'

/** From page to page of a long list; pages count from 1. */
export function Pagination({
  page,
  pages,
  onGo,
}: {
  readonly page: number
  readonly pages: number
  readonly onGo: (page: number) => void
}) {
  if (pages <= 1) return null
  return (
    <nav aria-label="ページ" className="flex flex-wrap items-start gap-3">
      <Button onClick={() => onGo(page - 1)} reason={page > 1 ? null : '最初のページです'}>
        前へ
      </Button>
      <p aria-live="polite" className="flex min-h-12 items-center">
        {pages}ページ中{page}ページ目
      </p>
      <Button onClick={() => onGo(page + 1)} reason={page < pages ? null : '最後のページです'}>
        次へ
      </Button>
    </nav>
  )
}
