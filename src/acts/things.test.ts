import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { acting, begun, replayed, worldOf } from '../../test/acts.ts'
import { at, minuteAt, settingOf } from '../../test/given.ts'
import { officeFor } from '../../test/scenario/office.ts'
import { decided, type Order, order } from './decided.ts'
import type { Kind } from './kinds.ts'
import { readStreamName, streamName } from './stream-name.ts'
import { namedThing, things } from './things.ts'
import { emptyWorld } from './world.ts'

const root = join(import.meta.dirname, '..')

test('every decider of the domain has a stream', () => {
  const bound = globSync('acts/*-things.ts', { cwd: root })
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const deciders = globSync('domain/**/*.ts', { cwd: root })
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(file => [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /^export const (\w+): Decider<|^export function (\w+)\(\s*\w+: (?:Setting|\w+Facts),\s*(?:command|\{[^}]*\}): (?:Tell|EraseEarly|AimCheck|Watching)\b/gm,
      ),
    ])
    .map(([, decider, alone]) => decider ?? alone ?? '')
  assert.ok(deciders.length >= Object.keys(things).length - 1, deciders.join())
  for (const name of deciders) assert.match(bound, new RegExp(`\\b${name}\\b`), name)
})

test('the name of a stream says its kind and ids, whatever stands in them', () => {
  for (const ids of [['令和8年度 第0042号', '2'], ['a/b'], ['%2F'], ['100%', 'x/']]) {
    assert.deepEqual(readStreamName(streamName('viewing', ...ids)), { kind: 'viewing', ids })
  }
  for (const name of ['', 'viewing', 'viewing/', '/x', 'a/%zz', 'a/b//c']) {
    assert.equal(readStreamName(name), null, name)
  }
  assert.equal(namedThing('viewing/1'), null)
  assert.equal(namedThing('nothing/1'), null)
  assert.equal(namedThing('viewing/7/1')?.file, 'request/7')
})

const atUs = at('2026-11-14 19:00')
const said = (by: string) => ({ atUs, by })
const chief = { ...said('課長') }
const chair = { ...said('会長') }
const range = {
  camera: 'C1',
  fromMinute: minuteAt('2026-11-14 10:00'),
  toMinute: minuteAt('2026-11-14 10:10'),
}

/** Something that is said to each kind of thing under one document or another, and what follows from it. */
const sayings: Readonly<
  Record<
    Exclude<Kind, 'request' | 'approval' | 'viewing' | 'take-out' | 'telling'>,
    readonly [Profile, Order, string][]
  >
