import { FREE_USES as FREE, ITEM_USES, type ItemUseCode, itemDenials } from '@amparo/contracts'
import type { Coded } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { courseOf } from '../src/domain/requests/course.ts'
import { decideUse, FREE_USES, USE_DENIALS, USES } from '../src/domain/requests/item-use.ts'
import { itemsOf } from '../src/domain/requests/items.ts'
import { permissionsOf } from '../src/domain/requests/permissions.ts'
import type { Signed, Step } from '../src/domain/requests/request.ts'
import { loadRules } from '../src/terms/load.ts'

const rules = loadRules()
const start = new Date('2026-03-02T10:00:00Z')
const [ITEM, OTHER] = ['0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001', '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0002']
const CODES = { kind: 'document', source: 'source-a', information: 'information-2' }
const [DRAFTER, OWN, THEIRS] = ['prosecution', 'ca-xa', 'ca-xb']

type Taken = readonly ['sender' | 'recipient', string, Readonly<Record<string, Coded>>]
const ask = (use: string, more: Readonly<Record<string, Coded>> = {}): Taken => ['sender', 'ask-use', { use, ...more }]
const permit = (permitted = 'as-asked', more: Readonly<Record<string, Coded>> = {}): Taken => [
  ...(['recipient', 'permit-use', { permitted, ...more }] as const),
]
const REFUSED: Taken = ['recipient', 'refuse-use', { reason: 'danger-to-victim', reasonsSent: true }]

interface Case {
  readonly handling?: string
  readonly item?: Readonly<Record<string, Coded>>
  readonly treaty?: string
  readonly steps?: readonly Taken[]
  readonly use?: ItemUseCode
  readonly to?: { readonly hub: string; readonly agencyId: string }
  readonly spent?: ReadonlyMap<number, number>
  readonly now?: string
}

function decided(given: Case) {
  const {
    handling = 'h0',
    item = {},
    treaty: code = 'nassau',
    steps = [],
    spent = new Map(),
    now = '2026-04-01',
  } = given
  const { use = 'as-requested', to = { hub: 'XA', agencyId: DRAFTER } } = given
  const taken: readonly Taken[] = [
    ['sender', 'submit', {}],
    ['recipient', 'acknowledge', {}],
    ['recipient', 'accept', { executedBy: 'court' }],
    [
      ...(['recipient', 'execute'] as const),
      {
        extent: 'wholly',
        items: [
          { item: ITEM, handling, ...CODES, ...item },
          { item: OTHER, handling, ...CODES },
        ],
      },
    ],
    ...steps,
  ]
  const numbers = { sender: 0, recipient: 0 }
  const log = taken.map(([side, step, data], i): Step => {
    numbers[side] += 1
    const at = new Date(start.getTime() + i * 60_000)
    const seen = numbers[side === 'sender' ? 'recipient' : 'sender']
    return { side, step, data, number: numbers[side], seen, at, byUser: undefined, receivedAt: at }
  })
  const treaty = rules.terms.treaties.find(one => one.treaty === code)
  const request: Signed = {
    ...{ id: '7', status: 'sent', type: 'documents', treaty: code, priority: 'normal', draftedBy: DRAFTER },
    parties: { sender: { hub: 'XA', agencyId: OWN }, recipient: { hub: 'XB', agencyId: THEIRS } },
    ...{ protocolVersion: 1, instrumentId: 'i', fromHub: 'XA', toHub: 'XB', returnedFor: undefined, version: 1 },
    ...{ createdAt: start, updatedAt: start, answers: {}, expedited: false },
  }
  const run = courseOf(rules.latest, request, log)
  const [first] = itemsOf(run)
  if (treaty === undefined || first === undefined) throw new Error('no treaty, or no item')
  const answer = decideUse({ request, treaty, run, item: first, spent }, { use, to }, new Date(now))
  return 'refusal' in answer ? answer.refusal : answer.uses.map(one => `${one.use} ${one.permission ?? 'free'}`)
}

test('uses and refusals are those of the contract, by which redaction asks and passes on', () => {
  expect(USES).toEqual(ITEM_USES)
  expect(FREE_USES).toEqual(FREE)
  expect([...USE_DENIALS].sort()).toEqual(Object.keys(itemDenials.table).sort())
})

