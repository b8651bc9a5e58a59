import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, officeOf, restsOn, settingOf } from '../../../test/given.ts'
import { refuseTerminal } from '../operating.ts'
import { factOf, terminal } from './terminal.ts'
import type { TerminalCommand } from './words.ts'

test('pictures appear only on what the manager enrolled in a room of the document, out by name where it says so', () => {
  const atUs = at('2026-11-14 09:00')
  const office = officeOf({ 髙橋: ['manager', 'chair'], 𠮷田: ['operator'] })
  const enrol = fc.record({
    type: fc.constant('EnrolTerminal' as const),
    terminal: fc.constantFrom('T-1', ''),
    room: fc.constantFrom('本館1階警備員室', '3階会議室', ''),
    deviceKey: fc.constantFrom('ed25519:01', ''),
    keptBy: fc.constantFrom(null, '西成警察署', 'だれか'),
  })
  const other = fc.constantFrom(
    { type: 'RevokeTerminal', reason: '紛失' } as const,
    { type: 'CheckOut', holder: '𠮷田' } as const,
    { type: 'CheckOut', holder: ' ' } as const,
    { type: 'CheckIn' } as const,
    { type: 'AttestTerminal', photo: '', report: '施錠' } as const,
  )
  const step = fc.tuple(fc.oneof(enrol, other), fc.constantFrom('髙橋', '𠮷田'))
  const steps = fc.array(step, { maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(kai, nishinari, sakai), steps, (profile, steps) => {
      const setting = settingOf(profile, office)
      let state = terminal.initial
      for (const [said, by] of steps) {
        const command: TerminalCommand = { ...said, atUs, by }
        const outcome = terminal.decide(setting, state, command)
        restsOn(profile, outcome)
        if (isRefusal(outcome)) continue
        state = outcome.reduce(terminal.evolve, state)
        if (command.type === 'EnrolTerminal') assert.equal(by, '髙橋')
        if (refuseTerminal(setting, factOf(state))) continue
        assert.ok(state.status === 'enrolled')
        assert.ok(profile !== sakai || state.room === '本館1階警備員室')
        assert.ok(profile !== nishinari || state.holder === '𠮷田')
      }
    }),
    { numRuns: 200 },
  )
})