> = {
  'sealed-copy': [
    [kai, order('sealed-copy', ['7'], { ...chair, type: 'ReleaseSealedKey' }), 'Refused'],
  ],
  camera: [
    [
      kai,
      order('camera', ['C1'], {
        ...chair,
        type: 'PlanCamera',
        camera: 'C1',
        purpose: kai.cameras.kind.purposes.list[0]?.id ?? '',
        traits: [],
        site: null,
        agency: null,
      }),
      'CameraPlanned',
    ],
    [kai, order('camera', ['C1'], { ...chair, type: 'SwitchOn' }), 'Refused'],
  ],
  appendix: [
    [
      kai,
      order('appendix', ['main'], {
        ...chair,
        type: 'DecidePublication',
        places: true,
        resolution: '議決6',
      }),
      'PublicationDecided',
    ],
  ],
  manual: [
    [
      kawasaki,
      order('manual', ['main'], {
        ...chief,
        type: 'IssueManual',
        version: '第1版',
        says: '表示と保管',
      }),
      'ManualIssued',
    ],
  ],
  medium: [
    [
      kai,
      order('medium', ['M/1'], {
        ...chair,
        type: 'RegisterMedium',
        medium: 'M/1',
        kind: 'card',
        serial: 'SN',
        place: '保管庫',
      }),
      'MediumRegistered',
    ],
  ],
  terminal: [
    [
      sakai,
      order('terminal', ['T1'], {
        ...chief,
        type: 'EnrolTerminal',
        terminal: 'T1',
        room: sakai.terminals.rooms[0] ?? '事務室',
        deviceKey: '鍵',
        keptBy: null,
      }),
      'TerminalEnrolled',
    ],
    [
      sakai,
      order('terminal', ['T1'], { ...chief, type: 'CheckOut', holder: '担当' }),
      'CheckedOut',
    ],
  ],
  key: [
    [
      kai,
      order('key', ['保管庫'], { ...chair, type: 'TakeKey', holder: '操作', purpose: '点検' }),
      'KeyTaken',
    ],
    [
      kai,
      order('key', ['保管庫'], { ...chair, type: 'TakeKey', holder: '髙橋', purpose: '点検' }),
      'Refused',
    ],
  ],
  'aim-check': [
    [
      kai,
      order('aim-check', ['C1'], {
        ...chair,
        type: 'CheckAim',
        camera: 'C1',
        occasion: 'repair',
        seconds: 5,
        attending: ['会長', '髙橋'],
        kept: true,
      }),
      'Refused',
    ],
  ],
  live: [
    [
      sakai,
      order('live', ['守衛室'], {
        ...chief,
        type: 'WatchLive',
        person: '守衛',
        room: '守衛室',
        what: 'recorded',
        reported: true,
        constant: false,
      }),
      'Refused',
    ],
  ],
  hold: [
    [
      kai,
      order('hold', ['main'], { ...chair, type: 'ReviewHold', id: '延長1', stillNeeded: '要る' }),
      'Refused',
    ],
  ],
  period: [
    [
      kawasaki,
      order('period', ['main'], {
        ...chief,
        type: 'DecidePeriod',
        hours: 168,
        reason: '通報まで数日かかる',
        manual: '第1版',
        circumstance: '',
        purpose: '',
        reviewOn: '',
      }),
      'PeriodDecided',
    ],
  ],
  'early-erasure': [
    [
      kai,
      order('early-erasure', ['main'], {
        ...chair,
        type: 'EraseEarly',
        range,
        deciders: ['会長', '髙橋'],
        reason: '写ってはならないものが写った',
      }),
      kai.retention.earlyErasure.kind === 'never' ? 'Refused' : 'EarlyErasureDecided',
    ],
  ],
  profile: [
    [
      kai,
      order('profile', ['main'], {
        ...chair,
        type: 'AdoptProfile',
        document: { ...kai, version: '令和8年12月1日' },
        inForceOn: '2026-12-01',
        unit: null,
        writtenIn: '臨時総会議事録（令和8年11月8日）',
        officers: ['会長', '髙橋'],
      }),
      'ProfileAdopted',
    ],
  ],
  machine: [
    [
      kai,
      order('machine', ['k1'], {
        ...chair,
        type: 'ConfirmClock',
        toUs: atUs,
        nonce: 'n',
        officers: ['会長'],
      }),
      'ClockConfirmed',
    ],
    [
      kai,
      order('machine', ['k1'], {
        ...chair,
        type: 'AcceptKeyring',
        nonce: 'n',
        officers: ['会長', '髙橋'],
      }),
      'KeyringLookedAt',
    ],
    [
      kai,
      order('machine', ['k1'], {
        ...chair,
        type: 'TrustCamera',
        nonce: 'n',
        officers: ['会長'],
        camera: 'no12',
        known: { auth: 'sha256' },
        reason: '交換した',
      }),
      'CameraVouchedFor',
    ],
    [
      kai,
      order('machine', ['k1'], {
        ...chair,
        type: 'TakeCameraAway',
        nonce: 'n',
        officers: ['会長'],
        camera: 'no12',
        reason: '',
      }),
      'Refused',
    ],
    [
      kai,
      order('machine', ['k1'], {
        ...chair,
        type: 'TakeCameraAway',
        nonce: 'n',
        officers: ['会長'],
        camera: 'no12',
        reason: '撤去した',
      }),
      'CameraTakenAway',
    ],
  ],
  appointment: [
    [
      kai,
      order('appointment', ['main'], {
        ...chair,
        type: 'StepDown',
        person: '髙橋',
        post: 'member',
      }),
      'SteppedDown',
    ],
  ],
  meeting: [
    [
      kai,
      order('meeting', ['main'], {
        ...chair,
        type: 'HoldMeeting',
        id: '会議1',
        heldAtUs: atUs,
        convenedBy: '会長',
        attending: ['会長', '髙橋', '山﨑', '副会長'],
        motions: [
          {
            id: '議決9',
            matter: { kind: 'spending', amountYen: 30_000, says: '修繕' },
            inFavour: ['会長', '髙橋', '山﨑', '副会長'],
          },
        ],
        reports: [],
      }),
      'MeetingHeld ResolutionPassed',
    ],
  ],
  credential: [
    [
      kai,
      order('credential', ['main'], {
        ...chair,
        type: 'IssueCredential',
        person: '操作',
        loginId: '11',
      }),
      'CredentialIssued',
    ],
    [
      kai,
      order('credential', ['main'], { ...said('操作'), type: 'CompleteCredential' }),
      'CredentialCompleted',
    ],
  ],
  complaint: [
    [
      kai,
      order('complaint', ['K-07'], {
        ...chair,
        type: 'ReceiveComplaint',
        id: 'K-07',
        kind: 'complaint',
        from: '𠮷田',
        contact: null,
        camera: null,
        matter: '玄関が写る',
      }),
      'ComplaintReceived',
    ],
    [
      kai,
      order('complaint', ['K-07'], { ...chair, type: 'AnswerComplaint', says: '写りません' }),
      'ComplaintAnswered',
    ],
    [kai, order('complaint', ['K-07'], { ...chair, type: 'CloseComplaint' }), 'ComplaintClosed'],
  ],
  correction: [
    [
      kai,
      order('correction', ['complaintBook', 'complaint/K-07', 'K-07'], {
        ...chair,
        type: 'CorrectLine',
        cells: { from: '𠮷野' },
        reason: '聞き違い',
      }),
      'LineCorrected',
    ],
    [
      kai,
      order('correction', ['complaintBook', 'complaint/K-08', 'K-08'], {
        ...chair,
        type: 'DisposeOfLine',
      }),
      'Refused',
    ],
  ],
  disclosure: [[kai, order('disclosure', ['D-1'], { ...chair, type: 'BeginSearch' }), 'Refused']],
  engagement: [
    [
      sakai,
      order('engagement', ['保守'], {
        ...chief,
        type: 'EnterContractor',
        id: '保守',
        name: '保守の会社',
        work: '保守',
        keepsFootage: 'no',
      }),
      'ContractorEntered',
    ],
  ],
  agreement: [
    [nishinari, order('agreement', ['協定1'], { ...chief, type: 'ActivateAgreement' }), 'Refused'],
  ],
  fund: [
    [
      kai,
      order('fund', ['main'], { ...chair, type: 'OpenFund', id: '積立金', yearlyYen: 50_000 }),
      'FundOpened',
    ],
    [
      kai,
      order('fund', ['main'], { ...chair, type: 'Deposit', yen: 50_000, note: '' }),
      'Deposited',
    ],
    [
      kai,
      order('fund', ['main'], {
        ...chair,
        type: 'Spend',
        yen: 20_000,
        resolution: '議決9',
        says: '3号機の修繕',
      }),
      'Spent',
    ],
  ],
  incident: [
    [
      kai,
      order('incident', ['I-1'], {
        ...chair,
        type: 'FindIncident',
        id: 'I-1',
        foundAtUs: atUs,
        what: '端末が見当たらない',
        cameras: ['C1'],
      }),
      'IncidentFound',
    ],
  ],
  report: [
    [
      kai,
      order('report', ['R-1'], {
        ...chair,
        type: 'OweReport',
        id: 'R-1',
        report: '知らない報告',
        of: 'C1',
        happenedAtUs: atUs,
      }),
      'Refused',
    ],
  ],
  matching: [
    [
      kai,
      order('matching', ['1'], {
        ...chair,
        type: 'MatchFootage',
        footage: '写し1',
        with: '受付票',
        how: 'person',
        held: false,
        classified: false,
      }),
      kai.personIndex ? 'FootageMatched' : 'Refused',
    ],
  ],
}

