import { useState } from 'react'
import type { GatheringNow, Link } from '#desk/gatherings.ts'
import { Button, lookOf } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Fold } from '../components/fold.tsx'
import { Notice } from '../components/notice.tsx'
import { leadsNowhereElse, letterOf } from './words.ts'

/** What goes to each of them, by whatever way they are reached. The numbers are seen this once. */
export function Letters({
  gathering,
  links,
}: {
  readonly gathering: GatheringNow
  readonly links: readonly Link[]
}) {
  if (links.length === 0) return null
  return (
    <div className="print:hidden">
      <Card
        title="知らせを届ける"
        aside={<Button onClick={() => window.print()}>一覧を印刷する</Button>}
      >
        <div className="flex flex-col gap-4">
          <p>
            一人ずつ、本人の知らせを届けてください。番号は本人の返事に一度だけ使え、この画面を離れると二度と見えません（なくしたときは下で出し直せます）。
          </p>
          {leadsNowhereElse() && (
            <Notice kind="warning" title="このページの場所は、この機械でしか開けません">
              <p>
                事務室に建物の中の名前がまだないため、電話からは開けません。一覧を印刷して配るか電話で頼み、聞いた返事を下の表に書き入れてください。
              </p>
            </Notice>
          )}
          <ul className="divide-y divide-solid-gray-300">
            {links.map(link => (
              <Letter key={link.code} gathering={gathering} link={link} />
            ))}
          </ul>
        </div>
      </Card>
    </div>
  )
}

function Letter({
  gathering,
  link: { person, code },
}: {
  readonly gathering: GatheringNow
  readonly link: Link
}) {
  const [isCopied, setCopied] = useState(false)
  const letter = letterOf(person, gathering, code)
  const mail = new URLSearchParams({ subject: '立会いのお願い', body: letter })
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-700">{person}</p>
        <div className="flex flex-wrap gap-3">
          <a
            className={lookOf('outline')}
            href={`mailto:?${mail.toString().replaceAll('+', '%20')}`}
            aria-label={`${person}さんへのメールを書く`}
          >
            メールを書く
          </a>
          <Button
            onClick={() => {
              navigator.clipboard.writeText(letter).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }}
          >
            <span className="sr-only">{person}さんへの</span>知らせを写し取る
          </Button>
        </div>
      </div>
      <p role="status">
        {isCopied ? '写し取りました。電話のメッセージなどに貼り付けてください。' : ''}
      </p>
      <Fold head={`${person}さんへの知らせを読む`}>
        <pre className="overflow-x-auto rounded-8 bg-solid-gray-50 p-3 font-[inherit] whitespace-pre-wrap">
          {letter}
        </pre>
      </Fold>
    </li>
  )
}
