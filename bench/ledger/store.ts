import type { Address } from '#postgres/address.ts'

/** What is kept for each act: what somebody ordered and what followed from it, some 400 bytes of JSON. */
export type Kept = {
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>
  readonly said: { readonly type: string } & Readonly<Record<string, unknown>>
}

/** A way of keeping events of streams in PostgreSQL; what it has taken is on the medium. */
export interface Store {
  readonly who: string
  /** One act behind the stream's `last` event; 0: there is none. Rejects where that is not its last. */
  append(stream: string, last: number, kept: Kept): Promise<void>
  /** Many events of one machine at once. */
  appendMany(stream: string, last: number, kept: readonly Kept[]): Promise<void>
  close(): Promise<void>
}

/** A store in a database of its own, for so many callers at once. */
export type OpenStore = (address: Address, callers: number) => Promise<Store>

export const keptAt = (number: number): Kept => ({
  event: {
    type: 'ViewingApproved',
    request: `2026-${number}`,
    approval: { acts: ['viewing'], sessions: 1, until: '2026-12-25' },
    ranges: [{ camera: 'c1', fromMinute: 29_923_000 + number, toMinute: 29_923_010 + number }],
  },
  said: {
    type: 'ApproveViewing',
    request: `2026-${number}`,
    note: '警察署からの照会により、指定の時間帯の画像に限り閲覧を認める。',
  },
})
