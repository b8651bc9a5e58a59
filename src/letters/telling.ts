import type { Approved } from '#domain/approval/state.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { actWord, postWord } from '#law/called.ts'
import type { Letter } from './letter.ts'
import type { Writing } from './setting.ts'
import { actsWords, bodyWord, conditionWords, rangeRow, underWords } from './setting.ts'

type About = { readonly request: OpenRequest; readonly approved: Approved }

/** 告知文: told to whoever sees pictures, before the first of them. */
export function notice({ profile }: Writing, about: About | null): Letter {
  const { secrecy } = profile
  const recipients = secrecy.recipients ?? secrecy.notice.by
  const bound = secrecy.binds.map(post => postWord(profile, post)).join('・')
  return {
    id: 'notice',
    title: '告知文',
    under: underWords(recipients),
    number: about?.request.id ?? '',
    day: '',
    to: '画像を見る方、立ち会う方へ',
    from: bodyWord(profile),
    parts: [
      { kind: 'words', says: secrecy.notice.says },
      {
        kind: 'words',
        says: `この決まりは、${bound}にも同じく及びます。この文を見せたことを記録してから、画像を映します。`,
      },
      {
        kind: 'table',
        rows: [
          { name: '行為', says: about ? actsWords(profile, about.approved.acts) : '' },
          { name: '目的', says: about?.approved.purpose ?? '', isLong: true },
        ],
      },
      {
        kind: 'grid',
        widthsMm: [40, null, 40],
        heads: ['告げた日時', '所属・氏名', '告げた者'],
        rows: Array.from({ length: 5 }, () => ['', '', '']),
      },
    ],
    bases: [
      secrecy.by,
      ...(secrecy.recipients ? [secrecy.recipients] : []),
      ...(secrecy.afterPost ? [secrecy.afterPost] : []),
      secrecy.notice.by,
    ],
    isBlank: about === null,
  }
}

/** 提供条件書兼受領書, or what the document calls it: what a recipient of a copy is bound to. */
export function terms(writing: Writing, about: About | null): Letter | null {
  const { profile } = writing
  const { copies } = profile
  if (copies.conditions.length === 0) return null
  const word = actWord(profile, 'takeOut')
  const basis = copies.told?.by ?? copies.conditions[0]!.by
  const { organisation = '', post = '', name = '' } = about?.request.requester ?? {}
  const who = [organisation, post, name].filter(Boolean).join('　')
  return {
    id: 'terms',
    title: copies.told?.document ?? `${copies.word}の条件書兼受領書`,
    under: underWords(basis),
    number: about?.request.id ?? '',
    day: '',
    to: who === '' ? '' : `${who}　様`,
    from: bodyWord(profile),
    parts: [
      {
        kind: 'words',
        says: `${word}に当たり、次の条件を守ってください。守ることを承知のうえで受け取ったことを、下に署名してください。`,
      },
      { kind: 'numbered', items: conditionWords(copies.conditions) },
      {
        kind: 'table',
        rows: [
          { name: '目的', says: about?.approved.purpose ?? '', isLong: true },
          rangeRow(writing, about?.approved.ranges ?? []),
          { name: '媒体の番号', says: '' },
          { name: '写しの照合値', says: '' },
          { name: '終わり方', says: copies.endings.map(({ word }) => `□ ${word}`).join('　') },
        ],
      },
      { kind: 'signature', says: '条件を承知し、写しを受け取りました。', name: who },
      ...(copies.told
        ? [
            {
              kind: 'words',
              says: `署名がないときは、「${copies.told.ifUnsigned}」と書き、告げた者が名と日時を残します。`,
            } as const,
          ]
        : []),
    ],
    bases: [...copies.conditions.map(({ by }) => by), ...(copies.told ? [copies.told.by] : [])],
    isBlank: about === null,
  }
}
