import type { DirectoryStatement } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { withSuspension } from './suspension.ts'

const agency = (agencyId: string, type: 'shelter' | 'migration_enforcement' = 'shelter') => ({
  ...{ hub: 'XA', agencyId, type, name: `House ${agencyId}`, issuer: 'https://accounts.example', certificates: [] },
  accreditation: { on: '2026-12-01', by: ['Ministry of Justice', 'Ombudsman'] },
})
const statement: DirectoryStatement = {
  ...{ version: 1, hub: 'XA', issuedAt: '2026-12-01T00:00:00Z' },
  agencies: [agency('a'), agency('b'), agency('c'), agency('m', 'migration_enforcement')],
  hubs: [{ hub: 'XA', jurisdictionCertificate: '', certificates: [] }],
  instruments: [],
}
function after(...changes: readonly Parameters<typeof withSuspension>[1][]): DirectoryStatement {
  let next = statement
  for (const change of changes) next = { ...next, ...withSuspension(next, change) }
  return next
}
const suspendedIn = ({ agencies }: DirectoryStatement) => agencies.filter(one => one.suspended).map(one => one.agencyId)

test('an agency that is suspended is so in the next statement, with whoever acts in its place', () => {
  const next = after({ agencyId: 'a', suspended: true, successor: 'b' })
  expect(suspendedIn(next)).toEqual(['a'])
  expect(next.successors).toEqual([{ hub: 'XA', agencyId: 'a', successor: 'b' }])
})

test('who acts in its place may be said later, and be another', () => {
  const suspended = { agencyId: 'a', suspended: true }
  expect(after(suspended).successors).toEqual([])
  expect(after(suspended, { ...suspended, successor: 'b' }, { ...suspended, successor: 'c' }).successors).toEqual([
    { hub: 'XA', agencyId: 'a', successor: 'c' },
  ])
})

test('once it is back nobody acts in its place', () => {
  const next = after({ agencyId: 'a', suspended: true, successor: 'b' }, { agencyId: 'a', suspended: false })
  expect([suspendedIn(next), next.successors]).toEqual([[], []])
})

test('one that acts for another and is suspended itself acts for nobody', () => {
  const next = after({ agencyId: 'a', suspended: true, successor: 'b' }, { agencyId: 'b', suspended: true })
  expect([suspendedIn(next), next.successors]).toEqual([['a', 'b'], []])
})

test.each([
  ['one whom the directory does not know', { agencyId: 'x', suspended: true }],
  ['lifting what is not', { agencyId: 'a', suspended: false }],
  ['itself in its place', { agencyId: 'a', suspended: true, successor: 'a' }],
  ['nobody known in its place', { agencyId: 'a', suspended: true, successor: 'x' }],
  ['migration enforcement in its place', { agencyId: 'a', suspended: true, successor: 'm' }],
])('%s is refused', (_, change) => {
  expect(() => withSuspension(statement, change)).toThrow(UsageError)
})
