import type { Post } from '#law/vocabulary/people.ts'

export type Demand = {
  readonly decides: 'majorityWithChair' | 'manager'
  readonly witnesses: number
  readonly pool: readonly Post[]
  /** Whether who operates may be one of the witnesses. */
  readonly operatorCounts: boolean
  readonly among: readonly Post[]
  /** The manager compares instruction and copy before it leaves. */
  readonly confirmed: boolean
  /** Conditions are told and delivered before it leaves. */
  readonly told: boolean
  readonly endings: readonly string[]
}

const withoutWitnesses = {
  decides: 'manager',
  witnesses: 0,
  pool: [],
  operatorCounts: true,
  among: [],
  confirmed: false,
  told: false,
} as const

/**
 * What must be so before a picture is shown or leaves, read from the five documents once more and written down without
 * their profiles: what the deciders let happen is held against it.
 */
export const demands: Readonly<Record<string, Demand>> = {
  /** 10（1） 管理運用委員会 … 承認; 10（2） ２名以上の委員; the operator only by resolution (内規 A8). */
  kai: {
    decides: 'majorityWithChair',
    witnesses: 2,
    pool: ['member', 'chair', 'viceChair'],
    operatorCounts: false,
    among: [],
    confirmed: false,
    told: false,
    /** 11（4） 返却; 返却不能 (読み A17). */
    endings: ['return', 'cannotReturn'],
  },
  /** 第6条第2項 管理責任者、運用取扱者等複数の関係職員 (both of them: 内規 A9); the manager decides (読み A18). */
  hokuto: {
    decides: 'manager',
    witnesses: 2,
    pool: ['manager', 'operator', 'staff'],
    operatorCounts: true,
    among: ['manager', 'operator'],
    confirmed: false,
    /** 第6条第3項 遵守させるものとする. */
    told: true,
    /** 第6条第3項第2号 消去、返却又は … 破砕等. */
    endings: ['erase', 'return', 'destroy'],
  },
  /** No witness in the text; the manager handles and approves (第5条第2項, 第7条第1項). */
  nishinari: { ...withoutWitnesses, endings: ['return', 'erase', 'destroy', 'cannotReturn'] },
  /** 11(2) 完了後 … 確認; 11(3) 削除又は廃棄. */
  sakai: { ...withoutWitnesses, confirmed: true, endings: ['erase', 'destroy'] },
  kawasaki: { ...withoutWitnesses, endings: ['return', 'erase', 'destroy', 'cannotReturn'] },
}
