import { z } from 'zod'
import type { CameraTrait } from '#law/vocabulary/cameras.ts'
import { profile } from '#law/vocabulary/profile.ts'
import type { Asked } from './asked.ts'
import {
  cells,
  count,
  day,
  dayOrNone,
  flag,
  hash,
  id,
  list,
  minute,
  moment,
  name,
  nothing,
  people,
  range,
  said,
  text,
  us,
} from './notation.ts'

const traits = list(
  z.enum([
    'mobile',
    'privateLandOnly',
    'indoor',
    'turns',
    'followsPersons',
    'targetsPersonOrBuilding',
    'faceOrPlateSearch',
    'otherPurpose',
    'outsideSites',
    'notWireless',
    'unmonitored',
    'keepsLonger',
  ] satisfies CameraTrait[]),
)
const plan = {
  purpose: name,
  traits,
  site: name.nullable(),
  agency: name.nullable(),
}

/** What is said to cameras, media, screens and keys, and of how long footage lives. */
export const keepingSaid: Asked<
  | 'camera'
  | 'appendix'
  | 'manual'
  | 'medium'
  | 'terminal'
  | 'key'
  | 'aim-check'
  | 'live'
  | 'hold'
  | 'period'
  | 'early-erasure'
  | 'machine'
  | 'profile'
> = {
  camera: {
    PlanCamera: said({ camera: id, ...plan }),
    ChangeCamera: said(plan),
    LeaveOut: said({
      camera: id,
      because: z.enum(['runByOther', 'facility', 'nobodyIdentifiable']),
    }),
    ReviewCoverage: said({
      reviewers: people,
      reason: text,
      masks: z.enum(['none', 'inCamera', 'afterwards']),
      found: z.enum(['proper', 'targetsPersonOrBuilding']),
    }),
    NoticeAimMoved: nothing,
    AttestSign: said({ wording: cells, photo: hash }),
    SwitchOn: nothing,
    SwitchOff: said({ because: z.enum(['paper', 'repair', 'removal', 'other']), reason: text }),
    SetHours: said({
      hoursADay: z.number().min(0).max(24),
      onMotionOnly: flag,
      exception: said({ reason: text, lastDay: day }).nullable(),
    }),
  },
  appendix: {
    DecideAppendix: said({
      version: id,
      lines: list(said({ camera: id, states: cells, shownBy: z.enum(['drawing', 'footage']) })),
      resolution: name.nullable(),
      fromUs: moment,
    }),
    DecidePublication: said({ places: flag, resolution: name.nullable() }),
  },
  manual: {
    IssueManual: said({ version: name, says: text }),
    AcknowledgeManual: said({ version: name }),
  },
  medium: {
    RegisterMedium: said({
      medium: id,
      kind: z.enum(['recorder', 'card', 'disk', 'stick', 'paper']),
      serial: name,
      place: name,
    }),
    MoveMedium: said({ to: name, permittedBy: id.nullable() }),
    MissMedium: nothing,
    AttestMedium: said({ photo: hash }),
    ImportFrom: said({ cameras: list(id), oldestDueUs: us }),
    RetireMedium: said({ reason: text }),
    ReuseMedium: said({ purpose: text }),
    EraseMedium: said({ how: text }),
    DestroyMedium: said({
      method: name,
      likeness: text.exactOptional(),
      people,
      photo: hash,
    }),
    DiscardMedium: nothing,
  },
  terminal: {
    EnrolTerminal: said({ terminal: id, room: name, deviceKey: text, keptBy: name.nullable() }),
    RevokeTerminal: said({ reason: text }),
    CheckOut: said({ holder: name }),
    CheckIn: nothing,
    AttestTerminal: said({ photo: hash, report: text }),
  },
  key: {
    TakeKey: said({ holder: name, purpose: text }),
    ReturnKey: said({ place: name }),
    MissKey: nothing,
  },
  'aim-check': {
    CheckAim: said({
      camera: id,
      occasion: z.enum(['installation', 'repair', 'aimAlarm', 'other']),
      seconds: count,
      attending: people,
      kept: flag,
    }),
  },
  live: {
    WatchLive: said({
      person: id,
      room: id,
      what: z.enum(['live', 'recorded']),
      reported: flag,
      constant: flag,
    }),
  },
  hold: {
    // When the footage would go the desk says (`goneByUs`).
    Hold: said({
      id,
      range,
      needs: said({ fromMinute: minute, toMinute: minute }),
      ground: name,
      reason: text,
      document: text,
      endsOn: dayOrNone,
    }) as unknown as Asked<'hold'>['hold']['Hold'],
    ReviewHold: said({ id, stillNeeded: text }),
    ReleaseHold: said({ id, reason: text }),
  },
  period: {
    DecidePeriod: said({
      hours: z.number(),
      reason: text,
      manual: name,
      circumstance: text,
      purpose: text,
      reviewOn: dayOrNone,
    }),
  },
  'early-erasure': { EraseEarly: said({ range, deciders: people, reason: text }) },
  machine: {
    ConfirmClock: said({ toUs: moment, nonce: name, officers: people }),
    AcceptKeyring: said({ nonce: name, officers: people }),
    TrustCamera: said({
      ...{ nonce: name, officers: people, camera: id, reason: text },
      known: z.union([
        said({ pin: hash }),
        said({ auth: z.enum(['none', 'basic', 'md5', 'sha256']) }),
      ]),
    }),
    TakeCameraAway: said({ nonce: name, officers: people, camera: id, reason: text }),
  },
  profile: {
    AdoptProfile: said({
      document: profile,
      inForceOn: day.nullable(),
      unit: name.nullable(),
      writtenIn: text,
      officers: people,
    }),
  },
}
