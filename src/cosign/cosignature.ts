import { fromBase64url } from '#leaf/bytes.ts'
import { isRecord } from '#leaf/leaf.ts'
import { type Statement, statementIn } from './statement.ts'

/** One person's signature beside an act: the statement, the checkpoint it was signed over, and what proves it. */
export type CoSignature = {
  readonly statement: Statement
  readonly checkpoint: string
  readonly proof: GradeA | GradeC
}

/** The person's own security key, with PIN or finger. All base64url. */
export type GradeA = {
  readonly grade: 'A'
  readonly credential: string
  readonly clientDataJSON: string
  readonly authenticatorData: string
  readonly signature: string
}
/** ID and password, which the office alone attests; the enrolled screen's key signs that it happened there. */
export type GradeC = { readonly grade: 'C'; readonly terminalSignature: string }

const gradeA = 'authenticatorData,clientDataJSON,credential,grade,signature'
const gradeC = 'grade,terminalSignature'
const longest = 8192

/** null: not exactly of this form. */
export function coSignatureIn(value: unknown): CoSignature | null {
  if (!isRecord(value) || Object.keys(value).toSorted().join() !== 'checkpoint,proof,statement') {
    return null
  }
  const { checkpoint, proof } = value
  const statement = statementIn(value.statement)
  if (!statement || typeof checkpoint !== 'string' || !isRecord(proof)) return null
  const members = Object.keys(proof).toSorted().join()
  const { grade, ...rest } = proof
  const known = (grade === 'A' && members === gradeA) || (grade === 'C' && members === gradeC)
  return known && Object.values(rest).every(isBase64url) ? (value as CoSignature) : null
}

function isBase64url(text: unknown): boolean {
  if (typeof text !== 'string' || text === '' || text.length > longest) return false
  try {
    fromBase64url(text)
    return true
  } catch {
    return false
  }
}
