import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Report } from '#law/vocabulary/outside.ts'
import type { Decider, Setting } from '../decider.ts'
import type { OwedReport, ReportCommand, ReportEvent, ReportState } from './words.ts'

type Decided = readonly ReportEvent[] | Refusal

/** A report owed to somebody outside after a thing was done. It comes after, so it never stops a camera. */
export const report: Decider<ReportState, ReportCommand, ReportEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    if (command.type === 'OweReport') return owed(setting, state, command)
    if (state.status === 'none') {
      return refuse('その報告はありません', actHouse.stepsInOrder, '報告の一覧から選んでください')
    }
    const rule = ruleOf(setting, state.report)
    if (!rule) return unknown(setting)
    const { atUs, by } = command
    if (state.status === 'closed') {
      return refuse(
        '済んだ報告です',
        actHouse.stepsInOrder,
        '補うときは、新しい報告として入れてください',
      )
    }
    switch (command.type) {
      case 'EnterReport':
        return [{ type: 'ReportEntered', atUs, by, basis: rule.by, entries: command.entries }]
      case 'SendReport': {
        const basis = rule.by
        const { sha256 } = command
        return refuseBlank(rule, state) ?? [{ type: 'ReportSent', atUs, by, basis, sha256 }]
      }
      case 'CloseReport':
        return state.status === 'sent'
          ? [{ type: 'ReportClosed', atUs, by, basis: rule.by }]
          : refuse(
              '報告しないまま、この務めを終えることはできません',
              rule.dueDays.by,
              `${rule.to}に報告してから終えてください。カメラは動かしておきます`,
            )
    }
  },
  evolve: (state, event) => {
    if (event.type === 'ReportOwed') {
      const { id, report, of, happenedAtUs } = event
      const owing = { id, report, of, happenedAtUs, entries: {}, sentAtUs: null, sha256: null }
      return { status: 'owed', ...owing }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'ReportEntered':
        return { ...state, entries: { ...state.entries, ...event.entries } }
      case 'ReportSent':
        return { ...state, status: 'sent', sentAtUs: event.atUs, sha256: event.sha256 }
      case 'ReportClosed':
        return { ...state, status: 'closed' }
    }
  },
}

const ruleOf = ({ profile }: Setting, id: string): Report | undefined =>
  profile.reports.find(known => known.id === id)

const unknown = ({ profile: { silence } }: Setting): Refusal =>
  refuse('この規程に、その報告の定めはありません', silence.by, `${silence.ask}に確かめてください`)

function owed(
  setting: Setting,
  state: ReportState,
  { type: _, ...command }: Extract<ReportCommand, { type: 'OweReport' }>,
): Decided {
  if (state.status !== 'none') {
    return refuse('すでにある報告です', actHouse.stepsInOrder, '別の番号で入れてください')
  }
  const rule = ruleOf(setting, command.report)
  return rule ? [{ type: 'ReportOwed', ...command, basis: rule.by }] : unknown(setting)
}

function refuseBlank({ states }: Report, { entries }: OwedReport): Refusal | null {
  const blank = states.find(({ id }) => (entries[id] ?? '').trim() === '')
  return blank
    ? refuse(
        `報告の「${blank.name}」が空いています`,
        blank.by,
        `「${blank.name}」を書いてから報告してください`,
      )
    : null
}
