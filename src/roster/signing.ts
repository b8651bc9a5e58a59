import type { SigningGround } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'
import { credentialNamed, type Roster } from './roster.ts'

/** The ledger's key as the roster has it. Throws RangeError where the founding wrote none. */
export function ledgerKey(sha256: Sha256, { ledger }: Pick<Roster, 'ledger'>): NoteKey {
  const key = readKey(sha256, ledger)
  if (!key) throw new RangeError('not a key of a ledger')
  return key
}

/** What a keeper holds signatures to: keys that sign at that time, for what was asked then. */
export const signingGround = (
  sha256: Sha256,
  roster: Roster,
  atUs: number,
  /** When what is signed for was asked; null: it is about nothing that was asked. */
  askedAtUs: number | null,
  signCount: (credential: string) => number,
): SigningGround => ({
  relyingParty: roster.relyingParty,
  ledger: ledgerKey(sha256, roster),
  gradeC: roster.gradeC,
  credential(id) {
    const found = credentialNamed(roster, id)
    if (!found || found.fromUs > atUs) return null
    if (found.sinceUs !== null && askedAtUs !== null && askedAtUs < found.sinceUs) return null
    const { person, key, attachment } = found
    return { person, key, attachment, signCount: signCount(id) }
  },
  terminalKey: name => roster.terminals.find(({ terminal }) => terminal === name)?.key ?? null,
})

/** Whether nobody signed with a key given, or recovered, by another of the people (who signed, unless others are named). */
export function isSetApart(
  roster: Roster,
  signed: readonly CoSignature[],
  among: readonly string[] = signed.map(({ statement }) => statement.person),
): boolean {
  const people = new Set(among)
  return signed.every(({ proof, statement }) => {
    const known = proof.grade === 'A' ? credentialNamed(roster, proof.credential) : null
    const others = known?.notBeside.filter(person => person !== statement.person) ?? []
    return others.every(person => !people.has(person))
  })
}