describe('each kind of thing is asked through the world, and its acts come out the same again', () => {
  const all = Object.values(sayings).flat()
  for (const profile of [kai, sakai, nishinari, kawasaki]) {
    test(profile.called, () => {
      const world = worldOf(settingOf(profile, officeFor(profile)), { terminal: null })
      let course = begun(world)
      for (const [own, said, expected] of all.filter(([own]) => own === profile)) {
        const before = course.recorded.length
        course = acting(own, course, said)
        const types = course.recorded.slice(before).map(({ leaf }) => leaf.type)
        assert.equal(types.join(' '), expected, said.stream)
      }
      assert.deepEqual(replayed(profile, world, course.recorded).findings, [])
    })
  }
})

test('a stream that is told of another thing is a mistake, not a refusal', () => {
  const words = { atUs, by: '会長', type: 'OpenFund', id: '積立金', yearlyYen: 1 } as const
  assert.ok(!isRefusal(decided(emptyWorld, { ...order('fund', ['main'], words), profile: kai })))
  assert.throws(
    () => decided(emptyWorld, { stream: 'fund', said: words, profile: kai }),
    RangeError,
  )
  const planned = order('medium', ['M-2'], {
    ...chair,
    type: 'RegisterMedium',
    medium: 'M-1',
    kind: 'card',
    serial: 'SN',
    place: '保管庫',
  })
  assert.throws(() => decided(emptyWorld, { ...planned, profile: kai }), /M-1/)
})
