import type { Engaged } from '#domain/engagement/words.ts'
import type { Letter } from './letter.ts'
import { bodyWord, dayWords, underWords, type Writing } from './setting.ts'

/** 誓約書: a contractor promises secrecy, until a day. */
export function pledge({ profile }: Writing, engaged: Engaged | null): Letter {
  const { engagement, secrecy, footage } = profile
  const { pledge } = engagement
  const basis = pledge?.by ?? secrecy.pledge
  const term = engaged?.pledge ?? engaged?.contract
  return {
    id: engaged ? `pledge-${engaged.id}` : 'pledge',
    title: pledge?.document ?? '誓約書',
    under: underWords(basis),
    number: '',
    day: term ? dayWords(term.fromUs) : '',
    to: `${bodyWord(profile)}　あて`,
    from: '',
    parts: [
      {
        kind: 'words',
        says: `委託を受けた業務（${engaged?.work ?? '　　　　　　　　　　　　'}）を行うに当たり、次のことを誓約します。`,
      },
      {
        kind: 'numbered',
        items: [
          `業務で知り得た${footage.word}の内容や個人に関する情報を、ほかの人に漏らさず、業務のほかに使いません。業務が終わった後も同じです。`,
          engagement.noPictures
            ? `録画された${footage.word}を見ません。複写や持ち出しもしません。`
            : `${footage.word}は、委託の契約に定めた範囲のほかには、見ず、複写せず、持ち出しません。`,
          '従事する者に、この誓約を守らせます。',
          '漏えいなどの事故やそのおそれを知ったときは、すぐに知らせます。',
        ],
      },
      {
        kind: 'table',
        rows: [
          { name: '事業者', says: engaged?.name ?? '' },
          { name: '業務', says: engaged?.work ?? '' },
          { name: '誓約の始まり', says: term ? dayWords(term.fromUs) : '' },
          { name: '誓約の終わりの日', says: term ? dayWords(term.untilUs - 1) : '' },
          {
            name: '従事する者',
            says: engaged?.workers.map(({ name }) => name).join('、') ?? '',
            isLong: true,
          },
        ],
      },
      {
        kind: 'signature',
        says: '所在地・名称・代表者名を書き、署名してください。',
        name: engaged?.name ?? '',
      },
    ],
    bases: [
      basis,
      ...(pledge ? [pledge.endDate] : []),
      ...(engagement.noPictures ? [engagement.noPictures] : []),
      secrecy.by,
    ],
    isBlank: engaged === null,
  }
}
