import { z } from 'zod'
import { basis, houseRuleBasis, ruled, textBasis } from './basis.ts'
import { days, list, name, shape, words } from './notation.ts'

/** What a camera under this document is. `refuses` names what it is not, each with its own basis. */
export const cameraKind = shape({
  word: words,
  means: basis,
  /** Purposes it may be put up for, as the document words them. */
  purposes: ruled({ list: list(shape({ id: name, says: words })) }),
  refuses: list(
    ruled({
      what: z.enum([
        'mobile',
        'privateLandOnly',
        'indoor',
        /** It can be turned while it films. */
        'turns',
        /** It goes after one person, by turning or by program. */
        'followsPersons',
        'targetsPersonOrBuilding',
        'faceOrPlateSearch',
        'otherPurpose',
        'outsideSites',
        'notWireless',
        'unmonitored',
        'keepsLonger',
      ]),
      says: words,
    }),
  ),
  /** Cameras that somebody might want to leave out, and that are in by the document. */
  covers: list(ruled({ what: z.enum(['runByOther', 'facility']), says: words })).exactOptional(),
  /** Who puts them up and who runs them: 市民局 and 西成区役所; null where they are one. */
  bodies: ruled({ owner: words, runBy: words }).nullable(),
  /** Places in scope, where the document lists them. */
  sites: ruled({ list: list(words) }).nullable(),
  /** Bodies that may run one under this document, where it lists them. */
  agencies: ruled({ list: list(words) }).nullable(),
})

/** The list of places and filmed areas (別紙, 別表): drawings and view cones, never a picture taken. */
export const appendix = ruled({
  name: words,
  decidedBy: z.enum(['committee', 'manager']),
  decider: basis,
  /** A NEW camera must stand in it before it is first switched on. */
  gate: houseRuleBasis,
  /** Whether places may be published; ours unless the document says. */
  published: ruled({ places: z.boolean() }),
  /** What each line must say. */
  states: list(ruled({ id: name, name: words })),
})

/** The filmed area is proper: reviewed against the drawing, masks set in the camera only. */
export const coverageRule = ruled({
  review: houseRuleBasis,
  /** How many look at it together. */
  reviewers: z.int().min(1),
  againEveryDays: days,
  masks: basis,
})

/** The sign at the place. */
export const sign = ruled({
  /** What stands on it; `exact`: these words and no others. */
  items: list(ruled({ id: name, says: words })),
  exact: z.boolean(),
  gate: houseRuleBasis,
  againEveryDays: days,
})

/** What a NEW camera needs before it is first switched on: ours. A running camera is never stopped by it. */
export const gate = shape({
  needs: z.enum(['appendix', 'sign', 'coverage', 'manual', 'retention', 'committee']),
  by: basis,
})

export const cameras = shape({
  kind: cameraKind,
  appendix,
  coverage: coverageRule,
  sign,
  gates: list(gate),
  /** A running camera is not stopped for want of paper: the duty turns 期限超過. */
  neverStopped: basis,
  /** Hours a day a camera films, where the document says so. */
  hoursADay: shape({ hours: z.int(), by: textBasis, exception: houseRuleBasis }).nullable(),
  /** 取扱マニュアル: written, versioned, read; null where the document has none. */
  manual: ruled({ name: words, acknowledged: houseRuleBasis }).nullable(),
})

export type CameraKind = z.infer<typeof cameraKind>
export type CameraTrait = CameraKind['refuses'][number]['what']
export type Cameras = z.infer<typeof cameras>
export type Gate = z.infer<typeof gate>
