import { actionsFor, checkData, type Side, SUBMIT, type Taken } from '@amparo/protocols'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courseOf, otherSide } from '../src/domain/requests/course.ts'
import { goneBackOf } from '../src/domain/requests/gone-back.ts'
import { newSteps } from '../src/domain/requests/reported.ts'
import type { Step } from '../src/domain/requests/request.ts'
import { loadRules } from '../src/terms/load.ts'

const { latest } = loadRules()
const SCOPES = new Set(['evidence:decide'])
const about = ['facts-unclear']
const ITEM = { id: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001', sha256: '9'.repeat(64) }
const CODES = { kind: 'object', handling: 'h1', source: 'source-a', information: 'information-2' }
const these = { items: [{ item: ITEM.id }] }
const handed = { victims: 'no-victim', items: [{ item: ITEM.id, sha256: ITEM.sha256, ...CODES }] }
const gone = { day: '2026-03-02', ...these }
/** What each step says, for one that says anything. */
const SAYS: Readonly<Record<string, Taken['data']>> = {
  ...{
    ask: { about },
    answer: { answered: about },
    accept: { executedBy: 'court' },
    withdraw: { reason: 'case-ended' },
  },
  ...{
    postpone: { reason: 'own-trial', until: '2026-12-31', reasons: 'c'.repeat(64) },
    execute: { extent: 'wholly', ...handed },
    'execute-part': { expected: '2026-12-31', ...handed },
  },
  ...{
    refuse: { ground: 'political-offence', reasonsSent: true, reasons: 'c'.repeat(64) },
    confirm: { received: 'complete' },
  },
  ...{ 'ask-rest': { missing: 'items-missing' }, 'ask-use': { use: 'other-offence' } },
  ...{ 'permit-use': { permitted: 'as-asked' }, 'refuse-use': { reason: 'danger-to-victim' } },
  ...{ 'ask-annex-use': { use: 'export' }, 'permit-annex-use': { permitted: 'as-asked' } },
  'refuse-annex-use': { reason: 'danger-to-victim' },
  'announce-exculpatory': { when: 'before-disclosure' },
  ...{ 'return-items': gone, 'destroy-items': gone },
  ...{ 'confirm-return': { ...gone, condition: 'damaged' }, 'deny-return': { why: 'nothing-came', ...these } },
}

/** A hub takes what it may, or hears of all that the other had done by then. */
type Move = { readonly hub: Side; readonly hears: boolean; readonly which: number }
const moves = fc.array(
  fc.record({ hub: fc.constantFrom<Side>('sender', 'recipient'), hears: fc.boolean(), which: fc.nat(20) }),
  { minLength: 30, maxLength: 80 },
)

type Hubs = Readonly<Record<Side, Step[]>>

/** Now and then only: most runs are to get further. */
const ENDS: readonly string[] = ['refuse', 'withdraw']

const start = Date.parse('2026-03-02T10:00:00Z')
const of = (side: Side, log: readonly Step[]) => log.filter(step => step.side === side)
const course = (log: readonly Step[]) => courseOf(latest, { priority: 'normal' }, log)

function hear(hubs: Hubs, hub: Side, now: Date): void {
  const other = otherSide(hub)
  const added = newSteps(latest, hubs[hub], other, of(other, hubs[other]), now)
  // Whoever keeps to the protocol is never refused.
  if (added === 'unlawful') throw new Error('a lawful step was refused')
  hubs[hub].push(...added)
}

function take(hubs: Hubs, hub: Side, which: number, at: Date): void {
  const log = hubs[hub]
  // The other hub has not heard of it yet.
  if (of('sender', log).length === 0) return
  const open = actionsFor(latest, course(log), { side: hub, scopes: SCOPES }).filter(
    ({ step, missing }) => missing.length === 0 && (which % 7 === 0 || !ENDS.includes(step)),
  )
  const chosen = open[which % Math.max(1, open.length)]
  if (chosen === undefined) return
  const { step } = chosen
  const data = SAYS[step] ?? {}
  const place = { number: of(hub, log).length + 1, seen: of(otherSide(hub), log).length }
  log.push({ side: hub, step, data, ...place, at, byUser: undefined, receivedAt: at })
}

function played(moves: readonly Move[]): Hubs {
  const at = (n: number) => new Date(start + n * 60_000)
  const submit = { side: 'sender', step: SUBMIT, number: 1, seen: 0, data: {} } as const
  const hubs: Hubs = { sender: [{ ...submit, at: at(0), byUser: undefined, receivedAt: at(0) }], recipient: [] }
  for (const [n, { hub, hears, which }] of moves.entries())
    if (hears) hear(hubs, hub, at(n + 1))
    else take(hubs, hub, which, at(n + 1))
  for (const hub of ['recipient', 'sender', 'recipient'] as const) hear(hubs, hub, at(moves.length + 1))
  return hubs
}

test('what is said in each step is what the protocol lets through', () => {
  for (const step of Object.keys(latest.steps)) expect(checkData(latest, step, SAYS[step] ?? {}), step).toEqual([])
})

test('two hubs that have heard all of one another agree on every step, whatever crossed on the way', () => {
  const seen = { steps: 0, crossed: 0, gone: 0 }
  fc.assert(
    fc.property(moves, given => {
      const { sender, recipient } = played(given)
      const [here, there] = [course(sender), course(recipient)]
      const told = ({ entries }: typeof here) =>
        entries.map(({ taken: { side, number }, effective, state }) => ({ side, number, effective, state }))
      expect(told(here)).toEqual(told(there))
      expect(here.state).toBe(there.state)
      const fate = goneBackOf(here)(ITEM)
      const { stated: _, ...said } = goneBackOf(there)(ITEM) ?? {}
      expect(fate ?? {}).toMatchObject(said)
      expect(fate === undefined).toBe(goneBackOf(there)(ITEM) === undefined)
      seen.gone += fate === undefined ? 0 : 1
      seen.steps += here.entries.length
      // Each was allowed in the hub that took it.
      seen.crossed += here.entries.filter(({ effective }) => !effective).length
    }),
    { numRuns: 300 },
  )
  expect(seen.steps).toBeGreaterThan(1_000)
  expect(seen.crossed).toBeGreaterThan(10)
  expect(seen.gone).toBeGreaterThan(10)
})
