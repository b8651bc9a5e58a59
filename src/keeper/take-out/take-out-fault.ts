/**
 * - anotherFile: what follows cannot stand in one file with what came before: another codec, a hole of hours, or
 *   footage that needs a lead-in of its own behind minutes that are gone. Take out up to `atUs` and again from there.
 * - nothing: no picture of the range can be shown
 * - noParameterSets: the camera never told how to decode its pictures
 * - asShot: an imported codec that is kept as it was shot; an MP4 of ours holds H.264 and H.265 alone
 */
export type TakeOutFaultKind = 'anotherFile' | 'nothing' | 'noParameterSets' | 'asShot'

export class TakeOutFault extends Error {
  readonly kind: TakeOutFaultKind
  /** Capture time at which it shows, µs. */
  readonly atUs: number
  constructor(kind: TakeOutFaultKind, what: string, atUs: number) {
    super(what)
    this.name = 'TakeOutFault'
    this.kind = kind
    this.atUs = atUs
  }
}
