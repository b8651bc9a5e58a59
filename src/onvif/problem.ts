import { plainText } from './plain-text.ts'

/** How a conversation with an ONVIF device may fail. */
export const problemKinds = [
  /** No route, nobody listens, no such name. */
  'unreachable',
  /** No whole answer in time. */
  'silence',
  /** User or password wrong or missing, or no way to prove them that does not show the password. */
  'auth',
  /** The answer sends us elsewhere. We do not go. */
  'redirected',
  /** An address on another host than the one the operator named. */
  'foreignHost',
  /** More than an honest device ever answers. */
  'overLimit',
  /** Bytes that are no HTTP, or a status that means no answer. */
  'notHttp',
  /** Not well-formed, or XML that SOAP forbids (a document type, entities). */
  'badXml',
  /** XML, but not the answer that was asked for. */
  'notOnvif',
  /** The device itself says that it cannot. */
  'fault',
  /** No profile with a video stream. */
  'noProfiles',
  /** The process that talks to devices broke, or said something that is not its own. */
  'room',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** `detail` is one plain line for whoever mends the camera; never a password. */
export class OnvifProblem extends Error {
  readonly kind: ProblemKind
  readonly detail: string
  constructor(kind: ProblemKind, detail: string) {
    const plain = plainText(detail, 120)
    super(`${kind}: ${plain}`)
    this.kind = kind
    this.detail = plain
  }
}
