import { canonicalJson } from '#canonical/json.ts'
import type { RelyingParty } from '#cosign/client-data.ts'
import { type Attestation, enrolled } from '#cosign/enrolment.ts'
import { addKey, dropKey, keysOf, type PersonalKey } from '#entrance/keys.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Desk } from './desk.ts'
import { type Founding, foundingRoster } from './founding-roster.ts'

const challengeUs = 5 * 60 * 1_000_000
const most = 1000

/** People's own keys for signing. A key here is checked here; whom a keeper believes is on its own roster. */
export class PersonalKeys {
  readonly #desk: Desk
  readonly #party: () => RelyingParty
  /** By session: the challenge that its next key must be made over. */
  readonly #challenges = new Map<
    string,
    { readonly bytes: Uint8Array; readonly endsAtUs: number }
  >()

  constructor(desk: Desk, party: () => RelyingParty) {
    this.#desk = desk
    this.#party = party
  }

  of(person: string): Promise<readonly PersonalKey[]> {
    return keysOf(this.#desk.parts.database, person)
  }

  /** Everybody's, for a keeper that has no roster yet. */
  founding(gradeC: boolean): Promise<Founding> {
    return foundingRoster(this.#desk, this.#party(), gradeC)
  }

  challenge(session: string): { readonly challenge: string; readonly rpId: string } {
    const bytes = this.#desk.parts.random(32)
    this.#challenges.delete(session)
    this.#challenges.set(session, { bytes, endsAtUs: this.#desk.nowUs() + challengeUs })
    if (this.#challenges.size > most) {
      this.#challenges.delete(this.#challenges.keys().next().value!)
    }
    return { challenge: Buffer.from(bytes).toString('base64url'), rpId: this.#party().rpId }
  }

  /** null: not a key made here, over this session's challenge; or somebody's already. */
  async add(
    session: string,
    person: string,
    attestation: Attestation,
    attachment: PersonalKey['attachment'],
  ): Promise<PersonalKey | null> {
    const asked = this.#challenges.get(session)
    this.#challenges.delete(session)
    const nowUs = this.#desk.nowUs()
    if (!asked || asked.endsAtUs <= nowUs) return null
    const made = enrolled(sha256, attestation, asked.bytes, this.#party())
    if (!made) return null
    const { id, key, signCount } = made
    const own = { id, person, key: canonicalJson(key), attachment, signCount, addedAtUs: nowUs }
    return (await addKey(this.#desk.parts.database, own)) ? own : null
  }

  drop(id: string, person: string): Promise<boolean> {
    return dropKey(this.#desk.parts.database, id, person)
  }
}
