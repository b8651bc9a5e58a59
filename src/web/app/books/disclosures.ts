import { cells, choice, flag, given, line, lines, names, ranges } from '../said/field.ts'
import { cameraWords, moment, rangeWords } from '../words.ts'
import type { Book } from './book.ts'

const whos = { subject: '映っている本人', proxy: '本人の代理人', other: 'それ以外の人' } as const
const outcomes = { granted: '開示する', inPart: '一部を開示する', denied: '開示しない' } as const

export const disclosures: Book<'disclosure'> = {
  kind: 'disclosure',
  path: 'disclosures',
  title: '開示の求め',
  says: '自分の映像を見たいという求め',
  teaches:
    '「自分が映っている映像を見せてほしい」という求めを受けたら、ここに書きます。法令による開示請求か、この規程による求めかで、進め方が違います。',
  number: (count, year) => `${year} 開示第${count + 1}号`,
  begins: (id, { profile }) => ({
    type: 'ReceiveDisclosureRequest',
    title: '開示の求めを受ける',
    button: '受け付ける',
    fields: {
      id: given(id),
      track: choice('どの求めか', {
        ...(profile.disclosure.informalGround ? { informal: 'この規程による求め' } : {}),
        ...(profile.disclosure.statutory ? { statutory: profile.disclosure.statutory.name } : {}),
        ...(profile.disclosure.byOthers
          ? { freedomOfInformation: profile.disclosure.byOthers.track }
          : {}),
      } as Readonly<Record<'informal' | 'statutory' | 'freedomOfInformation', string>>),
      statutory: flag('「開示請求」と、はっきり言っている'),
      who: choice('だれから', whos),
      name: line('氏名'),
      ranges: ranges('どの映像か'),
      entries: cells(profile.disclosure.method?.entries ?? []),
    },
  }),
  name: state => (state.status === 'none' ? '' : `${state.name}（${whos[state.who]}）`),
  stage: state =>
    state.status === 'none'
      ? { name: '', tone: 'gray' }
      : state.disclosedAtUs !== null
        ? { name: '開示した', tone: 'gray' }
        : state.outcome
          ? { name: outcomes[state.outcome], tone: state.outcome === 'denied' ? 'red' : 'green' }
          : { name: '決定がまだ', tone: 'orange' },
  facts: (state, { cameras, profile }) =>
    state.status === 'none'
      ? []
      : [
          { name: '受けた日時', says: moment(state.receivedAtUs) },
          { name: '求めた人', says: `${state.name}\n${whos[state.who]}` },
          {
            name: '映像',
            says: state.ranges
              .map(
                ({ camera, fromMinute, toMinute }) =>
                  `${cameraWords(cameras, camera)}\n${rangeWords(fromMinute, toMinute)}`,
              )
              .join('\n'),
          },
          { name: '本人の確認', says: state.identified ? '確かめました' : '' },
          { name: '映像を捜した', says: state.searched ? '捜しました' : '' },
          ...profile.disclosure.checks.map(({ id, asks }) => {
            const answer = state.checks[id]
            return {
              name: asks,
              says: answer ? `${answer.holds ? 'はい' : 'いいえ'}。${answer.facts}` : '',
            }
          }),
          { name: '決定', says: state.outcome ? outcomes[state.outcome] : '' },
          {
            name: '開示した日時',
            says: state.disclosedAtUs === null ? '' : moment(state.disclosedAtUs),
          },
        ],
  next: (state, { profile }) => {
    if (state.status === 'none' || state.disclosedAtUs !== null || state.outcome === 'denied') {
      return []
    }
    if (state.outcome) {
      return [{ type: 'Disclose', title: '開示する', button: '開示したことを記録する', fields: {} }]
    }
    return [
      ...(state.identified
        ? []
        : ([
            {
              type: 'IdentifyPerson',
              title: '本人を確かめる',
              button: '確かめたことを記録する',
              fields: {
                facts: names('確かめた事柄', {
                  hint: `${profile.disclosure.identity.facts}つ以上。種類だけを一行にひとつずつ書き、写しは取りません`,
                }),
                byPicture: flag('映像の顔とも見比べた（それだけでは確かめたことになりません）'),
              },
            },
          ] as const)),
      ...(state.identified && !state.searched
        ? ([
            { type: 'BeginSearch', title: '映像を捜す', button: '捜し始める', fields: {} },
          ] as const)
        : []),
      ...profile.disclosure.checks
        .filter(({ id }) => !state.checks[id])
        .map(({ id, asks }) => ({
          type: 'AnswerCheck' as const,
          title: asks,
          button: '答えを記録する',
          fields: { check: given(id), answer: answer() },
        })),
      {
        type: 'DecideDisclosure',
        title: '決める',
        button: 'この決定を記録する',
        fields: { outcome: choice('決定', outcomes), reasons: lines('理由') },
      },
    ]
  },
}

const answer = () => {
  const facts = lines('はい・いいえと、そう言える事実', {
    hint: '「はい。…」か「いいえ。…」で書き始めます',
  })
  return {
    ...facts,
    read: async (...typed: Parameters<typeof facts.read>) => {
      const says = await facts.read(...typed)
      const found = says === undefined ? null : /^(はい|いいえ)[。、\s]*(.*)$/s.exec(says)
      return found ? { holds: found[1] === 'はい', facts: found[2] ?? '' } : undefined
    },
  }
}
