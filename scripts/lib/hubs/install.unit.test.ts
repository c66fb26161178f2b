import type { DirectoryStatement } from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { urlOf } from './addresses.ts'
import { type InstallOptions, install } from './install.ts'
import { layout } from './layout.ts'
import { freePorts } from './ports.ts'
import { stateAnew } from './state-anew.ts'
import { nextStatement, statementIn, writeStatement } from './statement.ts'

/** A state folder of a test's own, and what XA's jurisdiction states in it. */
function machine() {
  const state = tempDir('installing')
  afterAll(() => removeTempDir(state))
  const places = layout(state)
  const paths = places.hub('XA')
  const installed = (hubs: string[], more: Partial<InstallOptions> = {}) =>
    install({ layout: places, hubs, postgresPort: 1024, portsOf: () => freePorts(), onStep: () => {}, ...more })
  const stated = () => statementIn(paths.directoryStatement)
  const restate = (change: Parameters<typeof nextStatement>[1]) =>
    writeStatement(paths, nextStatement(stated(), change, new Date()))
  const startedIn = async (days: number) => {
    const installation = await installed(['XA'])
    await stateAnew(places, installation, new Date(Date.now() + days * 86_400_000))
  }
  return { installed, stated, restate, startedIn }
}

/** As the jurisdiction may have it, years after the installation. */
function changed(agencies: DirectoryStatement['agencies']): DirectoryStatement['agencies'] {
  const [first, second, , ...rest] = agencies
  if (!first || !second) throw new Error('no agencies')
  const { issuer: _, ...outside } = second
  const extra = { ...outside, agencyId: crypto.randomUUID(), name: 'Founded later', certificates: [] }
  return [{ ...first, suspended: true }, outside, ...rest, extra]
}

test('Who is suspended, struck off, no member, or came later is so still when another hub is installed, and when ports move', async () => {
  const { installed, stated, restate } = machine()
  const ofXa = () => stated().agencies.filter(({ hub }) => hub === 'XA')
  await installed(['XA'])
  await restate({ agencies: changed(stated().agencies) })
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

test('What operators state of agreements stays when another hub is installed, and when ports move; only what is as it was shipped takes the new hub in', async () => {
  const { installed, stated, restate } = machine()
  const ids = () => stated().instruments.map(({ id }) => id)
  const instrument = (id: string) => stated().instruments.find(one => one.id === id)
  await installed(['XA'])
  expect(ids()).toEqual([])
  await installed(['XA', 'XB'])
  const shipped = ids()
  expect(shipped).toEqual(['assistance-2026', 'criminal-2026', 'organised-crime-2026'])

  // Signed between the two, ended sooner, and given up.
  const own = { id: 'border-2027', citation: 'Note', hubs: ['XA', 'XB'], matter: 'assistance' as const }
  const entered = { ...own, validUntil: '2028-01-31T23:59:59Z' }
  const [untouched, changed] = stated().instruments
  if (!untouched || !changed) throw new Error('nothing was shipped')
  const ending = { ...changed, validUntil: '2027-06-30T23:59:59Z' }
  await restate({ instruments: [entered, untouched, ending] })
  const before = stated()
  await installed(['XA', 'XB'], { move: true })
  expect(stated().version).toBeGreaterThan(before.version)
  expect(stated().instruments).toEqual(before.instruments)

  await installed(['XA', 'XB', 'XC'])
  expect(ids()).toEqual([entered.id, untouched.id, ending.id])
  expect([instrument(entered.id), instrument(ending.id)]).toEqual([entered, ending])
  expect(instrument(untouched.id)?.hubs).toEqual(['XA', 'XB', 'XC'])
})

test('What operators enter under the id of an agreement that is to be shipped later stays', async () => {
  const { installed, stated, restate } = machine()
  await installed(['XA'])
  const theirs = { id: 'assistance-2026', citation: 'Ours', hubs: ['XA', 'ZZ'], matter: 'assistance' as const }
  const entered = { ...theirs, validUntil: '2028-01-31T23:59:59Z' }
  await restate({ instruments: [entered] })
  await installed(['XA', 'XB'])
  expect(stated().instruments.filter(({ id }) => id === entered.id)).toEqual([entered])
  expect(stated().instruments.map(({ id }) => id)).toEqual([entered.id, 'criminal-2026', 'organised-crime-2026'])
})

test('A hub that is started again after more than a year states that what was installed with it is accredited, and speaks for nobody else', async () => {
  const { installed, stated, restate, startedIn } = machine()
  await installed(['XA'])
  const { version } = stated()
  await startedIn(0)
  expect(stated().version).toBe(version)
  const [first, second, ...rest] = stated().agencies
  if (!first || !second) throw new Error('no agencies')
  const theirs = { on: '2020-01-01', by: ['Ministry', 'Ombudsman'] }
  const { accreditation: _, ...before } = second
  const added = { ...before, agencyId: crypto.randomUUID(), accreditation: theirs, certificates: [] }
  await restate({ agencies: [{ ...first, accreditation: theirs }, before, ...rest, added] })
  await startedIn(400)
  const of = (agencyId: string) => stated().agencies.find(one => one.agencyId === agencyId)?.accreditation
  expect([of(first.agencyId), of(added.agencyId)]).toEqual([theirs, theirs])
  const day = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10)
  for (const { agencyId } of [before, ...rest]) expect(of(agencyId)?.on).toBe(day)
})

test('A hub that is started again signs its directory anew before the next statement is overdue, and not sooner', async () => {
  const { stated, startedIn } = machine()
  await startedIn(59)
  const { version, issuedAt } = stated()
  expect(Date.parse(issuedAt)).toBeLessThan(Date.now() + 1)
  await startedIn(61)
  expect(stated().version).toBeGreaterThan(version)
  expect(Date.parse(stated().nextBy ?? '') - Date.parse(stated().issuedAt)).toBe(90 * 86_400_000)
})
