import type { Hmac } from '#leaf/body.ts'
import { fromBase64url } from '#leaf/bytes.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import type { Ed25519Verify, NoteKey } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'
import { authenticatorDataIn } from './authenticator-data.ts'
import { clientDataFault, type RelyingParty } from './client-data.ts'
import type { CoSignature, GradeA, GradeC } from './cosignature.ts'
import type { CredentialKey, VerifySignature } from './credential-key.ts'
import { challengeOf, type Statement } from './statement.ts'

export type CosignPrimitives = {
  readonly sha256: Sha256
  readonly hmac: Hmac
  readonly verify: Ed25519Verify
  readonly verifySignature: VerifySignature
}

/** A key of somebody's own, as whoever checks knows it. */
export type KnownCredential = {
  readonly person: string
  readonly key: CredentialKey
  /** A platform's passkey stands for a device of one's own, never for one's presence before a common screen. */
  readonly attachment: 'cross-platform' | 'platform'
  /** The last count it gave; 0: none, or it does not count. */
  readonly signCount: number
}

/** What the one who checks knows, and none of it from whoever brings the signature. */
export type SigningGround = {
  readonly relyingParty: RelyingParty
  readonly ledger: NoteKey
  readonly credential: (id: string) => KnownCredential | null
  /** null: not enrolled. */
  readonly terminalKey: (terminal: string) => CredentialKey | null
  /** Signing by password before an enrolled screen was allowed when this office was founded. */
  readonly gradeC: boolean
}

/** What must stand in the statement. */
export type ExpectedStatement = Omit<Statement, 'v' | 'actId' | 'post' | 'notAfterUs'> & {
  /** When the act was recorded: not after the statement's end, and not long before it. */
  readonly atUs: number
  /** The checkpoint has at most so many leaves: the act came after it. */
  readonly leaves: number
}

export type SigningFault =
  | keyof Omit<ExpectedStatement, 'atUs' | 'leaves'>
  | 'time'
  | 'checkpoint'
  | 'credential'
  | 'clientData'
  | 'ceremony'
  | 'challenge'
  | 'origin'
  | 'rpId'
  | 'userPresence'
  | 'userVerification'
  | 'counter'
  | 'platform'
  | 'signature'
  | 'grade'

/** A statement ends so long after it was asked for. */
export const signingUs = 5 * 60 * 1_000_000

const compared = ['verb', 'n', 'session', 'act', 'person', 'terminal', 'keeper'] as const

/** What is wrong with a signature, the first thing found; null: this person signed this, here and now. */
export function signingFault(
  primitives: CosignPrimitives,
  { statement, checkpoint, proof }: CoSignature,
  expected: ExpectedStatement,
  ground: SigningGround,
): SigningFault | null {
  for (const member of compared) {
    if (statement[member] !== expected[member]) return member
  }
  const { notAfterUs } = statement
  const { atUs } = expected
  if (notAfterUs < atUs || notAfterUs > atUs + signingUs) return 'time'
  const signed = verifyCheckpoint(primitives.verify, checkpoint, ground.ledger)
  if (!signed || signed.size > expected.leaves) return 'checkpoint'
  const challenge = challengeOf(primitives.sha256, statement, checkpoint)
  return proof.grade === 'A'
    ? gradeAFault(primitives, proof, challenge, statement, ground)
    : gradeCFault(primitives, proof, challenge, statement, ground)
}

/** WebAuthn §7.2, with user verification required. */
function gradeAFault(
  { sha256, verifySignature }: CosignPrimitives,
  proof: GradeA,
  challenge: Uint8Array,
  { person, terminal }: Statement,
  { relyingParty, credential }: SigningGround,
): SigningFault | null {
  const known = credential(proof.credential)
  if (known?.person !== person) return 'credential'
  if (terminal !== null && known.attachment !== 'cross-platform') return 'platform'
  const clientData = fromBase64url(proof.clientDataJSON)
  const { origin, rpId } = relyingParty
  const wrong = clientDataFault(clientData, { type: 'webauthn.get', challenge, origin })
  if (wrong) return wrong
  const bytes = fromBase64url(proof.authenticatorData)
  const said = authenticatorDataIn(bytes)
  if (!said) return 'clientData'
  const ours = sha256(new TextEncoder().encode(rpId))
  if (!said.rpIdHash.every((byte, at) => byte === ours[at])) return 'rpId'
  if (!said.userPresent) return 'userPresence'
  if (!said.userVerified) return 'userVerification'
  // A phone's passkey, relayed, says that it is cross-platform; what it cannot hide is that it is copied.
  if (terminal !== null && said.backupEligible) return 'platform'
  const message = Uint8Array.of(...bytes, ...sha256(clientData))
  if (!verifySignature(known.key, message, fromBase64url(proof.signature))) return 'signature'
  const counts = said.signCount !== 0 || known.signCount !== 0
  return counts && said.signCount <= known.signCount ? 'counter' : null
}

function gradeCFault(
  { verifySignature }: CosignPrimitives,
  { terminalSignature }: GradeC,
  challenge: Uint8Array,
  { terminal }: Statement,
  { gradeC, terminalKey }: SigningGround,
): SigningFault | null {
  const key = gradeC && terminal !== null ? terminalKey(terminal) : null
  if (!key) return 'grade'
  return verifySignature(key, challenge, fromBase64url(terminalSignature)) ? null : 'signature'
}