describe('what came is used for what it was asked for', () => {
  test('by whoever leads the case and the own central authority, whatever its handling code', () => {
    for (const handling of ['h0', 'h1', 'h2', 'h3'])
      for (const agencyId of [DRAFTER, OWN]) expect(decided({ handling, to: { hub: 'XA', agencyId } })).toEqual([])
  })

  test('and beyond that as far as its code lets it, by the published table alone', () => {
    const uses = ITEM_USES.filter(use => use !== 'as-requested' && !use.startsWith('pass-'))
    for (const [handling, free] of Object.entries<readonly string[]>(FREE_USES))
      for (const use of uses)
        expect(decided({ handling, use }), `${handling} ${use}`).toEqual(
          free.includes(use) ? [`${use} free`] : 'item_use_not_permitted',
        )
    expect(decided({ handling: 'h9', use: 'export' })).toBe('item_use_not_permitted')
  })

  test('no code lets it be used for another matter, nor leave for another state (Nassau 25, UNTOC 18(19))', () => {
    const never = [
      'other-proceedings',
      'other-offence',
      'civil-proceedings',
      'pass-to-other-state',
      'disclose-to-defence',
    ]
    for (const free of Object.values<readonly string[]>(FREE_USES))
      expect(never.filter(use => free.includes(use))).toEqual([])
  })

  test('another agency that opens it has it passed on, and one of another state too, whatever they say it is for', () => {
    const police = { hub: 'XA', agencyId: 'police' }
    expect(decided({ handling: 'h2', to: police })).toBe('item_use_not_permitted')
    expect(decided({ handling: 'h0', to: police })).toEqual(['pass-to-other-agency free'])
    expect(decided({ handling: 'h0', to: police, use: 'other-offence' })).toBe('item_use_not_permitted')
    expect(decided({ handling: 'h0', to: { hub: 'XC', agencyId: 'any' } })).toBe('item_use_not_permitted')
    expect(decided({ handling: 'h3', to: { hub: 'XB', agencyId: THEIRS }, use: 'pass-to-other-state' })).toEqual([])
  })

  test('until the day by which it is to be returned or destroyed, the earlier of the two, unless it may be kept longer', () => {
    const item = { returnBy: '2026-05-01', destroyBy: '2026-03-31' }
    expect(decided({ item, now: '2026-03-31T23:59:59Z' })).toEqual([])
    expect(decided({ item, now: '2026-04-01T00:00:00Z' })).toBe('item_term_over')
    const longer = [ask('keep-longer'), permit('as-asked', { until: '2026-06-30' })]
    expect(decided({ item, steps: longer, now: '2026-06-30T12:00:00Z' })).toEqual([])
    expect(decided({ item, steps: longer, now: '2026-07-01T00:00:00Z' })).toBe('item_term_over')
  })

  test('no more once it is said to have gone back or to be destroyed, unless whoever sent it says that it was not', () => {
    const named = (one: string) => ({ day: '2026-03-30', items: [{ item: one }] })
    const denied: Taken = ['recipient', 'deny-return', { why: 'stated-in-error', items: [{ item: ITEM }] }]
    for (const step of ['return-items', 'destroy-items']) {
      const gone: Taken = ['sender', step, named(ITEM)]
      const kept = [ask('keep-longer'), permit()]
      expect(decided({ steps: [...kept, gone] }), step).toBe('item_gone_back')
      expect(decided({ steps: [gone, denied] }), step).toEqual([])
      expect(decided({ steps: [['sender', step, named(OTHER)]] }), step).toEqual([])
    }
    const again: Taken[] = [
      ['sender', 'return-items', named(ITEM)],
      ['sender', 'ask-rest', { missing: 'items-missing' }],
      ['recipient', 'execute', { extent: 'wholly', items: [{ item: ITEM, handling: 'h0', ...CODES }] }],
    ]
    expect(decided({ steps: again.slice(0, 2) })).toBe('item_gone_back')
    expect(decided({ steps: again })).toEqual([])
    // Only whoever received it says that it went back.
    expect(decided({ steps: [['recipient', 'return-items', named(ITEM)]] })).toEqual([])
  })
})

