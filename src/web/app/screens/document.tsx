import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { warekiDay, warekiMoment } from '#civil/wareki.ts'
import type { Passage } from '#law/quote.ts'
import type { Versions } from '#web/answers.ts'
import { read } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Fold } from '../components/fold.tsx'
import { Notice } from '../components/notice.tsx'
import { SideNav } from '../components/side-nav.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Enforcing, enforcedBy } from '../enforced.ts'
import { Screen } from '../screen.tsx'
import { answersForOffice, usePresent, useProfile } from '../session.ts'

const textQuery = queryOptions({
  queryKey: ['document-text'],
  queryFn: async () =>
    (await read<{ passages: readonly Passage[] }>('/api/document/text')).passages,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The document in its own words and order, each passage beside what it makes the machine do. */
export function Document() {
  const profile = useProfile()
  const { data: passages } = useSuspenseQuery(textQuery)
  const [words, setWords] = useState('')
  const { byQuote, house } = useMemo(() => enforcedBy(profile), [profile])
  const shown = passages.filter(({ cite, quote }) => `${cite} ${quote}`.includes(words.trim()))
  const articles = [...Map.groupBy(shown, ({ cite }) => articleOf(cite))]
  const { owner, effectiveFrom } = profile
  return (
    <Screen title="規程">
      <Card title={profile.title}>
        <Facts
          facts={[
            { name: '版', says: profile.version },
            {
              name: '施行',
              says: effectiveFrom
                .map(({ day }) => (day === null ? '日付は空欄' : warekiDay(day)))
                .join('、'),
            },
            { name: '所管', says: owner?.unit ?? '定めがありません' },
          ]}
        />
        <Amendments />
        <div className="mt-4 max-w-xl">
          <TextField label="文の中を探す" isRequired={null} value={words} onChange={setWords} />
        </div>
      </Card>
      {passages.length === 0 && (
        <Notice kind="warning" title="この規程の文は、ここにはありません">
          <p>規程のデータだけが入っています。文は所管の部署で確かめてください。</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[15rem_1fr]">
        <div className="max-lg:hidden">
          <SideNav
            label="条"
            places={[
              ...articles.map(([name]) => ({ id: idOf(name), name })),
              { id: 'house', name: '内規' },
            ]}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {articles.map(([name, own]) => (
            <div key={name} id={idOf(name)} className="scroll-mt-4">
              <Card title={name}>
                <ul className="divide-y divide-solid-gray-300">
                  {own.map(passage => (
                    <PassageRow
                      key={`${passage.cite} ${passage.quote}`}
                      passage={passage}
                      enforcing={byQuote.get(passage.quote) ?? null}
                    />
                  ))}
                </ul>
              </Card>
            </div>
          ))}
          {words.trim() !== '' && shown.length === 0 && <p>「{words}」は文にありません。</p>}
          <div id="house" className="scroll-mt-4">
            <Card title="内規">
              <p className="mb-2">
                規程が黙っているところを、本システムが補っている決まりです。規程の条文ではありません。
              </p>
              <Fold head={<span className="font-700">内規を読む（{house.length}）</span>}>
                <ul className="flex list-disc flex-col gap-1 pl-6">
                  {house.map(rule => (
                    <li key={rule}>{rule}</li>
                  ))}
                </ul>
              </Fold>
            </Card>
          </div>
        </div>
      </div>
    </Screen>
  )
}

const versionsQuery = queryOptions({
  queryKey: ['versions'],
  queryFn: () => read<Versions>('/api/document/versions'),
})

/** Which versions were adopted, and where the next one is. */
function Amendments() {
  const { nowUs, inForce, adopted } = useSuspenseQuery(versionsQuery).data
  const present = usePresent()
  return (
    <div className="mt-4 flex flex-col gap-2">
      {adopted.map(({ version, fromUs }) => (
        <p key={version}>
          {warekiMoment(fromUs)}から「{version}」{' '}
          {version === inForce ? <Tag tone="green">施行中</Tag> : null}
          {fromUs > nowUs ? <Tag tone="orange">施行前</Tag> : null}
        </p>
      ))}
      {answersForOffice(present) && (
        <p>
          <ButtonLink to="/document/amend">改正を当てはめる</ButtonLink>
        </p>
      )}
    </div>
  )
}

function PassageRow({
  passage: { cite, quote, because },
  enforcing,
}: {
  readonly passage: Passage
  readonly enforcing: Enforcing | null
}) {
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 md:grid-cols-[1fr_18rem]">
      <div className="min-w-0">
        <p className="text-[1rem] font-700 text-solid-gray-700">{cite}</p>
        <p>{quote}</p>
        {enforcing?.readings.map(({ reading, says }) => (
          <p key={reading} className="mt-1 border-l-4 border-purple-300 pl-3">
            <Tag tone="purple">読み方 {reading}</Tag> {says}
          </p>
        ))}
      </div>
      <div className="min-w-0">
        {enforcing ? (
          <>
            <p className="text-[1rem] text-solid-gray-700">ここが働かせるもの</p>
            <ul className="flex flex-wrap gap-1">
              {enforcing.parts.map(part => (
                <li key={part}>
                  <Tag tone="blue">{part}</Tag>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="text-[1rem] text-solid-gray-700">{because ?? 'ほかの条とともに働きます'}</p>
        )}
      </div>
    </li>
  )
}

/** 「第6条第1項第2号」 → 「第6条」, 「運用基準10（1）」 → 「運用基準10」. */
const articleOf = (cite: string): string =>
  /^第\d+条(?:の\d+)?/.exec(cite)?.[0] ?? /^[^（(]+/.exec(cite)?.[0].trim() ?? cite

const idOf = (name: string): string => `p-${encodeURIComponent(name)}`
