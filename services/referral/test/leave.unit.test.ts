import { loadBook, runOf, type Side } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { isUsesTurn, isWithinReach, usesLet, usesToAsk } from '../src/domain/leave.ts'
import { openUses, usesOf } from '../src/domain/uses.ts'

const book = loadBook()
const FROM = { hub: 'XA', agencyId: 'a' }
const ABROAD = { hub: 'XB', agencyId: 'b' }

interface Facts {
  readonly protocol?: string
  readonly purpose?: string
  readonly to?: typeof ABROAD
  readonly compartment?: boolean
  /** Default: the newest. */
  readonly version?: number
}
type Step = readonly [side: Side, step: string, data?: Readonly<Record<string, string>>]
/** A referral under the newest version, with these steps one after the other, each side knowing all before. */
function referred(steps: readonly Step[] = [], { protocol = 'oas-64-standard', version, ...more }: Facts = {}) {
  const last = { sender: 0, recipient: 0 }
  const taken = [['sender', 'submit'] as const, ...steps].map(([side, step, data = {}], minute) => {
    const [number, seen] = [++last[side], last[side === 'sender' ? 'recipient' : 'sender']]
    return { side, step, number, seen, at: new Date(Date.UTC(2026, 0, 1, 12, minute)), data }
  })
  const file = version === undefined ? book.latest(protocol) : book.get(protocol, version)
  if (file === undefined) throw new Error('no such protocol')
  const referral = { purpose: 'shelter', from: FROM, to: { ...FROM, agencyId: 'c' }, compartment: false, ...more }
  return { referral, run: runOf(file, taken, { priority: 'normal' }) } as unknown as Parameters<typeof usesLet>[0]
}
const ask = (use: string): Step => ['recipient', 'ask-permission', { use }]
const permit = (use: string, permitted = 'as-asked'): Step => ['sender', 'permit-use', { use, permitted }]
const refuse = (use: string): Step => ['sender', 'refuse-use', { use, reason: 'person-does-not-agree' }]

const CRIMINAL = ['as-evidence-in-court', 'disclose-to-defence', 'other-investigation']

describe('leave for what came with an ordinary referral', () => {
  test.each(['shelter', 'medical_care', 'psychosocial_support', 'formal_identification', 'safe_return'])(
    'reaches no court and no case, where the person was referred for %s: help asks for no statement',
    purpose => {
      const found = referred([], { purpose })
      for (const use of [...CRIMINAL, 'civil-proceedings'])
        expect([use, isWithinReach(use, found)]).toEqual([use, false])
      for (const use of ['export', 'pass-on-as-person-agreed']) expect(isWithinReach(use, found)).toBe(true)
    },
  )

  test.each(['legal_assistance', 'labour_claim', 'child_protection'])(
    'reaches a civil court, and no criminal case, where the person was referred for %s',
    purpose => {
      const found = referred([], { purpose })
      expect(isWithinReach('civil-proceedings', found)).toBe(true)
      for (const use of CRIMINAL) expect([use, isWithinReach(use, found)]).toEqual([use, false])
    },
  )

  test('reaches a criminal case where the person was referred for one in this hub; between two hubs that is a request for evidence', () => {
    const purpose = 'criminal_investigation'
    for (const use of CRIMINAL) {
      expect([use, isWithinReach(use, referred([], { purpose }))]).toEqual([use, true])
      expect([use, isWithinReach(use, referred([], { purpose, to: ABROAD }))]).toEqual([use, false])
    }
    expect(isWithinReach('civil-proceedings', referred([], { purpose, to: ABROAD }))).toBe(true)
  })

  test('reaches no agency that the person did not agree to, and no other state: a name that another protocol has for it opens nothing', () => {
    const found = referred([], { purpose: 'criminal_investigation' })
    for (const use of ['pass-to-police', 'pass-to-prosecution', 'pass-to-court', 'pass-to-other-country', 'toString'])
      expect([use, isWithinReach(use, found)]).toEqual([use, false])
  })

  test('never leads out of a compartment', () => {
    for (const protocol of ['oas-64-standard', 'spontaneous-transmission'])
      expect(isWithinReach('export', referred([], { protocol, compartment: true }))).toBe(false)
    expect(book.latest('witness-protection')?.steps).not.toHaveProperty('ask-permission')
  })

  test('is offered as far as it reaches, by what the version of the referral itself lets its recipient ask', () => {
    expect(usesToAsk(referred())).toEqual(['pass-on-as-person-agreed', 'export'])
    expect(usesToAsk(referred([], { purpose: 'criminal_investigation' }))).toHaveLength(6)
    expect(usesToAsk(referred([], { version: 1 }))).toEqual([])
    expect(usesToAsk(referred([], { protocol: 'spontaneous-transmission', version: 1 }))).toContain('pass-to-police')
    expect(usesToAsk(referred([], { compartment: true }))).toEqual([])
  })

  test('that another hub gives beyond this opens nothing', () => {
    const said = [ask('as-evidence-in-court'), permit('as-evidence-in-court'), ask('export'), permit('export')]
    const found = referred(said, { to: ABROAD })
    expect(usesOf(found.run)).toHaveLength(2)
    expect(usesLet(found)).toMatchObject([{ use: 'export', n: 2, state: 'permitted' }])
  })

  test('is for what was told unasked as wide as before', () => {
    const found = referred([], { protocol: 'spontaneous-transmission', to: ABROAD })
    for (const use of [...CRIMINAL, 'pass-to-police']) expect(isWithinReach(use, found)).toBe(true)
  })
})

describe('a question', () => {
  test('is one at a time, and answered once, by an answer that names it', () => {
    const [none, one] = [referred(), referred([ask('export')])]
    const turns = (found: typeof none) =>
      ['ask-permission', 'permit-use', 'refuse-use'].map(step => isUsesTurn(found, step))
    expect(turns(none)).toEqual([true, false, false])
    expect(turns(one)).toEqual([false, true, true])
    expect(turns(referred([ask('export'), refuse('civil-proceedings')]))).toEqual([false, true, true])
    expect(turns(referred([ask('export'), refuse('export')]))).toEqual([true, false, false])
    const both = [ask('export'), ask('civil-proceedings'), permit('export', 'once-only')]
    expect(usesOf(referred(both).run)).toMatchObject([
      { use: 'export', n: 1, state: 'permitted', how: 'once-only' },
      { use: 'civil-proceedings', n: 2, state: 'asked' },
    ])
  })

  test('is asked while the person may be opened', () => {
    const declined = referred([['recipient', 'decline', { reason: 'at-capacity' }]])
    expect(declined.run.protocol.states[declined.run.state]?.opens).toBe(false)
    expect(isUsesTurn(declined, 'ask-permission')).toBe(false)
  })

  test('that nobody answered is over with the referral: opened again, it is asked anew', () => {
    const closed: Step[] = [
      ['recipient', 'accept'],
      ask('export'),
      ['recipient', 'complete', { outcome: 'services-provided' }],
    ]
    const again = referred([...closed, ['sender', 'reopen', { reason: 'needs-again' }]])
    expect([again.run.state, openUses(again.run)]).toEqual(['requested', []])
    expect(isUsesTurn(again, 'ask-permission')).toBe(true)
    expect(isUsesTurn(again, 'permit-use')).toBe(false)
  })
})
