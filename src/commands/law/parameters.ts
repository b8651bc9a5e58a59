import { type Basis, printedBasis } from '#law/basis.ts'
import { printedRetention } from '#law/retention.ts'
import { wordFor } from '#law/said/labels.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { WitnessedAct } from '#law/vocabulary/witnesses.ts'

/** What one document says, in parts that may rest on different bases; empty where it is silent. */
export type Answer = readonly { readonly says: string; readonly basis: Basis }[]
export type Parameter = { readonly name: string; readonly of: (profile: Profile) => Answer }

/** 「委員会〔運用基準10（1）により〕」; parts on the same basis are said together. */
export function printedAnswer(answer: Answer): string {
  if (answer.length === 0) return '定めなし'
  const groups = Map.groupBy(answer, ({ basis }) => printedBasis(basis))
  return [...groups]
    .map(([basis, parts]) => `${parts.map(({ says }) => says).join('、')}〔${basis}〕`)
    .join('、')
}

const say = (says: string, basis: Basis): Answer => [{ says, basis }]
const silent: Answer = []
const each = <T extends { readonly by: Basis }>(
  list: readonly T[],
  says: (one: T) => string,
): Answer => list.map(one => ({ says: says(one), basis: one.by }))

/** Where rule documents differ, in the order a clerk asks. */
export const parameters: readonly Parameter[] = [
  {
    name: '保存期間',
    of: ({ retention }) => say(printedRetention(retention.rule), retention.by),
  },
  { name: '期間の数え方', of: ({ retention: { computed } }) => say(computed.says, computed) },
  {
    name: '保存期間の延長',
    of: ({ extension }) =>
      extension.kind === 'none'
        ? say('できない', extension.by)
        : [...say('できる', extension.by), ...each(extension.grounds, ({ code }) => code)],
  },
  {
    name: '期限前の消去',
    of: ({ retention: { earlyErasure } }) => say(wordFor(earlyErasure.kind), earlyErasure.by),
  },
  { name: '消去のしかた', of: ({ erasure }) => say(`「${erasure.by.quote}」`, erasure.by) },
  {
    name: '管理責任者',
    of: ({ manager }) => say(`${manager.office}（${wordFor(manager.per)}）`, manager.by),
  },
  {
    name: '代行',
    of: ({ deputy }) => {
      if (deputy.kind !== 'declared') return say(wordFor(deputy.kind), deputy.by)
      return say(`${deputy.occasion}のとき${wordFor(deputy.post)}`, deputy.by)
    },
  },
  {
    name: '操作担当者の指定',
    of: ({ operators }) => say(wordFor(operators.designation), operators.by),
  },
  {
    name: '操作担当者への指示',
    of: ({ operators: { direction } }) => say(wordFor(direction.kind), direction.by),
  },
  { name: '承認', of: ({ approval }) => say(wordFor(approval.body), approval.by) },
  { name: '閲覧の立会い', of: profile => witnessesOf(profile, 'viewing') },
  { name: '持ち出し・提供の立会い', of: profile => witnessesOf(profile, 'takeOut') },
  {
    name: '操作担当者を立会いに数えるか',
    of: ({ witnesses }) => {
      const rule = witnesses.rules.find(({ acts }) => acts.includes('viewing'))
      return rule ? say(wordFor(rule.operatorCounts.kind), rule.operatorCounts.by) : silent
    },
  },
  {
    name: '根拠',
    of: ({ grounds }) => [
      ...each(grounds.list, ({ label }) => label),
      ...say('ほかの根拠はない', grounds.closed),
    ],
  },
  {
    name: '文書',
    of: ({ grounds }) => {
      const papers = grounds.list.flatMap(ground => ground.papers)
      const first = papers.filter(
        ({ name }, at) => papers.findIndex(one => one.name === name) === at,
      )
      return each(
        first,
        ({ name, urgencyWaives }) => `${name}${urgencyWaives ? '（緊急を除く）' : ''}`,
      )
    },
  },
  {
    name: '緊急',
    of: ({ urgency }) => {
      if (!urgency) return silent
      const waived = urgency.waives.map(wordFor).join('・')
      return [
        ...say(waived === '' ? '要らなくなるものはない' : `${waived}は要らない`, urgency.by),
        ...each(urgency.keeps, ({ what }) => `${wordFor(what)}は要る`),
      ]
    },
  },
  {
    name: '内部の閲覧',
    of: ({ internalViewing }) => say(wordFor(internalViewing.kind), internalViewing.by),
  },
  {
    name: '生の映像',
    of: ({ live }) => say([wordFor(live.mode), ...live.places].join('、'), live.by),
  },
  {
    name: '編集・加工',
    of: ({ editing: { stored, derivative } }) => [
      ...say('保存する画像にはしない', stored.by),
      ...(derivative ? say('複製には提供のためだけ', derivative.by) : []),
    ],
  },
  { name: '提供の条件', of: ({ copies }) => each(copies.conditions, ({ says }) => says) },
  { name: '複製の終わり方', of: ({ copies }) => each(copies.endings, ({ word }) => word) },
  {
    name: '完了後の確認',
    of: ({ copies: { confirmation } }) =>
      confirmation ? say(wordFor(confirmation.post), confirmation.by) : silent,
  },
  {
    name: '記録簿',
    of: ({ registers }) => each(registers.list, ({ title }) => title),
  },
  {
    name: '記録簿の保存',
    of: ({ registers: { years } }) => say(`${years.count}年`, years.by),
  },
  {
    name: '記録の順序',
    of: ({ registers: { order } }) => say(wordFor(order.kind), order.by),
  },
  {
    name: '秘密の保持',
    of: ({ secrecy }) => say(secrecy.binds.map(wordFor).join('・'), secrecy.by),
  },
  {
    name: '認証の定期の変更',
    of: ({ credentials: { rotation } }) =>
      rotation
        ? [
            ...say(`${rotation.of.map(wordFor).join('・')}を定期に`, rotation.by),
            ...say(`${rotation.everyDays.count}日ごと`, rotation.everyDays.by),
          ]
        : silent,
  },
  {
    name: '端末の場所',
    of: ({ terminals }) =>
      terminals.rooms.length > 0
        ? say(terminals.rooms.join('、'), terminals.onlyTheseRooms ?? terminals.by)
        : silent,
  },
  {
    name: '媒体の廃棄',
    of: ({ media }) =>
      say(`${media.eraseFirst ? '消去してから' : ''}${media.methods.join('・')}`, media.destroy),
  },
  { name: '協定', of: ({ agreements }) => each(agreements, one => one.with) },
  {
    name: '委託の誓約書',
    of: ({ engagement: { pledge } }) => (pledge ? say(pledge.document, pledge.by) : silent),
  },
  {
    name: '本人への提供',
    of: ({ disclosure, grounds }) => {
      const ground = grounds.list.find(({ code }) => code === disclosure.informalGround)
      return ground ? say(ground.label, ground.by) : say('法令の手続きによる', disclosure.by)
    },
  },
  { name: '設置の表示', of: ({ cameras }) => each(cameras.sign.items, ({ says }) => says) },
  {
    name: '1日の撮影時間',
    of: ({ cameras: { hoursADay } }) =>
      hoursADay ? say(`${hoursADay.hours}時間`, hoursADay.by) : silent,
  },
  { name: '外への報告', of: ({ reports }) => each(reports, ({ to }) => to) },
  {
    name: '苦情',
    of: ({ complaints: { acknowledge, answer, closeNeeds } }) => [
      ...say('対応して終える', closeNeeds),
      ...say(`${acknowledge.withinDays}日の内に受け付けの返事`, acknowledge.by),
      ...say(`${answer.withinDays}日の内に回答`, answer.by),
    ],
  },
  { name: '積立金', of: ({ fund }) => (fund ? say('任意', fund.optional) : silent) },
  {
    name: '定めのないとき',
    of: ({ silence }) => say(`断って、${silence.ask}に聞く`, silence.by),
  },
]

function witnessesOf({ witnesses }: Profile, act: WitnessedAct): Answer {
  const rule = witnesses.rules.find(({ acts }) => acts.includes(act))
  if (rule) return say(`${rule.from.word}${rule.atLeast}名以上`, rule.by)
  if (!witnesses.without) return silent
  const { by, operatorSigns } = witnesses.without
  return [...say('立会いの定めはない', by), ...say('操作する人が署名する', operatorSigns)]
}
