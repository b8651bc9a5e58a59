import type { FootageRange } from '#domain/footage-range.ts'
import type { Requester } from '#domain/request/state.ts'
import type { Story } from './case.ts'

const officer = (post: string, name: string): Requester => ({
  ...{ kind: 'investigator', person: null, organisation: 'みどり台警察署（架空）', post, name },
  ...{ contact: '000-0000-0110（内線312）', address: 'みどり台市本町1丁目（架空）' },
})

/** Made up: nothing of it happened anywhere. */
export const stories = {
  handedOut: (ranges: readonly FootageRange[]): Story => ({
    acts: ['takeOut'],
    requester: officer('刑事課 巡査部長', '德永 栁'),
    purpose: '商店街で起きた車上ねらい事件の捜査のため',
    fact: '10月下旬の夜、商店街入口の駐車場で車の窓が割られ、かばんが盗まれた',
    ranges,
  }),
  finished: (ranges: readonly FootageRange[]): Story => ({
    acts: ['viewing'],
    requester: officer('生活安全課 警部補', '濵田 惠'),
    purpose: '行方の分からない高齢者を捜すため',
    fact: '夕方に散歩に出た83歳の男性が家に戻らず、商店街で見かけた人がいる',
    ranges,
  }),
  toConfirm: (ranges: readonly FootageRange[]): Story => ({
    acts: ['viewing'],
    requester: officer('交通課 巡査長', '神﨑 隆'),
    purpose: '横断歩道で起きたひき逃げ事件の捜査のため',
    fact: 'けさ、商店街入口の横断歩道で自転車の女性がはねられ、車が逃げた',
    ranges,
  }),
  toView: (ranges: readonly FootageRange[]): Story => ({
    acts: ['viewing'],
    requester: officer('刑事課 警部', '榊原 澪'),
    purpose: '連続する自転車盗事件の捜査のため',
    fact: '今月に入り、商店街の駐輪場で自転車が四台続けて盗まれた',
    ranges,
  }),
  toDecide: (ranges: readonly FootageRange[]): Story => ({
    acts: ['viewing'],
    requester: officer('生活安全課 巡査部長', '𠮷川 葵'),
    purpose: '中央公園で起きた声かけ事案の捜査のため',
    fact: '下校の途中の児童が、公園の東門で見知らぬ男に腕をつかまれた',
    ranges,
  }),
  received: (ranges: readonly FootageRange[]): Story => ({
    acts: ['viewing'],
    requester: officer('刑事課 巡査', '辻󠄀本 翔'),
    purpose: '公園の時計が壊された事件の捜査のため',
    fact: '昨夜のうちに、中央公園の時計台のガラスが割られた',
    ranges,
  }),
}