describe('another use', () => {
  const use = 'other-proceedings'

  test('waits for the answer, follows it, and can be refused after it was permitted', () => {
    expect(decided({ use, steps: [ask(use)] })).toBe('item_use_not_answered')
    expect(decided({ use, steps: [ask(use), permit()] })).toEqual([`${use} 1`])
    expect(decided({ use, steps: [ask(use), REFUSED] })).toBe('item_use_refused')
    expect(decided({ use, steps: [ask(use), REFUSED, ask(use)] })).toBe('item_use_not_answered')
    expect(decided({ use, steps: [ask(use), permit(), ask(use), REFUSED] })).toBe('item_use_refused')
    // What was permitted stands while it is asked for once more.
    expect(decided({ use, steps: [ask(use), permit(), ask(use)] })).toEqual([`${use} 1`])
  })

  test('is let for that use alone, and the first answer is of what was asked for first', () => {
    const steps = [ask('other-offence'), ask(use), REFUSED, permit()]
    expect(decided({ use, steps })).toEqual([`${use} 2`])
    expect(decided({ use: 'other-offence', steps })).toBe('item_use_refused')
    expect(decided({ use: 'civil-proceedings', steps })).toBe('item_use_not_permitted')
  })

  test('is let by an answer to it: one that was given before it was asked for is none', () => {
    expect(decided({ use, steps: [ask('export'), permit(), permit(), ask(use)] })).toBe('item_use_not_answered')
  })

  test('is let of the items named, in the question or in the answer', () => {
    const of = (id: string) => ({ items: [{ item: id }] })
    expect(decided({ use, steps: [ask(use, of(OTHER)), permit()] })).toBe('item_use_not_permitted')
    expect(decided({ use, steps: [ask(use, of(ITEM)), permit()] })).toEqual([`${use} 1`])
    expect(decided({ use, steps: [ask(use), permit('as-asked', of(OTHER))] })).toBe('item_use_refused')
  })

  test('ends with the day of the permission, and a permission for once with that once', () => {
    const until = [ask(use), permit('as-asked', { until: '2026-03-31' })]
    expect(decided({ use, steps: until, now: '2026-03-31T20:00:00Z' })).toEqual([`${use} 1`])
    expect(decided({ use, steps: until })).toBe('item_use_not_permitted')
    const once = [ask(use), permit('once-only')]
    expect(decided({ use, steps: once })).toEqual([`${use} 1`])
    expect(decided({ use, steps: once, spent: new Map([[1, 1]]) })).toBe('item_use_spent')
    expect(decided({ use, steps: [...once, ask(use), permit('once-only')], spent: new Map([[1, 1]]) })).toEqual([
      `${use} 2`,
    ])
  })

  test('without the identity of victims is not a use of the file as it came', () => {
    expect(decided({ use, steps: [ask(use), permit('without-identity-of-victims')] })).toBe('item_use_without_identity')
  })

  test('by another state is let for that state alone', () => {
    const steps = [ask('pass-to-other-state', { to: 'XC' }), permit()]
    expect(decided({ steps, to: { hub: 'XC', agencyId: 'any' } })).toEqual(['pass-to-other-state 1'])
    expect(decided({ steps, to: { hub: 'XD', agencyId: 'any' } })).toBe('item_use_not_permitted')
  })
})

describe('what clears an accused', () => {
  const clearing = { item: { exculpatory: true }, use: 'disclose-to-defence' } as const
  const announced = (items?: Coded): Taken => [
    ...(['sender', 'announce-exculpatory', { when: 'before-disclosure', ...(items && { items }) }] as const),
  ]

  test('goes to the defence after telling under UNTOC, even where leave was refused; what clears nobody waits for leave', () => {
    expect(decided({ ...clearing, treaty: 'untoc' })).toBe('item_announce_first')
    expect(decided({ ...clearing, treaty: 'untoc', steps: [announced()] })).toEqual(['disclose-to-defence free'])
    const refused = [ask('disclose-to-defence'), REFUSED, announced()]
    expect(decided({ ...clearing, treaty: 'untoc', steps: refused })).toEqual(['disclose-to-defence free'])
    expect(decided({ treaty: 'untoc', use: 'disclose-to-defence' })).toBe('item_use_not_permitted')
    expect(decided({ treaty: 'untoc', use: 'disclose-to-defence', steps: [announced([{ item: ITEM }])] })).toEqual([
      'disclose-to-defence free',
    ])
    expect(decided({ ...clearing, treaty: 'untoc', steps: [announced([{ item: OTHER }])] })).toBe('item_announce_first')
  })

  test('goes to the defence after leave under Nassau', () => {
    expect(decided(clearing)).toBe('item_use_not_permitted')
    expect(decided({ ...clearing, steps: [ask('disclose-to-defence'), permit()] })).toEqual(['disclose-to-defence 1'])
  })
})

test('what was asked for and what came of it is listed with its limits, the same on both sides', () => {
  const log: Step[] = [ask('export', { items: [{ item: ITEM }] }), permit('once-only', { until: '2026-05-01' })].map(
    ([side, step, data], i) => ({
      ...{ side, step, data, number: i + 1, seen: i, at: start, byUser: undefined, receivedAt: start },
    }),
  )
  expect(permissionsOf({ since: log })).toEqual([
    {
      ...{ n: 1, use: 'export', to: undefined, items: new Set([ITEM]), askedAt: start },
      answer: { at: start, permitted: 'once-only', until: new Date('2026-05-02T00:00:00Z'), items: undefined },
    },
  ])
})
