import type { AppointmentState } from '#domain/appointment/words.ts'
import { postWord } from '#law/called.ts'
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import {
  camera,
  choice,
  day,
  dayUs,
  type Field,
  flag,
  given,
  line,
  lines,
  maybe,
  person,
} from '../said/field.ts'
import type { Saying } from '../said/saying.ts'

type Of = Saying<'appointment'>

/** For which camera or use a post is held, as the document has it. */
const ofField = ({ manager }: Profile): Field<string | null> =>
  manager.per === 'camera'
    ? camera('どのカメラについて')
    : manager.per === 'use'
      ? line('何のための画像について')
      : given(null)

const from = () =>
  maybe(dayUs('いつから', false, { hint: '空けておくと、いますぐ' }), 'now' as unknown as number)

/** Everything that can be said of who holds which post, under this document; who may say it, the office decides. */
export function peopleSayings(profile: Profile, { absences }: AppointmentState): readonly Of[] {
  const { operators, deputy, manager, committee } = profile
  const operator = postWord(profile, 'operator')
  const isAbsent = absences.some(({ endedAtUs }) => endedAtUs === null)
  const section: readonly Of[] = committee
    ? []
    : [
        {
          type: 'EnterPost',
          title: '職員などを届ける',
          button: '届ける',
          fields: {
            person: line('氏名'),
            post: choice('職', {
              staff: postWord(profile, 'staff'),
              guard: postWord(profile, 'guard'),
              auditor: postWord(profile, 'auditor'),
              contractor: postWord(profile, 'contractor'),
              mayor: postWord(profile, 'mayor'),
            }),
            of: given(null),
            unit: maybe(line('所属する課'), null),
            fromUs: from(),
            lastDay: maybe(day('いつまで（最後の日）'), null),
          },
        },
        {
          type: 'AppointManager',
          title: `${postWord(profile, 'manager')}の交代を届ける`,
          button: '届ける',
          says: `${manager.office}に就いた人を届けます。前の人は、新しい人が就く時まで務めます。`,
          fields: {
            person: line('氏名'),
            of: ofField(profile),
            unit: maybe(line('課の名'), null),
            inOffice: flag(`${manager.office}に就いていることを、辞令などで確かめた`),
            fromUs: from(),
          },
        },
        {
          type: 'Transfer',
          title: '異動を届ける',
          button: '異動を届ける',
          says: 'その人が課の職員として持つ職は、その日ですべて終わります。',
          isFinal: true,
          fields: { person: person('だれが'), fromUs: from() },
        },
      ]
  return [
    {
      type: 'Designate',
      title: `${operator}を指定する`,
      button: '指定する',
      fields: {
        person: line('氏名'),
        of: ofField(profile),
        unit: operators.from ? line('所属する課') : given(null),
        employedBy: maybe(line('雇い主', { hint: '委託先などの人のとき' }), null),
        fromUs: from(),
        lastDay: day('いつまで（最後の日）'),
        succeeds: maybe(
          person('だれの後任か', { hint: 'その人の指定は、この人の始まりで終わります' }),
          null,
        ),
      },
    },
    {
      type: 'EndDesignation',
      title: `${operator}の指定を解く`,
      button: '指定を解く',
      isFinal: true,
      fields: { person: person('だれの'), of: ofField(profile) },
    },
    ...section,
    ...(committee
      ? ([
          {
            type: 'StepDown',
            title: '職を退きたい人を書く',
            button: '書き入れる',
            says: '次の人が就くまで、その職を務めます。',
            fields: { person: person('だれが'), post: postChoice(profile) },
          },
        ] as const)
      : []),
    ...(deputy.kind === 'declared' && !isAbsent
      ? ([
          {
            type: 'DeclareAbsence',
            title: `${deputy.occasion}を届ける（${postWord(profile, deputy.post)}）`,
            button: '届けて代行を始める',
            says: `届けるとすぐに代行が始まります。${deputy.confirmation.withinDays}日のうちに、ほかの委員が確かめます。`,
            fields: { of: ofField(profile), reason: lines('どういう事情か') },
          },
        ] as const)
      : []),
    ...(deputy.kind === 'cityRule' && !isAbsent
      ? ([
          {
            type: 'EnterDeputy',
            title: `${deputy.word}を登録する`,
            button: '登録する',
            fields: {
              deputy: line('氏名'),
              of: ofField(profile),
              reason: lines('代わる理由'),
              citation: line('根拠になる決まりの名と条'),
            },
          },
        ] as const)
      : []),
    ...(isAbsent
      ? ([
          {
            type: 'ConfirmAbsence',
            title: '代行の届けを確かめる',
            button: '確かめた',
            fields: { of: ofField(profile) },
          },
          {
            type: 'EndAbsence',
            title: '代行を終える',
            button: '終える',
            fields: { of: ofField(profile) },
          },
        ] as const)
      : []),
  ]
}

const postChoice = (profile: Profile): Field<Post> =>
  choice<Post>(
    'どの職を',
    Object.fromEntries(
      (['president', 'vicePresident', 'chair', 'viceChair', 'member'] as const).map(post => [
        post,
        postWord(profile, post),
      ]),
    ) as Record<Post, string>,
  )
