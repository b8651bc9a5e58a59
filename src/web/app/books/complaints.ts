import { camera, choice, given, line, lines, maybe } from '../said/field.ts'
import { cameraWords, moment } from '../words.ts'
import type { Book } from './book.ts'

const kinds = { complaint: '苦情', enquiry: '問い合わせ' } as const

export const complaints: Book<'complaint'> = {
  kind: 'complaint',
  path: 'complaints',
  title: '苦情・問い合わせ',
  says: '受けた日から返事まで',
  teaches:
    '電話・窓口・手紙で受けた苦情や問い合わせを、聞いたとおりに書きます。返事をするまで、期限が「今日やること」に出ます。',
  number: (count, year) => `${year} 苦情第${count + 1}号`,
  begins: id => ({
    type: 'ReceiveComplaint',
    title: '苦情・問い合わせを受ける',
    button: '受け付ける',
    fields: {
      id: given(id),
      kind: choice('どちらか', kinds),
      from: maybe(line('だれから', { hint: '名乗らないときは空けておきます' }), ''),
      contact: maybe(line('連絡先', { hint: '返事の届く電話か住所' }), null),
      camera: maybe(camera('どのカメラのことか'), null),
      matter: lines('聞いたこと'),
    },
  }),
  name: state => (state.status === 'none' ? '' : state.matter),
  stage: state =>
    state.status !== 'open'
      ? { name: '済み', tone: 'gray' }
      : state.answer === null
        ? { name: '返事がまだ', tone: 'orange' }
        : { name: '返事をした', tone: 'blue' },
  facts: (state, { cameras }) =>
    state.status === 'none'
      ? []
      : [
          { name: '受けた日時', says: moment(state.receivedAtUs) },
          { name: '種類', says: kinds[state.kind] },
          {
            name: '相手',
            says: [state.from || '名乗らない', state.contact].filter(Boolean).join('\n'),
          },
          { name: 'カメラ', says: state.camera ? cameraWords(cameras, state.camera) : '特になし' },
          { name: '内容', says: state.matter },
          {
            name: '受けたことの知らせ',
            says: state.acknowledgedAtUs === null ? '' : moment(state.acknowledgedAtUs),
          },
          { name: '対応', says: state.actions.join('\n') },
          { name: '返事', says: state.answer },
          { name: '閉じた日時', says: state.closedAtUs === null ? '' : moment(state.closedAtUs) },
        ],
  next: state =>
    state.status !== 'open'
      ? []
      : [
          ...(state.acknowledgedAtUs === null && state.contact !== null
            ? ([
                {
                  type: 'AcknowledgeComplaint',
                  title: '受け取ったことを知らせる',
                  button: '知らせた',
                  fields: {},
                },
              ] as const)
            : []),
          {
            type: 'RespondToComplaint',
            title: '対応を書く',
            button: '対応を記録する',
            fields: { action: lines('したこと') },
          },
          {
            type: 'AnswerComplaint',
            title: '返事をする',
            button: '返事を記録する',
            fields: { says: lines('返事の文', { hint: '送ったとおりに書きます' }) },
          },
          {
            type: 'CloseComplaint',
            title: '閉じる',
            button: 'この件を閉じる',
            says: '対応か返事のない苦情は閉じられません。',
            isFinal: true,
            fields: {},
          },
        ],
}
