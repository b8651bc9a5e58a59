import type { ApprovalCommand } from '#domain/approval/words.ts'
import type { Setting } from '#domain/decider.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { Step } from './desk.ts'
import { startUs } from './hours.ts'
import { nightResolution } from './office.ts'

export type Deciding = 'terminal' | 'paper' | 'telephone' | 'manager' | 'warrant'

/** The ways a document knows to come to a decision. */
export const waysOf = ({ profile }: Setting): readonly Deciding[] => [
  ...(profile.approval.body === 'manager'
    ? (['manager'] as const)
    : (profile.approval.collegiate?.ways.map(({ way }) => way) ?? [])),
  ...(profile.warrant.kind === 'ownPath' ? (['warrant'] as const) : []),
]

/** The decision, in one of the ways the document knows. */
export function decided(
  { profile }: Setting,
  way: Deciding,
  { requester }: OpenRequest,
): readonly Step[] {
  const inFavour = ['会長', '髙橋', '山﨑', '副会長', '操作'].filter(
    member => member !== requester.person,
  )
  const by = profile.committee ? '会長' : '課長'
  const said = { atUs: startUs, by }
  const reasons = ''
  const use = profile.manager.per === 'use' ? { use: '庁舎の防犯' } : {}
  const propose = { ...said, type: 'Propose' } as const
  const commands = ((): readonly ApprovalCommand[] => {
    switch (way) {
      case 'manager':
        return [{ ...said, type: 'DecideAsManager', grant: true, reasons, ...use }]
      case 'warrant':
        return [
          { ...said, type: 'SignWarrant', signers: [by, profile.committee ? '髙橋' : '担当'] },
        ]
      case 'terminal':
        return [
          propose,
          ...inFavour.map(by => ({ ...said, by, type: 'Vote', inFavour: true, reasons }) as const),
        ]
      case 'paper': {
        const paper = { paper: 'minutes', sha256: 'c0ffee', against: [], reasons } as const
        return [
          propose,
          { ...said, type: 'EnterPaper', ...paper, inFavour, scannedBy: ['髙橋', '山﨑'] },
        ]
      }
      case 'telephone':
        return [
          propose,
          {
            ...said,
            type: 'EnterTelephone',
            resolution: nightResolution.id,
            assents: nightResolution.matter.members,
            heardBy: ['髙橋', '山﨑', '副会長'],
          },
        ]
    }
  })()
  return commands.map(command => ({ to: 'approval', command }))
}
