import type { OpenRequest } from '#domain/request/state.ts'
import type { Person, Words } from './person.ts'

/** How a session begins: who looks, before whom, and that everybody was told. */
export function opens(
  { ranges, requester }: Pick<OpenRequest, 'ranges' | 'requester'>,
  operator: Person,
  witnesses: readonly Person[],
  more: Words = {},
): Words {
  const names = witnesses.map(({ name }) => name)
  return {
    session: '閲覧1',
    ranges,
    viewers: [{ name: requester.name, person: requester.person }],
    witnesses: names,
    operatorSigned: true,
    noticeShownTo: [operator.name, ...names, requester.person ?? requester.name],
    ...more,
  }
}

/** What somebody would write for a copy of it. */
export const copies = (
  { ranges }: Pick<OpenRequest, 'ranges'>,
  witnesses: readonly Person[],
  more: Words = {},
): Words => ({
  copy: '写し1',
  session: '作業1',
  what: 'footage',
  ranges,
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: witnesses.map(({ name }) => name),
  operatorSigned: true,
  ...more,
})
