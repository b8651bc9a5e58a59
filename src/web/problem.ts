import { Mistaken } from '#acts/mistaken.ts'
import type { SigningFault } from '#cosign/check.ts'
import { Fault, type FaultKind } from '#fault/fault.ts'
import { type Basis, printedBasis, type Refusal } from '#law/basis.ts'
import { showingHouse } from '#law/house/acts.ts'

/** RFC 9457, with what every refusal says: on which rule, and what to do next. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly basis?: PrintedBasis
  readonly next?: string
  /** Of its leaf, where it was recorded. */
  readonly index?: number
  /** Which members are wrong, and why. */
  readonly members?: readonly { readonly at: string; readonly says: string }[]
}

export type PrintedBasis = {
  readonly kind: Basis['kind']
  readonly cite: string
  /** As it is printed on paper. */
  readonly printed: string
  readonly quote?: string
}

const problem = (
  name: string,
  status: number,
  title: string,
  detail: string,
  more: Partial<Problem> = {},
): Problem => ({ type: `urn:tachiai:problem:${name}`, title, status, detail, ...more })

export const problems = {
  notBuilt: problem('not-built', 503, '画面がありません', '画面の部品が作られていません', {
    next: '設置者に「./tachiai start」で起動し直すよう求めてください',
  }),
  tooManyDrafts: problem('too-many-drafts', 409, '取っておけません', '書きかけの求めが多すぎます', {
    next: '要らない書きかけを捨ててください',
  }),
  notThere: problem('not-there', 404, 'ありません', 'そのページや記録はありません'),
  notInvited: problem(
    'not-invited',
    404,
    '開けません',
    'この番号で開ける立会いのお願いはありません',
    {
      next: '打ち違いのほか、返事が済んだ・期限が過ぎた・取りやめになったことがあります。頼んだ人に確かめるか、ID番号で入って返事をしてください',
    },
  ),
  notIn: problem('not-signed-in', 401, '入っていません', 'まだ入っていないか、時間が過ぎました', {
    next: 'ID番号とパスワードで入ってください',
  }),
  wrong: problem('wrong', 401, '入れません', 'ID番号か、パスワードか、受け取った番号が違います', {
    next: '確かめて、もう一度入れてください。分からないときは管理責任者に新しい番号を求めてください',
  }),
  notYours: problem('not-yours', 403, 'できません', 'この役では、行うことも見ることもできません', {
    next: '管理責任者に求めてください',
  }),
  needsTerminal: problem(
    'needs-terminal',
    403,
    'この機械ではできません',
    '登録した端末の前で行うことです',
    {
      basis: printedAs(showingHouse.enrolledOnly),
      next: '登録した端末で入り直してください',
    },
  ),
  noRecorder: problem(
    'no-recorder',
    503,
    'いまは始められません',
    '録画機が答えません。署名しても、映像は映りません',
    { next: '録画機の電源と接続を確かめ、少し待ってから、もう一度開いてください' },
  ),
  otherSite: problem(
    'other-site',
    403,
    '受け付けません',
    'ほかのページから送られた操作は受け付けません',
    { next: 'この画面を開き直してから行ってください' },
  ),
  otherHost: problem('other-host', 421, '受け付けません', 'この名前では応じません'),
  tooLarge: problem('too-large', 413, '大きすぎます', '送られたものが大きすぎます'),
  notJson: problem('not-json', 415, '読めません', 'JSON で送ってください'),
  notBytes: problem(
    'not-bytes',
    415,
    '読めません',
    '書類は application/octet-stream で送ってください',
  ),
  notPlain: problem(
    'not-plain',
    400,
    '読めません',
    '目に見えない制御の字か、文字の並ぶ向きを変える字が入っています',
    { next: '貼り付けた言葉を消し、打ち直してください' },
  ),
  unreadable: problem('unreadable', 400, '読めません', '送られたものが読めません'),
  lost: problem('lost', 500, '故障です', '思いがけない故障が起きました。記録は失われていません', {
    next: 'もう一度行い、続くときは設置者に知らせてください',
  }),
} as const

export const malformed = (members: Problem['members']): Problem => ({
  ...problem('malformed', 400, '書き方が違います', '書かれたことに、足りないか余るものがあります'),
  ...(members ? { members } : {}),
})

export const tooSoon = (waitMs: number): Problem =>
  problem('too-soon', 429, 'お待ちください', `あと${Math.ceil(waitMs / 1000)}秒待ってください`, {
    next: 'ほかの人は、そのまま入れます',
  })

/** A signature that is not one for this act, by this person, here and now. */
export const notSigned = (fault: SigningFault): Problem =>
  problem('not-signed', 409, '署名になりません', `${signingWords[fault]}です`, {
    next: '本人が、この行為のために、もう一度署名してください',
  })

const signingWords: Readonly<Record<SigningFault, string>> = {
  verb: '別の意味の署名',
  n: '別の回の署名',
  session: '別の閲覧の署名',
  act: '別の行為の署名',
  person: '別の人の署名',
  terminal: '別の端末での署名',
  keeper: '別の録画係への署名',
  time: '期限を過ぎた署名',
  checkpoint: '台帳の控えが違う署名',
  credential: 'その人のものではない鍵の署名',
  clientData: '読めない署名',
  ceremony: '署名ではなく登録',
  challenge: '別のものへの署名',
  origin: '別のページでの署名',
  rpId: '別の名での署名',
  userPresence: '鍵に触れていない署名',
  userVerification: '暗証で確かめていない署名',
  counter: '回数の戻った鍵の署名',
  platform: '端末や電話に備わった鍵の署名',
  signature: '合わない署名',
  grade: 'ここでは認めていない署名のしかた',
}

/** A refusal is an answer, and says its basis. */
export const refused = ({ refused, basis, next }: Refusal, index?: number): Problem =>
  problem('refused', 409, '規程により、できません', refused, {
    basis: printedAs(basis),
    next,
    ...(index === undefined ? {} : { index }),
  })

/** A basis in the words in which it is printed. */
export function printedAs(basis: Basis): PrintedBasis {
  const { kind, cite } = basis
  const quote = {
    text: () => (basis.kind === 'text' ? basis.quote : undefined),
    reading: () => (basis.kind === 'reading' ? basis.of : undefined),
    houseRule: () => (basis.kind === 'houseRule' ? basis.rule : undefined),
    otherLaw: () => (basis.kind === 'otherLaw' && basis.confirmed ? basis.says : undefined),
  }[kind]()
  return { kind, cite, printed: printedBasis(basis), ...(quote === undefined ? {} : { quote }) }
}

/** The one place where a fault becomes a status. */
const statusOf: Readonly<Record<FaultKind, number>> = {
  NotFound: 404,
  Conflict: 409,
  Unavailable: 503,
  DataLoss: 500,
  Misconfigured: 500,
}

/** What broke, without anything that is nobody's business; only an order that is none is the asker's mistake. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Fault) {
    const { kind, sentence, hint } = error
    const more = hint ? { next: hint.ja } : {}
    return problem(`fault:${kind}`, statusOf[kind], '故障です', sentence.ja, more)
  }
  return error instanceof Mistaken ? problems.unreadable : problems.lost
}
