import { z } from 'zod'
import { ending } from '#law/vocabulary/copies.ts'
import { act, requesterKind } from '#law/vocabulary/grounds.ts'
import type { Asked } from './asked.ts'
import {
  cells,
  count,
  flag,
  hash,
  id,
  list,
  name,
  nothing,
  people,
  range,
  ranges,
  said,
  text,
  us,
} from './notation.ts'

const answer = said({ holds: flag, facts: text })
const acts = list(act)
const handedIn = said({
  paper: name,
  title: name,
  issuer: name,
  dated: name,
  number: name.nullable(),
  contents: cells,
  sha256: hash.nullable(),
})
const requester = said({
  kind: requesterKind,
  person: id.nullable(),
  organisation: name,
  post: name,
  name,
  contact: name,
  address: name,
})
const warrant = said({ court: name, number: name, officer: name, inventory: text, entries: cells })
const terms = {
  acts: acts.exactOptional(),
  ranges: ranges.exactOptional(),
  conditions: list(text).exactOptional(),
  sessions: count.exactOptional(),
  leadIn: flag.exactOptional(),
}

/** What is said to a request, and to what follows from it. */
export const caseSaid: Asked<
  'request' | 'approval' | 'sealed-copy' | 'viewing' | 'take-out' | 'telling'
> = {
  request: {
    Receive: said({
      id,
      acts,
      internal: flag,
      requester,
      purpose: text,
      ranges,
      application: handedIn.nullable(),
    }),
    ClaimGround: said({ ground: name }),
    AnswerTest: said({ test: id, answer }),
    Enter: said({ entries: cells }),
    HandIn: said({ paper: handedIn }),
    DemandPaper: said({ paper: id }),
    Identify: said({ facts: list(name), photo: flag, image: hash.nullable() }),
    Check: said({ check: id, answer }),
    Narrow: said({ ranges }),
    AmendPurpose: said({ purpose: text }),
    ClaimUrgency: said({ reason: text, recognisedBy: name, permittedBy: id.nullable() }),
    PresentWarrant: said({ warrant }),
    ReadAgain: nothing,
    Withdraw: said({ reason: text }),
    Close: nothing,
  },
  approval: {
    Propose: said(terms),
    Vote: said({ inFavour: flag, reasons: text }),
    Recuse: said({ reason: text }),
    EnterPaper: said({
      paper: z.enum(['minutes', 'circular', 'letters']),
      sha256: hash,
      inFavour: people,
      against: people,
      reasons: text,
      scannedBy: people,
    }),
    EnterTelephone: said({ resolution: name, assents: people, heardBy: people }),
    DecideAsManager: said({ ...terms, grant: flag, reasons: text, use: id.exactOptional() }),
    SignWarrant: said({ signers: people }),
  },
  'sealed-copy': {
    SealCopy: said({ number: id, ranges }),
    ReleaseSealedKey: nothing,
  },
  viewing: {
    Search: said({ purpose: text, ranges }),
    Open: said({
      session: id,
      ranges,
      viewers: list(said({ name, person: id.nullable() })),
      witnesses: people,
      operatorSigned: flag,
      noticeShownTo: list(name),
    }),
    ShowPresence: nothing,
    LeaveSeat: nothing,
    ReturnToSeat: nothing,
    Show: said({ range }),
    Note: said({ camera: id, momentUs: us, says: text }),
    Close: said({ how: z.enum(['ended', 'lapsed', 'powerCut', 'connectionLost']) }),
    ConfirmLine: said({ note: text, typed: said({ fromUs: us, toUs: us }).nullable() }),
  },
  'take-out': {
    MakeCopy: said({
      copy: id,
      session: id,
      what: z.enum(['footage', 'still', 'print', 'medium', 'replica']),
      ranges,
      leadIn: flag,
      derivation: said({
        how: list(z.enum(['trimmed', 'redacted', 'still'])),
        replacesOriginal: flag,
      }).nullable(),
      medium: id.nullable(),
      sha256: hash,
      withinPurpose: flag,
      witnesses: people,
      operatorSigned: flag,
    }),
    ConfirmCopy: said({ asInstructed: flag, differences: text }),
    TellConditions: said({ told: list(text), signed: flag, attestedBy: z.array(id).max(50) }),
    WriteLine: said({ cells }),
    HandOver: said({ session: id, to: name }),
    AnswerPurpose: said({ alive: flag }),
    End: said({
      kind: ending,
      sha256: hash.nullable(),
      reseal: flag,
      evidence: name,
      statement: text.nullable(),
      reason: text,
      resolution: name.nullable(),
    }),
    Discard: said({ evidence: name }),
    Lapse: nothing,
  },
  telling: { Tell: said({ to: name, says: text, registered: flag }) },
}
