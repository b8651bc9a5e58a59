import { cameras, dayTime, flag, given, line, lines } from '../said/field.ts'
import { cameraWords, moment } from '../words.ts'
import type { Book } from './book.ts'

export const incidents: Book<'incident'> = {
  kind: 'incident',
  path: 'incidents',
  title: '漏えいなどの事故',
  says: '気づいてから再発防止まで',
  teaches:
    '映像や媒体が外に出た・なくなった・見られたと気づいたら、分かることだけですぐに書いてください。だれでも書けます。止め方・知らせ先・原因は、あとから書き足します。',
  number: (count, year) => `${year} 事故第${count + 1}号`,
  begins: id => ({
    type: 'FindIncident',
    title: '事故に気づいた',
    button: '記録する',
    fields: {
      id: given(id),
      foundAtUs: dayTime('気づいた時'),
      what: lines('何が起きたか', { hint: '分かっていることだけでかまいません' }),
      cameras: cameras('関わるカメラ'),
    },
  }),
  name: state => (state.status === 'none' ? '' : state.what),
  stage: state =>
    state.status !== 'open'
      ? { name: '済み', tone: 'gray' }
      : state.containedAtUs === null
        ? { name: '止まっていない', tone: 'red' }
        : { name: '対応中', tone: 'orange' },
  facts: (state, beside) =>
    state.status === 'none'
      ? []
      : [
          { name: '気づいた日時', says: moment(state.foundAtUs) },
          { name: '起きたこと', says: state.what },
          {
            name: 'カメラ',
            says:
              state.cameras.map(one => cameraWords(beside.cameras, one)).join('\n') || '特になし',
          },
          {
            name: '止めた日時',
            says: state.containedAtUs === null ? '' : moment(state.containedAtUs),
          },
          {
            name: '規程を持つ課への知らせ',
            says: state.ownerToldAtUs === null ? '' : moment(state.ownerToldAtUs),
          },
          {
            name: '法令による報告',
            says: state.outside
              ? `${state.outside.due ? `要る（${state.outside.to}）` : '要らない'}\n${state.outside.provision}`
              : '',
          },
          { name: '閉じた日時', says: state.closedAtUs === null ? '' : moment(state.closedAtUs) },
        ],
  next: (state, { profile }) =>
    state.status !== 'open'
      ? []
      : [
          {
            type: 'ContainIncident',
            title: '止める',
            button: '止めたことを記録する',
            fields: { how: lines('どう止めたか') },
          },
          {
            type: 'TellOwner',
            title: '規程を持つところへ知らせる',
            button: '知らせたことを記録する',
            fields: { to: line('だれに', { first: profile.owner?.unit ?? '' }) },
          },
          {
            type: 'SettleReports',
            title: '法令による報告が要るかを決める',
            button: '決めて記録する',
            says: '個人情報の保護に関する法律などで、報告や本人への通知が要るかどうかを調べて書きます。',
            fields: {
              to: line('報告する先', { hint: '要らないときは「なし」' }),
              provision: line('調べた法令と条'),
              due: flag('報告が要る'),
            },
          },
          {
            type: 'CloseIncident',
            title: '閉じる',
            button: 'この件を閉じる',
            isFinal: true,
            fields: { cause: lines('原因'), prevention: lines('再発を防ぐためにしたこと') },
          },
        ],
}
