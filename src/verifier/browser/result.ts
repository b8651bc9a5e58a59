import { type Answer, outcomeOf } from '#verification/answer.ts'
import { type Finding, isWrong } from '#verification/finding.ts'
import { findingWords } from '#verification/finding-words.ts'
import { element } from './element.ts'
import { limits } from './limits.ts'
import { matter } from './matter.ts'
import type { Shown } from './task.ts'

/** A longer list is the same news again; the whole stands in the page as data. */
const mostShown = 100

/** The verdict in plain words: what it is, whether it is right, where not, whose key, what it does not say. */
export const resultOf = (
  answer: Answer,
  shown: Shown,
  files: readonly string[],
): readonly HTMLElement[] => [
  headline(answer, files),
  ...wrongs(answer.findings),
  ...(answer.fingerprint ? [fingerprint(answer.fingerprint, answer.origin ?? '')] : []),
  looked(answer, shown),
  ...matter(shown),
  limits(answer, shown),
  printing(),
]

const names = {
  ledger: '改ざん防止記録の全体',
  proof: 'ひとつの記録とその証明',
  page: '簿冊の一頁',
}

function headline(answer: Answer, files: readonly string[]): HTMLElement {
  const { what, findings, size } = answer
  const outcome = outcomeOf(answer)
  const count = findings.filter(isWrong).length
  const silent = findings.length - count
  const heads = {
    wrong: ['✕', `合わないところがあります（${count}件）`],
    nothing: ['—', '署名された記録がなく、調べるものがありませんでした'],
    silent: ['○', `変えられたところはありません。説明を聞く日が${silent}日あります`],
    right: ['○', '変えられたところはありません'],
  } as const
  const means = {
    ledger: `署名されている${size ?? 0}件の記録のひとつひとつが、署名のときのままです。`,
    proof: `この記録は、署名されている${size ?? 0}件の記録の中にあり、署名のときのままです。`,
    page: `この頁のもとになった記録は、署名されている${size ?? 0}件の中にあり、署名のときのままです。`,
  }
  const [mark, head] = heads[outcome]
  const brought = files.length === 1 ? files[0]! : `${files.length}個のファイル`
  return element(
    'section',
    { class: `headline ${outcome}` },
    element('p', { class: 'what' }, `調べたもの: ${names[what]}（${brought}）`),
    element(
      'h2',
      { tabindex: '-1' },
      element('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
      ` ${head}`,
    ),
    outcome === 'right' || outcome === 'silent' ? element('p', {}, means[what]) : null,
    outcome === 'wrong'
      ? element(
          'p',
          {},
          'この記録をそのまま信じてはいけません。下の場所を、事務所と監査の担当に伝えてください。',
        )
      : null,
  )
}

function wrongs(findings: readonly Finding[]): readonly HTMLElement[] {
  const [bad, silent] = [findings.filter(isWrong), findings.filter(one => !isWrong(one))]
  return [...list('どこが合わないか', 'wrong', bad), ...list('説明を聞く日', 'silent', silent)]
}

function list(
  title: string,
  kind: 'wrong' | 'silent',
  findings: readonly Finding[],
): readonly HTMLElement[] {
  if (findings.length === 0) return []
  const items = findings
    .slice(0, mostShown)
    .map(finding =>
      element(
        'li',
        {},
        findingWords(finding).ja,
        element('code', {}, `${finding.kind} ${placeOf(finding)}`),
      ),
    )
  const more = findings.length - mostShown
  return [
    element(
      'section',
      { class: `findings ${kind}` },
      element('h3', {}, title),
      element('ol', {}, ...items),
      more > 0 ? element('p', {}, `ほかに${more}件あります。`) : null,
    ),
  ]
}

const placeOf = ({ place }: Finding): string =>
  Object.entries(place)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

function fingerprint(printed: string, origin: string): HTMLElement {
  const groups = printed.split(' ')
  const answer = element('p', { class: 'compared', role: 'status' })
  const input = element('input', {
    type: 'text',
    id: 'paper',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'compared',
  })
  answer.id = 'compared'
  input.addEventListener('input', () => {
    const typed = input.value.toLowerCase().replace(/[^0-9a-f]/g, '')
    const is = printed.replaceAll(' ', '')
    answer.className = 'compared'
    answer.textContent = ''
    if (typed === '') return
    const same = typed === is
    const soFar = is.startsWith(typed)
    answer.classList.add(same ? 'same' : soFar ? 'so-far' : 'other')
    answer.textContent = same
      ? '○ 紙の指紋と同じです。この事務所の鍵です。'
      : soFar
        ? `ここまでは同じです（${is.length}桁のうち${typed.length}桁）。`
        : '✕ 紙の指紋と違います。別の鍵で作られた記録です。'
  })
  return element(
    'section',
    { class: 'fingerprint' },
    element('h3', {}, '鍵の指紋を、紙と見比べてください'),
    element(
      'p',
      {},
      'ここまでの判定は「この鍵の持ち主の記録として」正しいかどうかです。鍵が事務所のものかは、事務所の掲示や簿冊に印刷された指紋と同じかどうかで決まります。',
    ),
    element(
      'p',
      { class: 'digits' },
      ...groups.flatMap(group => [element('span', {}, group), ' ']),
    ),
    element('p', { class: 'origin' }, `記録の名前: ${origin}`),
    element('label', { for: 'paper', class: 'screen' }, '紙に印刷された指紋を打ち込むと、比べます'),
    input,
    answer,
  )
}

function looked({ checked, size, decisions }: Answer, shown: Shown): HTMLElement {
  const rows: [string, string][] = [
    ['調べた日時', new Date().toLocaleString('ja-JP', { dateStyle: 'long', timeStyle: 'short' })],
  ]
  const days = shown.what === 'ledger' ? shown.days : null
  if (days) rows.push(['期間', days[0] === days[1] ? days[0] : `${days[0]} から ${days[1]} まで`])
  rows.push(['署名されている件数', size === null ? '署名がありません' : `${size}件`])
  rows.push(['調べた記録', `${checked.leaves}件`])
  rows.push(['中身まで照らし合わせた記録', `${checked.openings}件`])
  if (checked.keeperEvents > 0) rows.push(['録画機の出来事', `${checked.keeperEvents}件`])
  rows.push(['照らし合わせた署名（チェックポイント）', `${checked.checkpoints}個`])
  if (decisions && decisions.asked + decisions.notAsked > 0) {
    rows.push(['規程に当てはめ直した判断', `${decisions.asked}件`])
  }
  if (shown.what === 'ledger' && shown.before.length > 0) {
    const sizes = shown.before.map(({ size }) => `${size}件まで`).join('、')
    rows.push(['引き継いだ前の記録', `${shown.before.length}回（${sizes}）`])
  }
  return element(
    'section',
    { class: 'looked' },
    element('h3', {}, '何を調べたか'),
    element(
      'dl',
      {},
      ...rows.map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
  )
}

function printing(): HTMLElement {
  const button = element('button', { type: 'button' }, 'この判定を印刷する')
  button.addEventListener('click', () => print())
  return element('p', { class: 'screen' }, button)
}
