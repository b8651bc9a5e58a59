import type { Basis } from '#law/basis.ts'
import type { Profile } from '#law/profile.ts'

/** Parts of a rule document as data, in words for readers. */
const parts: Readonly<Partial<Record<keyof Profile, string>>> = {
  purpose: '目的',
  effectiveFrom: '施行と改正',
  acrossVersions: '改正をまたぐ画像',
  legalBasis: '基づく法令',
  owner: '所管',
  parent: '親の規程',
  posts: '役の名',
  manager: '管理責任者',
  deputy: '代行',
  committee: '委員会',
  operators: '操作する人',
  succession: '引継ぎ',
  cameras: 'カメラ',
  footage: '画像',
  retention: '保存期間',
  extension: '保存の延長',
  erasure: '消去',
  imports: '取込み',
  audio: '音声を録らない',
  editing: '加工しない',
  live: 'ライブ映像',
  grounds: '求めの根拠と受付',
  urgency: '急ぐとき',
  warrant: '令状',
  approval: '承認',
  witnesses: '立会い',
  internalViewing: '自分たちで見るとき',
  copies: '写しと提供',
  registers: '記録簿',
  secrecy: '守秘',
  terminals: '端末',
  media: '記録媒体',
  credentials: 'ID番号とパスワード',
  incidents: '漏えいなどの事故',
  agreements: '協定',
  engagement: '委託',
  disclosure: '開示請求',
  reports: '報告',
  complaints: '苦情',
  fund: '積立金',
  personIndex: '人ごとの索引を作らない',
  silence: '定めのないこと',
  attested: '人が確かめて記録する務め',
  declarations: '規程の宣言',
  words: 'ことば',
}

export type Enforcing = {
  /** Which parts of the machine rest on the passage. */
  readonly parts: readonly string[]
  readonly readings: readonly Extract<Basis, { kind: 'reading' }>[]
}

/** For each passage, by its words: what rests on it, as the document's data says of itself. */
export function enforcedBy(profile: Profile): {
  readonly byQuote: ReadonlyMap<string, Enforcing>
  readonly house: readonly string[]
} {
  const byQuote = new Map<string, { parts: Set<string>; readings: Map<string, Reading> }>()
  const house = new Set<string>()
  for (const [member, value] of Object.entries(profile)) {
    const name = parts[member as keyof Profile] ?? member
    for (const basis of basesIn(value)) {
      if (basis.kind === 'houseRule') house.add(basis.rule)
      if (basis.kind !== 'text' && basis.kind !== 'reading') continue
      const quote = basis.kind === 'text' ? basis.quote : basis.of
      const known = byQuote.get(quote) ?? { parts: new Set(), readings: new Map() }
      known.parts.add(name)
      if (basis.kind === 'reading') known.readings.set(basis.reading, basis)
      byQuote.set(quote, known)
    }
  }
  return {
    byQuote: new Map(
      [...byQuote].map(([quote, { parts, readings }]) => [
        quote,
        { parts: [...parts], readings: [...readings.values()] },
      ]),
    ),
    house: [...house],
  }
}

type Reading = Extract<Basis, { kind: 'reading' }>

const kinds: readonly unknown[] = ['text', 'reading', 'houseRule', 'otherLaw']

function basesIn(value: unknown): readonly Basis[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'kind' in value && 'cite' in value && kinds.includes(value.kind)
  return own ? [value as Basis] : Object.values(value).flatMap(basesIn)
}
