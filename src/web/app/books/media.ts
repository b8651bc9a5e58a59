import { choice, given, line, lines, maybe, paper, people, person } from '../said/field.ts'
import { moment } from '../words.ts'
import type { Book } from './book.ts'

const kinds = {
  recorder: '録画装置',
  card: 'メモリーカード',
  disk: 'ハードディスク',
  stick: 'USBメモリー',
  paper: '紙',
} as const
const stages = {
  inUse: { name: '使用中', tone: 'green' },
  retired: { name: '使うのをやめた', tone: 'orange' },
  destroyed: { name: '壊した', tone: 'gray' },
  discarded: { name: '廃棄済み', tone: 'gray' },
} as const

export const media: Book<'medium'> = {
  kind: 'medium',
  path: 'media',
  title: '媒体',
  says: '置き場・点検・消去・廃棄',
  teaches:
    '映像の入った（入ることのある）装置・カード・USBメモリーを一つずつ書きます。置き場の点検と、捨てる前の消去が「今日やること」に出ます。',
  number: (count, year) => `${year} 媒体第${count + 1}号`,
  begins: id => ({
    type: 'RegisterMedium',
    title: '媒体を書き入れる',
    button: '書き入れる',
    fields: {
      medium: given(id),
      kind: choice('種類', kinds),
      serial: line('製造番号・札の番号'),
      place: line('置き場'),
    },
  }),
  name: ({ state }) => (state.status === 'none' ? '' : `${kinds[state.kind]} ${state.serial}`),
  stage: ({ state }) =>
    state.status === 'none' ? { name: '', tone: 'gray' } : stages[state.status],
  facts: ({ state }) =>
    state.status === 'none'
      ? []
      : [
          { name: '種類', says: kinds[state.kind] },
          { name: '番号', says: state.serial },
          { name: '置き場', says: state.place ?? '分かりません' },
          { name: '最後に確かめた日時', says: moment(state.seenAtUs) },
          {
            name: '中身の消去',
            says: state.erasedAtUs === null ? '消していません' : moment(state.erasedAtUs),
          },
          ...(state.sourceDueUs === null
            ? []
            : [{ name: '取り込んだ映像の期限', says: moment(state.sourceDueUs) }]),
        ],
  next: ({ state }, { profile }) => {
    if (state.status === 'none' || state.status === 'discarded') return []
    if (state.status === 'destroyed') {
      return [
        {
          type: 'DiscardMedium',
          title: '廃棄して行を閉じる',
          button: '行を閉じる',
          isFinal: true,
          fields: {},
        },
      ]
    }
    return [
      {
        type: 'AttestMedium',
        title: '置き場で確かめる',
        button: '確かめたことを記録する',
        fields: { photo: paper('写真') },
      },
      {
        type: 'MoveMedium',
        title: '置き場を移す',
        button: '移したことを記録する',
        fields: {
          to: line('移す先'),
          permittedBy: maybe(person('許した人', { hint: '規程が許可を求めるとき' }), null),
        },
      },
      {
        type: 'EraseMedium',
        title: '中身を消す',
        button: '消したことを記録する',
        fields: { how: lines('どう消したか') },
      },
      ...(state.status === 'inUse'
        ? ([
            {
              type: 'RetireMedium',
              title: '使うのをやめる',
              button: 'やめたことを記録する',
              fields: { reason: lines('理由') },
            },
            {
              type: 'MissMedium',
              title: '見当たらない',
              button: '見当たらないと記録する',
              says: '事故になりうることです。続けて「漏えいなどの事故」に書いてください。',
              fields: {},
            },
          ] as const)
        : [
            {
              type: 'DestroyMedium' as const,
              title: '壊す',
              button: '壊したことを記録する',
              isFinal: true,
              fields: {
                method: line('方法', { hint: profile.media.methods.join('、') }),
                likeness: maybe(lines('規程にない方法のとき、読めなくなったと言える理由'), ''),
                people: people('立ち会った人'),
                photo: paper('壊したものの写真'),
              },
            },
          ]),
    ]
  },
}
