import { type Refusal, refuse } from '#law/basis.ts'
import { outsideHouse } from '#law/house/site.ts'
import { actHouse } from '#law/house.ts'
import type { Complaints } from '#law/vocabulary/outside.ts'
import type { Decider } from '../decider.ts'
import type { ComplaintCommand, ComplaintEvent, ComplaintState, OpenComplaint } from './words.ts'

/** A complaint or an enquiry, from the day it came to the day it was answered. */
export const complaint: Decider<ComplaintState, ComplaintCommand, ComplaintEvent> = {
  initial: { status: 'none' },
  decide: ({ profile: { complaints } }, state, command) => {
    if (command.type === 'ReceiveComplaint') return received(complaints, state, command)
    if (state.status !== 'open') {
      return refuse(
        state.status === 'closed' ? '閉じた苦情です' : '受け付けていない苦情です',
        actHouse.stepsInOrder,
        '続きは、新しい苦情として受け付けてください',
      )
    }
    const { atUs, by } = command
    switch (command.type) {
      case 'AcknowledgeComplaint':
        return [{ type: 'ComplaintAcknowledged', atUs, by, basis: complaints.acknowledge.by }]
      case 'RespondToComplaint':
        return command.action.trim() === ''
          ? refuse('対応が書かれていません', outsideHouse.complaintBook, 'したことを書いてください')
          : [
              {
                type: 'ComplaintRespondedTo',
                atUs,
                by,
                basis: complaints.by,
                action: command.action,
              },
            ]
      case 'AnswerComplaint':
        return command.says.trim() === ''
          ? refuse('返事が書かれていません', complaints.writtenReply, '返事を書いてください')
          : [
              {
                type: 'ComplaintAnswered',
                atUs,
                by,
                basis: complaints.writtenReply,
                says: command.says,
              },
            ]
      case 'CloseComplaint':
        return (
          refuseClosing(complaints, state) ?? [
            { type: 'ComplaintClosed', atUs, by, basis: complaints.by },
          ]
        )
    }
  },
  evolve: (state, event) => {
    if (event.type === 'ComplaintReceived') {
      const { type: _, by: _by, basis: _basis, atUs: receivedAtUs, ...received } = event
      return {
        ...received,
        status: 'open',
        receivedAtUs,
        acknowledgedAtUs: null,
        actions: [],
        answer: null,
        closedAtUs: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'ComplaintAcknowledged':
        return { ...state, acknowledgedAtUs: state.acknowledgedAtUs ?? event.atUs }
      case 'ComplaintRespondedTo':
        return { ...state, actions: [...state.actions, event.action] }
      case 'ComplaintAnswered':
        return { ...state, answer: event.says }
      case 'ComplaintClosed':
        return { ...state, status: 'closed', closedAtUs: event.atUs }
    }
  },
}

function received(
  complaints: Complaints,
  state: ComplaintState,
  { type: _, ...command }: Extract<ComplaintCommand, { type: 'ReceiveComplaint' }>,
): readonly ComplaintEvent[] | Refusal {
  if (state.status !== 'none') {
    return refuse('すでに受け付けた苦情です', actHouse.stepsInOrder, '別の番号で受け付けてください')
  }
  if (command.matter.trim() === '') {
    return refuse(
      '苦情の内容が書かれていません',
      outsideHouse.complaintBook,
      '聞いたことを書いてください',
    )
  }
  return [{ type: 'ComplaintReceived', ...command, basis: complaints.by }]
}

/** Doing nothing at all is what the document forbids; answering in writing is our own habit. */
function refuseClosing(complaints: Complaints, { actions, answer }: OpenComplaint): Refusal | null {
  if (actions.length === 0 && answer === null) {
    return refuse(
      '何も対応していない苦情は閉じられません',
      complaints.closeNeeds,
      'したことを書くか、返事をしてから閉じてください',
    )
  }
  return answer === null
    ? refuse(
        '書いた返事がない苦情は閉じられません',
        complaints.writtenReply,
        '返事を書いてから閉じてください。連絡先がなければ、帳簿に残してください',
      )
    : null
}
