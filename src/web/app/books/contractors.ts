import { choice, choices, dayUs, flag, given, line, maybe, names, paper } from '../said/field.ts'
import { day, moment } from '../words.ts'
import type { Book } from './book.ts'

const keeping = {
  no: '映像を預けない',
  here: 'この装置の中だけで扱う',
  elsewhere: '外で預かる',
} as const

export const contractors: Book<'engagement'> = {
  kind: 'engagement',
  path: 'contractors',
  title: '委託先',
  says: '誓約・契約・来る人',
  teaches:
    '保守や警備を頼む相手を書きます。誓約書と契約書の写し、来る人の名簿がそろうまで、作業は始められません。',
  number: (count, year) => `${year} 委託第${count + 1}号`,
  begins: id => ({
    type: 'EnterContractor',
    title: '委託先を書き入れる',
    button: '書き入れる',
    fields: {
      id: given(id),
      name: line('委託先の名'),
      work: line('頼むこと', { hint: '保守、警備、設置など' }),
      keepsFootage: choice('映像の扱い', keeping),
    },
  }),
  name: state => (state.status === 'none' ? '' : `${state.name}（${state.work}）`),
  stage: state =>
    state.status === 'none' || state.status === 'ended'
      ? { name: '終わり', tone: 'gray' }
      : state.working.length > 0
        ? { name: '作業中', tone: 'orange' }
        : { name: '委託中', tone: 'green' },
  facts: (state, { profile }) =>
    state.status === 'none'
      ? []
      : [
          { name: '書き入れた日時', says: moment(state.enteredAtUs) },
          { name: '映像の扱い', says: keeping[state.keepsFootage] },
          {
            name: profile.engagement.pledge?.document ?? '誓約書',
            says: state.pledge
              ? `${day(state.pledge.fromUs)}から${day(state.pledge.untilUs - 1)}まで`
              : '',
          },
          {
            name: '契約書',
            says: state.contract
              ? `${day(state.contract.fromUs)}から${day(state.contract.untilUs - 1)}まで`
              : '',
          },
          { name: '来る人', says: state.workers.map(({ name }) => name).join('、') },
          { name: 'いま作業している人', says: state.working.join('、') || 'いません' },
        ],
  next: (state, { profile }) =>
    state.status !== 'engaged'
      ? []
      : [
          {
            type: 'HandInPledge',
            title: `${profile.engagement.pledge?.document ?? '誓約書'}を受け取る`,
            button: '受け取ったことを記録する',
            fields: {
              sha256: paper('写し'),
              fromUs: dayUs('いつから'),
              untilUs: maybe(dayUs('いつまで', true), null),
            },
          },
          {
            type: 'SignContract',
            title: '契約書を交わす',
            button: '契約を記録する',
            fields: {
              sha256: paper('写し'),
              clauses: choices(
                '書かれている条',
                profile.engagement.clauses.map(({ id, says }) => ({ value: id, label: says })),
              ),
              fromUs: dayUs('いつから'),
              untilUs: dayUs('いつまで', true),
            },
          },
          {
            type: 'BeginWork',
            title: '作業を始める',
            button: '始めたことを記録する',
            fields: { workers: names('来た人'), seesFootage: flag('録画された映像を見る') },
          },
          ...(state.working.length > 0
            ? ([
                {
                  type: 'EndWork',
                  title: '作業を終える',
                  button: '終えたことを記録する',
                  fields: {},
                },
              ] as const)
            : []),
          {
            type: 'EndEngagement',
            title: '委託を終える',
            button: '委託を終える',
            isFinal: true,
            fields: {},
          },
        ],
}
