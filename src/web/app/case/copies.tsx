import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import type { Copy, TakeOutState } from '#domain/take-out/state.ts'
import type { Profile } from '#law/profile.ts'
import type { Ending } from '#law/vocabulary/copies.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Tag } from '../components/tag.tsx'
import { thingsQuery } from '../reads.ts'
import {
  cells,
  choice,
  choices,
  type Field,
  flag,
  given,
  line,
  lines,
  maybe,
} from '../said/field.ts'
import type { Saying } from '../said/saying.ts'
import { Sayings } from '../said/sayings.tsx'
import { useProfile } from '../session.ts'
import { moment } from '../words.ts'

const stages = {
  made: { name: 'まだ渡していません', tone: 'orange' },
  handedOver: { name: '渡しています', tone: 'blue' },
  ended: { name: '終わり', tone: 'gray' },
  discarded: { name: '廃棄', tone: 'gray' },
  lapsed: { name: '期限切れ', tone: 'gray' },
} as const

/** 持ち出し・提供: the copies that were made for this case, each until its end. */
export function Copies({
  now,
  onDone,
}: {
  readonly now: CaseNow
  readonly onDone: () => Promise<unknown>
}) {
  const profile = useProfile()
  const isAsked = now.request.acts.includes('takeOut')
  const { data: things = [] } = useQuery({ ...thingsQuery('take-out'), enabled: isAsked })
  const own = things.flatMap(({ ids: [request = '', number = ''], state }) =>
    request === now.id && isCopy(state) ? [{ number, copy: state }] : [],
  )
  return own.map(({ number, copy }) => {
    const { name, tone } = stages[copy.status]
    return (
      <Card
        key={number}
        title={`${profile.copies.word}の写し ${copy.copy}`}
        aside={<Tag tone={tone}>{name}</Tag>}
      >
        <Facts
          facts={[
            { name: '作った日時', says: `${moment(copy.madeAtUs)}\n${copy.operator}` },
            { name: '媒体', says: copy.medium },
            {
              name: '渡した相手',
              says: copy.handedOver ? `${copy.handedOver.to}\n${moment(copy.handedOver.atUs)}` : '',
            },
            {
              name: '終わり方',
              says: copy.ended
                ? `${endingWord(profile, copy.ended.kind)}　${moment(copy.ended.atUs)}`
                : '',
            },
          ]}
        />
        <Sayings
          kind="take-out"
          ids={[now.id, number]}
          sayings={sayingsOf(profile, copy)}
          onDone={onDone}
        />
        {profile.copies.endings[0] && <BasisLine basis={profile.copies.endings[0].by} />}
      </Card>
    )
  })
}

const isCopy = (state: TakeOutState): state is Copy => state.status !== 'none'

const endingWord = ({ copies }: Profile, kind: Ending): string =>
  copies.endings.find(one => one.kind === kind)?.word ?? kind

/** Cells that the form demands and people fill. */
const written = ({ registers }: Profile) =>
  registers.list
    .filter(({ of }) => of === 'takeOut' || of === 'viewingAndTakeOut')
    .flatMap(register => register.cells.filter(({ required }) => required))
    .filter(({ fact }) =>
      [
        'who',
        'organisation',
        'postAndName',
        'contact',
        'recipient',
        'note',
        'place',
        'conditions',
        'kind',
      ].includes(fact),
    )

function sayingsOf(profile: Profile, copy: Copy): readonly Saying<'take-out'>[] {
  const { copies } = profile
  if (copy.status === 'made') {
    return [
      ...(copies.confirmation && copy.confirmedBy === null
        ? ([
            {
              type: 'ConfirmCopy',
              title: '指示どおりかを確かめる',
              button: '確かめたことを記録する',
              fields: {
                asInstructed: flag('指示どおりである'),
                differences: maybe(lines('違うところ'), ''),
              },
            },
          ] as const)
        : []),
      ...(copy.toldAtUs === null
        ? ([
            {
              type: 'TellConditions',
              title: '条件を伝える',
              button: '伝えたことを記録する',
              fields: {
                told: choices(
                  '伝えた条件',
                  copies.conditions.map(({ id, says }) => ({ value: id, label: says })),
                ),
                signed: flag('受け取る人が署名した'),
                attestedBy: given([]),
              },
            },
          ] as const)
        : []),
      ...(copy.line === null
        ? ([
            {
              type: 'WriteLine',
              title: '記録簿の行を書く',
              button: '行を書く',
              says: '機械の知っていること（日時・範囲・媒体など）は、自動で入ります。',
              fields: { cells: cells(written(profile)) },
            },
          ] as const)
        : []),
      {
        type: 'HandOver',
        title: '渡す',
        button: '渡したことを記録する',
        fields: { session: given(copy.session), to: line('受け取った人') },
      },
      {
        type: 'Discard',
        title: '渡さずに廃棄する',
        button: '廃棄したことを記録する',
        isFinal: true,
        fields: { evidence: line('消したことを示すもの') },
      },
    ]
  }
  if (copy.status !== 'handedOver') return []
  return [
    {
      type: 'AnswerPurpose',
      title: '目的が続いているかを尋ねた',
      button: '答えを記録する',
      fields: { alive: flag('まだ続いている') },
    },
    {
      type: 'End',
      title: `${copies.endings.map(({ word }) => word).join('・')}を確かめる`,
      button: '終わり方を記録する',
      isFinal: true,
      fields: {
        kind: choice<Ending>(
          '終わり方',
          Object.fromEntries(copies.endings.map(({ kind, word }) => [kind, word])) as Record<
            Ending,
            string
          >,
        ),
        sha256: comparedField,
        reseal: given(false),
        evidence: maybe(line('そのことを示す文書・写真'), ''),
        statement: maybe(lines('返せないことを述べた文書の内容'), null),
        reason: maybe(
          copies.cannotReturn
            ? choice(
                '返せない理由',
                Object.fromEntries(copies.cannotReturn.reasons.map(one => [one, one])),
              )
            : line('理由'),
          '',
        ),
        resolution: maybe(line('返却不能を認めた議決の番号'), null),
      },
    },
  ]
}

/** What came back is read here and compared by its SHA-256; the pictures in it are sent nowhere. */
const comparedField: Field<string | null> = {
  input: 'paper',
  label: '戻った媒体のファイル（この画面の中だけで照合し、送りません）',
  hint: null,
  isRequired: false,
  choices: [],
  first: null,
  read: async typed => {
    if (!(typed instanceof File)) return null
    const hash = await crypto.subtle.digest('SHA-256', await typed.arrayBuffer())
    return new Uint8Array(hash).toHex()
  },
}
