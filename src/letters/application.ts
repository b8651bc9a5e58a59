import type { OpenRequest } from '#domain/request/state.ts'
import type { Basis } from '#law/basis.ts'
import { actWord, groundOf } from '#law/called.ts'
import type { Act, Entry, Ground } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { periods, places } from '#registers/spans.ts'
import type { Letter } from './letter.ts'
import type { Writing } from './setting.ts'
import { bodyWord, choices, dayWords, rangeRow, strongest, underWords } from './setting.ts'

/** 閲覧申請書, 持ち出し申請書, 画像の提供依頼書 …: what is asked, as somebody wrote it or the counter wrote it down. */
export function application(writing: Writing, act: Act, request: OpenRequest | null): Letter {
  const { profile } = writing
  const ground = groundOf(profile, request?.ground ?? null)
  const basis = basisOf(profile, act)
  const who = request?.requester
  const asked = entriesOf(profile, ground)
  return {
    id: `application-${act}`,
    title: titleOf(actWord(profile, act), requestWords(profile, ground)),
    under: underWords(basis),
    number: request?.id ?? '',
    day: request ? dayWords(request.receivedAtUs) : '',
    to: `${bodyWord(profile)}　あて`,
    from: '',
    parts: [
      {
        kind: 'words',
        says: `${actWord(profile, act)}について、次のとおり申し出ます。`,
      },
      {
        kind: 'table',
        rows: [
          { name: '所属機関・団体', says: who?.organisation ?? '' },
          { name: '職・氏名', says: [who?.post, who?.name].filter(Boolean).join('　') },
          { name: '住所', says: who?.address ?? '' },
          { name: '連絡先', says: who?.contact ?? '' },
          {
            name: asked.find(({ id }) => id === 'purpose')?.name ?? '目的',
            says: request?.purpose ?? '',
            isLong: true,
          },
          { name: '根拠', says: groundsOf(profile, act, ground) },
          ...(namesRange(asked) ? [] : [rangeRow(writing, request?.ranges ?? [])]),
          ...asked
            .filter(({ id }) => id !== 'purpose')
            .map(({ id, name }) => ({ name, says: entryWords(writing, id, request) })),
          { name: '添える文書', says: papersOf(profile, act, ground, request), isLong: true },
        ],
      },
      {
        kind: 'signature',
        says: '上のとおり相違ありません。',
        name: [who?.organisation, who?.post, who?.name].filter(Boolean).join('　'),
      },
    ],
    bases: ground ? [basis, ground.by] : [basis],
    isBlank: request === null,
  }
}

/** Acts for which the document, or we, want it in writing. */
export const appliedFor = ({ grounds }: Profile): readonly Act[] => grounds.application.for

function basisOf({ grounds, approval }: Profile, act: Act): Basis {
  const { application } = grounds
  const own = act === 'viewing' && application.forShowing ? [application.forShowing] : []
  const needed = approval.acts.find(known => known.act === act)
  return strongest([...own, application.by, ...(needed?.own ? [needed.by] : [])])
}

/** The document's word for what stands on this ground; every one of them where none is said of it. */
function requestWords({ words, disclosure }: Profile, ground: Ground | undefined) {
  const cite = (by: Basis) => (by.kind === 'text' ? by.cite : null)
  // A request under the statute on disclosure has papers of its own.
  const statutory = disclosure.statutory && cite(disclosure.statutory.by)
  const asked = words.request.filter(({ by }) => statutory === null || cite(by) !== statutory)
  const own = asked.filter(({ by }) => ground && cite(by) !== null && cite(by) === cite(ground.by))
  return (own.length > 0 ? own : asked).map(({ word }) => word)
}

/** 閲覧申請書; a word that ends in kana (求め) takes no 書 behind it, and several do not stand behind an act. */
function titleOf(act: string, words: readonly string[]): string {
  const [word = '', ...others] = words
  const all = words.join('・')
  if (words.some(one => /\p{Script=Hiragana}$/u.test(one))) return `${all}の書面（${act}）`
  return others.length > 0 ? `${all}書（${act}）` : `${act}${word}書`
}

const groundsOf = ({ grounds }: Profile, act: Act, ground: Ground | undefined): string =>
  choices(
    grounds.list
      .filter(({ acts, code }) => acts.includes(act) || code === ground?.code)
      .map(({ code, label }) => ({ says: `${code}　${label}`, isChosen: code === ground?.code })),
  )

/** What the document wants written in every request and on this ground, each once. */
function entriesOf({ grounds }: Profile, ground: Ground | undefined): readonly Entry[] {
  const asked = [...grounds.application.entries, ...(ground?.entries ?? [])]
  return asked.filter(({ id }, at) => asked.findIndex(one => one.id === id) === at)
}

/** A document that asks for place and time by themselves has them in its own words. */
const namesRange = (asked: readonly Entry[]): boolean =>
  ['cameraPlace', 'imageTime'].every(wanted => asked.some(({ id }) => id === wanted))

function entryWords({ placeOf }: Writing, id: string, request: OpenRequest | null): string {
  if (!request) return ''
  const said = request.entries[id]
  if (said?.trim()) return said
  if (id === 'cameraPlace') return places(request.ranges, placeOf)
  return id === 'imageTime' ? periods(request.ranges).replaceAll('、', '\n') : ''
}

function papersOf(
  profile: Profile,
  act: Act,
  ground: Ground | undefined,
  request: OpenRequest | null,
): string {
  if (request) {
    return request.papers
      .filter(({ paper }) => paper !== 'application')
      .map(({ title, issuer, number }) => [title, issuer, number].filter(Boolean).join('　'))
      .join('\n')
  }
  const grounds = ground ? [ground] : profile.grounds.list
  const names = grounds.flatMap(({ papers }) =>
    papers.filter(paper => paper.for.includes(act)).map(({ name }) => name),
  )
  return choices([...new Set(names)].map(says => ({ says, isChosen: false })))
}
