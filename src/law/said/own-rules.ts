import { dataOf, pathOf } from '#law/data.ts'
import { quotesOf } from '#law/profiles/against-text.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { readProfile } from '#law/vocabulary/read-profile.ts'

/** A place in a file where it is not a rule document, or says something no document may say. */
export type RulesProblem = { readonly path: string; readonly ja: string; readonly en: string }

export type Checked =
  | { readonly profile: Profile; readonly problems: readonly [] }
  | { readonly profile: null; readonly problems: readonly RulesProblem[] }

/**
 * Reads a municipality's own rule document from JSON. It is in the vocabulary, none of its house rules
 * names an article, and it speaks of no ground that it does not list.
 */
export function checked(json: string): Checked {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    const en = (error as Error).message
    return { profile: null, problems: [{ path: '', ja: `JSON として読めません: ${en}`, en }] }
  }
  const read = readProfile(value)
  if (!('id' in read)) {
    return {
      profile: null,
      problems: read.map(({ path, code, ja, en }) => ({
        path,
        ja: `${reasons[code] ?? '書き方が違います'}（${ja}）`,
        en,
      })),
    }
  }
  const problems = [...borrowed(read), ...dangling(read)]
  return problems.length === 0 ? { profile: read, problems: [] } : { profile: null, problems }
}

/** House rules that name an article. */
const borrowed = (profile: Profile): readonly RulesProblem[] =>
  dataOf(profile)
    .filter(({ basis }) => basis?.kind === 'houseRule' && /第\d+条|第\d+項/.test(basis.rule))
    .map(datum => ({
      path: pathOf(datum),
      ja: '内規の文が条項を名のっています。条項の定めなら text、読み方なら reading にします',
      en: 'a house rule names an article: make it a text or a reading',
    }))

/** Grounds that are spoken of elsewhere and not in the list. */
function dangling({ grounds, disclosure, urgency, warrant }: Profile): readonly RulesProblem[] {
  const spokenOf: readonly (readonly [path: string, code: string | null])[] = [
    ['disclosure.informalGround', disclosure.informalGround],
    ['warrant.ground', warrant.kind === 'ownPath' ? warrant.ground : null],
    ...(urgency?.grounds ?? []).map(code => ['urgency.grounds', code] as const),
  ]
  return spokenOf
    .filter(([, code]) => code !== null && !grounds.list.some(ground => ground.code === code))
    .map(([path, code]) => ({
      path,
      ja: `「${code}」という根拠が grounds.list にありません`,
      en: `there is no ground "${code}" in grounds.list`,
    }))
}

/** Data whose quotes do not stand in the document's text; line breaks of the text are left out of account. */
export function misquoted(profile: Profile, words: string): readonly RulesProblem[] {
  const whole = words.replaceAll('\n', '')
  return dataOf(profile).flatMap(datum => {
    const [quoted] = quotesOf(datum.basis)
    if (!quoted || whole.includes(quoted.quote)) return []
    return [
      {
        path: pathOf(datum),
        ja: `原文にない引用です「${quoted.quote}」`,
        en: `a quote that is not in the text: ${quoted.quote}`,
      },
    ]
  })
}

const reasons: Readonly<Record<string, string>> = {
  invalid_type: '値の種類が違うか、値がありません',
  invalid_value: '選べる値ではありません',
  invalid_union: 'どの書き方にも合いません',
  invalid_format: '書き方が違います',
  unrecognized_keys: '知らない項目があります',
  too_small: '値が小さすぎるか、空です',
}
