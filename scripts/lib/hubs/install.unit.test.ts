import type { DirectoryStatement } from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { urlOf } from './addresses.ts'
import { type InstallOptions, install } from './install.ts'
import { layout } from './layout.ts'
import { freePorts } from './ports.ts'
import { nextStatement, statementIn, writeStatement } from './statement.ts'

const state = tempDir('installing')
afterAll(() => removeTempDir(state))
const places = layout(state)
const paths = places.hub('XA')

const installed = (hubs: string[], more: Partial<InstallOptions> = {}) =>
  install({ layout: places, hubs, postgresPort: 1024, portsOf: () => freePorts(), onStep: () => {}, ...more })
const stated = () => statementIn(paths.directoryStatement)
const ofXa = () => stated().agencies.filter(({ hub }) => hub === 'XA')

/** As the jurisdiction may have it, years after the installation. */
function changed(agencies: DirectoryStatement['agencies']): DirectoryStatement['agencies'] {
  const [first, second, , ...rest] = agencies
  if (!first || !second) throw new Error('no agencies')
  const { issuer: _, ...outside } = second
  const extra = { ...outside, agencyId: crypto.randomUUID(), name: 'Founded later', certificates: [] }
  return [{ ...first, suspended: true }, outside, ...rest, extra]
}

test('Who is suspended, struck off, no member, or came later is so still when another hub is installed, and when ports move', async () => {
  await installed(['XA'])
  const before = stated()
  await writeStatement(paths, nextStatement(before, { agencies: changed(before.agencies) }, new Date()))
  const agencies = ofXa()
  await installed(['XA', 'XB'])
  expect(ofXa()).toEqual(agencies)
  expect(stated().hubs.map(({ hub }) => hub)).toEqual(['XA', 'XB'])
  expect(stated().agencies.some(({ hub }) => hub === 'XB')).toBe(true)
  const { hubs } = await installed(['XA', 'XB'], { move: true })
  const [now] = Object.values(hubs).filter(({ hub }) => hub === 'XA')
  const issuer = now && urlOf(now, 'accounts')
  expect(agencies.some(one => one.issuer === issuer)).toBe(false)
  expect(ofXa()).toEqual(agencies.map(one => (one.issuer ? { ...one, issuer } : one)))
})
