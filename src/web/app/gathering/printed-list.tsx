import type { GatheringNow, Link } from '#desk/gatherings.ts'
import { whenWords } from './words.ts'

/** For whoever rings or walks round: a slip for each, with boxes to tick. It says nothing of the case. */
export function PrintedList({
  gathering: { fromUs, minutes, place, answerByUs, called },
  links,
}: {
  readonly gathering: GatheringNow
  readonly links: readonly Link[]
}) {
  return (
    <section className="hidden print:block" aria-hidden="true">
      <p className="mb-2">
        日時: {whenWords(fromUs)}から（{minutes}分くらい）
        <br />
        場所: {place}
        <br />
        返事の期限: {whenWords(answerByUs)}
      </p>
      {called.map(({ person, coming }) => {
        const code = links.find(link => link.person === person)?.code
        return (
          <div key={person} className="break-inside-avoid border-t border-dashed border-black py-4">
            <p className="text-[1.25rem] font-700">
              {person}　様
              {coming !== null && `（返事済み: ${coming ? '行けます' : '行けません'}）`}
            </p>
            <p>
              立会いのお願い　{whenWords(fromUs)}から（{minutes}分くらい）　{place}
            </p>
            <p className="mt-2">□ 行けます　　□ 行けません　　聞いた人:　　　　　　　　日時:</p>
            {code && (
              <p className="mt-2">
                {window.location.origin}/come を開き、番号 <strong>{code}</strong>{' '}
                を入れても返事ができます（一度だけ）
              </p>
            )}
          </div>
        )
      })}
    </section>
  )
}
