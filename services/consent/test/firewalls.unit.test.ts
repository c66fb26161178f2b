import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ADVISERS,
  AGENCY_TYPES,
  type AgencyType,
  BASES,
  CATEGORIES,
  PROTOCOLS,
  type Protocol,
  PURPOSES,
} from '../src/domain/codes.ts'
import { decide } from '../src/domain/decide.ts'
import { decideReport, judgeAnswer } from '../src/domain/decide-report.ts'
import type { DisclosureRequest, Facts } from '../src/domain/disclosure.ts'
import type { Policy } from '../src/domain/policy.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { recordOf } from '../src/domain/record-of.ts'
import { isSuitable } from '../src/domain/suitable.ts'
import { advisedBody } from '../src/http/form-body.ts'
import { adult, agency, consentToShelter, hoursAfter, NOW, shelterForm, toShelter } from './fixtures/cases.ts'
import { type Drawn, drawCase } from './fixtures/drawn.ts'
import { policy, policyText } from './fixtures/policy.ts'

const OCCASIONS = ['submit', 'package', 'view', 'link'] as const
const decideDrawn = ({ request, records, facts }: Drawn, by: Policy = policy) =>
  decide(request, records, facts, by, NOW)

/** Every random case, with what the test makes certain of it. */
const always = (holds: (drawn: Drawn) => void, numRuns = 5_000) =>
  fc.assert(
    fc.property(fc.noShrink(fc.integer({ min: 0, max: 2 ** 32 - 1 })), seed => holds(drawCase(seed))),
    { numRuns },
  )

/** A basis on which everything could go to anybody of that hub, if the rules let it. */
const generous = (hub: string, basis: BasisRecord['basis'] = 'consent'): BasisRecord => ({
  ...consentToShelter,
  ...{ basis, purposes: PURPOSES, categories: CATEGORIES, reportBack: true },
  recipients: AGENCY_TYPES.map(agencyType => ({ hub, agencyType })),
})

const toAnybody = (name: Protocol) => ({ ...policy.protocols[name], senders: undefined, recipients: undefined })
/** A policy that gives migration enforcement everything, as no duty would let it stand. */
const careless: Policy = {
  ...policy,
  mandates: { ...policy.mandates, migration_enforcement: { purposes: PURPOSES, categories: CATEGORIES, bases: BASES } },
  purposes: { ...policy.purposes, migration_control: { categories: CATEGORIES } },
  protocols: {
    'oas-64-standard': toAnybody('oas-64-standard'),
    'child-safeguarding': toAnybody('child-safeguarding'),
    'formal-identification': toAnybody('formal-identification'),
    'spontaneous-transmission': toAnybody('spontaneous-transmission'),
    'cross-border-transfer': toAnybody('cross-border-transfer'),
    'witness-protection': toAnybody('witness-protection'),
  },
}

describe('migration enforcement', () => {
  const everyRequest = OCCASIONS.flatMap(occasion =>
    AGENCY_TYPES.flatMap(from =>
      PROTOCOLS.flatMap(protocol =>
        [undefined, ...PURPOSES].flatMap(purpose =>
          [0, 1].map(services => ({ occasion, from, protocol, purpose, services })),
        ),
      ),
    ),
  )
  const ask = ({ from, ...rest }: (typeof everyRequest)[number], facts: Partial<Facts>, by: Policy) =>
    BASES.map(basis =>
      decide(
        { ...toShelter, ...rest, sender: agency('XA', from), recipient: agency('XA', 'migration_enforcement') },
        [generous('XA', basis)],
        { ...adult, ...facts },
        by,
        NOW,
      ),
    )

  test('receives nothing, whoever sends under whatever protocol, purpose and basis', () => {
    for (const request of everyRequest)
      for (const helpSeekingNeeds of [true, false])
        expect(ask(request, { helpSeekingNeeds }, policy).some(({ permit }) => permit)).toBe(false)
  })

  test('receives no help-seeking data even under a policy that gives it everything', () => {
    const given = everyRequest.flatMap(request =>
      [true, false].flatMap(helpSeekingNeeds =>
        ask(request, { helpSeekingNeeds }, careless).some(({ permit }) => permit)
          ? [{ ...request, helpSeekingNeeds }]
          : [],
      ),
    )
    // What it could get there is a criminal matter, from nobody who helps, of a person who asks for nothing.
    expect(given.length).toBeGreaterThan(0)
    const helps = (type: AgencyType) => policy.firewall.assistanceAgencies.includes(type)
    const helpSeeking = given.filter(
      ({ protocol, services, helpSeekingNeeds, from }) =>
        protocol !== 'spontaneous-transmission' || services > 0 || helpSeekingNeeds || helps(from),
    )
    expect(helpSeeking).toEqual([])
  })

  test('receives nothing in any random case, on a basis or a grant, no report and no answer', () => {
    const recipient = agency('XA', 'migration_enforcement')
    always(drawn => {
      const request = { ...drawn.request, recipient: drawn.request.recipient && recipient }
      const records = [...drawn.records, generous('XA')]
      expect(decideDrawn({ ...drawn, request, records }).permit).toBe(false)
      const reported = { ...drawn.request, sender: drawn.request.sender && recipient }
      expect(decideReport({ ...drawn, request: reported, records }, policy, NOW).permit).toBe(false)
      const answered = { ...reported, occasion: 'view', protocol: 'oas-64-standard' } as const
      expect(judgeAnswer({ ...drawn, request: answered, records }, policy, NOW).decision.permit).toBe(false)
    })
  })

  test('begins no referral for help: whoever sends hears what help is given', () => {
    const sender = agency('XA', 'migration_enforcement')
    for (const protocol of PROTOCOLS)
      for (const basis of BASES) {
        const decision = decide(
          { ...toShelter, occasion: 'submit', protocol, sender },
          [generous('XA', basis)],
          adult,
          careless,
          NOW,
        )
        expect(decision.permit, protocol).toBe(false)
        if (protocol !== 'spontaneous-transmission')
          expect(decision, protocol).toMatchObject({ reason: 'migration_enforcement_firewall' })
      }
  })

  test('is offered nobody’s needs', () => {
    for (const protocol of PROTOCOLS)
      for (const purpose of PURPOSES) {
        const about = { sender: agency('XA', 'shelter'), exclusions: [], policy: careless }
        expect(isSuitable(agency('XA', 'migration_enforcement'), { protocol, purpose }, about)).toBe(false)
      }
  })
})

describe('the state of nationality', () => {
  const NOT_CLEARED: readonly Partial<Facts>[] = [
    { protectionSeeker: false, fearOfReturnAsked: false },
    { protectionSeeker: true, fearOfReturnAsked: false },
    { protectionSeeker: true, fearOfReturnAsked: true },
  ]
  const instruments = (['assistance', 'criminal'] as const).map(matter => ({
    ...{ id: matter, hubs: ['XA', 'XB'], matter, validUntil: hoursAfter(1000) },
  }))
  const reached = (facts: Partial<Facts>, request: Partial<DisclosureRequest>, hub: string) =>
    AGENCY_TYPES.flatMap(type =>
      BASES.flatMap(basis =>
        PROTOCOLS.flatMap(protocol =>
          OCCASIONS.flatMap(occasion => {
            const asked = { ...toShelter, protocol, occasion, recipient: agency(hub, type), ...request }
            const decision = decide(asked, [generous(hub, basis)], { ...adult, instruments, ...facts }, policy, NOW)
            return decision.permit ? [type] : []
          }),
        ),
      ),
    )

  test.each(NOT_CLEARED)('is reached by nothing while fear of return is not asked and denied: %j', facts => {
    expect(reached({ ...facts, recipientIsStateOfNationality: true }, {}, 'XB')).toEqual([])
  })

  test('is reached once it was, so that the test can fail', () => {
    const cleared = { protectionSeeker: false, fearOfReturnAsked: true, recipientIsStateOfNationality: true }
    expect(reached(cleared, {}, 'XB').length).toBeGreaterThan(100)
  })

  test.each(NOT_CLEARED)('is not reached through a consulate in this hub either: %j', facts => {
    expect(reached(facts, { recipient: agency('XA', 'consulate') }, 'XA')).toEqual([])
  })

  test('is not reached in any random case', () => {
    always(drawn => {
      const { sender, recipient } = drawn.request
      if (sender === undefined || recipient === undefined) return
      const facts = { ...drawn.facts, recipientIsStateOfNationality: true, fearOfReturnAsked: false, instruments }
      const request = { ...drawn.request, recipient: { ...recipient, hub: sender.hub === 'XA' ? 'XB' : 'XA' } }
      expect(decideDrawn({ ...drawn, request, facts, records: [...drawn.records, generous('XB')] }).permit).toBe(false)
    })
  })

  test('is asked no needs without identity either: neither a consulate nor an agency abroad', () => {
    const about = { sender: agency('XA', 'shelter'), exclusions: [], policy }
    for (const purpose of PURPOSES) {
      const submission = { purpose, protocol: 'oas-64-standard' } as const
      expect(isSuitable(agency('XA', 'consulate'), submission, about)).toBe(false)
      for (const type of AGENCY_TYPES) expect(isSuitable(agency('XB', type), submission, about)).toBe(false)
    }
  })
})

describe('refusing to cooperate with a prosecution', () => {
  const CRIMINAL: readonly AgencyType[] = ['police', 'prosecution', 'court', 'central_authority']
  const outcomeOf = (drawn: Drawn) => {
    const decision = decideDrawn(drawn)
    return decision.permit ? { basisId: decision.basisId, categories: decision.categories } : 'denied'
  }
  const prosecuting: BasisRecord = {
    ...consentToShelter,
    id: 'zz-prosecution',
    purposes: ['criminal_investigation'],
    recipients: CRIMINAL.map(agencyType => ({ hub: 'XA', agencyType })),
  }
  const assistance = (holds: (drawn: Drawn) => void) => {
    let permits = 0
    always(drawn => {
      const { recipient } = drawn.request
      if (recipient === undefined || CRIMINAL.includes(recipient.type)) return
      if (decideDrawn(drawn).permit) permits++
      holds(drawn)
    })
    expect(permits).toBeGreaterThan(100)
  }

  test('changes no decision about assistance: not by a consent to it that was never given, or was taken back', () => {
    assistance(drawn => {
      const given = { ...drawn, records: [...drawn.records, prosecuting] }
      const takenBack = { ...drawn, records: [...drawn.records, { ...prosecuting, withdrawnAt: hoursAfter(-1) }] }
      expect(outcomeOf(given)).toEqual(outcomeOf(drawn))
      expect(outcomeOf(takenBack)).toEqual(outcomeOf(drawn))
    })
  })

  test('changes none by the person’s excluding police and prosecution altogether', () => {
    assistance(drawn => {
      const excluded = CRIMINAL.map(agencyType => ({ hub: drawn.request.recipient?.hub ?? '', agencyType }))
      const facts = { ...drawn.facts, exclusions: [...drawn.facts.exclusions, ...excluded] }
      expect(outcomeOf({ ...drawn, facts })).toEqual(outcomeOf(drawn))
    })
  })

  test('changes none by what was said about self-incriminating passages', () => {
    assistance(drawn => {
      const records = drawn.records.map(record => ({ ...record, selfIncriminatingAgreed: true }))
      expect(outcomeOf({ ...drawn, records })).toEqual(outcomeOf(drawn))
    })
  })

  test('is nothing that a policy could be about: no code of it names cooperation', () => {
    expect(policyText).not.toMatch(/cooperat|testif/i)
  })
})

describe('what incriminates the person', () => {
  const INVESTIGATING = ['police', 'prosecution'] as const

  test('goes to police and prosecution in no case, as a category, and its gap has no name', () => {
    for (const type of INVESTIGATING) {
      let permits = 0
      always(drawn => {
        const { recipient } = drawn.request
        if (recipient === undefined) return
        const request = {
          ...drawn.request,
          recipient: { ...recipient, ...agency(recipient.hub, type), outside: false },
        }
        const decision = decideDrawn({ ...drawn, request, records: [...drawn.records, generous(recipient.hub)] })
        if (!decision.permit) return
        permits++
        expect(decision.categories).not.toContain('self_incriminating')
        const { silent } = decision.withheld.find(({ category }) => category === 'self_incriminating') ?? {}
        expect(silent).toBe(true)
      })
      expect(permits).toBeGreaterThan(100)
    }
  })

  test('may be read by them only on a basis whose record says that the person agreed', () => {
    always(drawn => {
      const records = drawn.records.map((record, n) => ({ ...record, selfIncriminatingAgreed: n % 2 === 0 }))
      const decision = decideDrawn({ ...drawn, records })
      if (!decision.permit) return
      const cited = records.find(({ id }) => id === decision.basisId)
      expect(decision.selfIncriminatingAgreed ?? false).toBe(cited?.selfIncriminatingAgreed)
    })
  })

  const advised = { advisedBy: 'legal_aid', advisedOn: '2026-03-03' } as const
  const agreedIn = (change: Partial<typeof shelterForm>) =>
    recordOf(
      { ...shelterForm, ...change },
      { endsAt: hoursAfter(10), confirmBy: undefined },
      { id: 'r', ofAdult: undefined, now: NOW },
    ).selfIncriminatingAgreed

  test('is agreed to by the person alone, and only after advice', () => {
    expect(agreedIn({ selfIncriminating: advised })).toBe(true)
    expect(agreedIn({})).toBe(false)
    expect(agreedIn({ selfIncriminating: { ...advised, advisedOn: '2026-03-05' } })).toBe(false)
    for (const advisedBy of [...AGENCY_TYPES, ...ADVISERS]) {
      const isIndependent = ['own_lawyer', 'legal_aid', 'public_defender', 'ombudsman'].includes(advisedBy)
      expect(advisedBody.safeParse({ ...advised, advisedBy }).success, advisedBy).toBe(isIndependent)
    }
    expect(agreedIn({ selfIncriminating: advised, grantedBy: 'guardian' })).toBe(false)
    for (const basis of BASES.filter(code => code !== 'consent'))
      expect(agreedIn({ selfIncriminating: advised, basis, grantedBy: 'self' })).toBe(false)
  })

  test('is reviewed by a judge on an order of the court alone, before that court and in its own hub', () => {
    const order = { reason: 'review_for_defence', authority: 'court', document: 'd'.repeat(64) } as const
    const reviewIn = (change: Partial<typeof shelterForm>) =>
      recordOf(
        { ...shelterForm, ...change },
        { endsAt: hoursAfter(10), confirmBy: undefined },
        { id: 'r', ofAdult: undefined, now: NOW },
      ).judicialReview
    const ordered = { basis: 'court_order', grantedBy: 'none', justification: order } as const
    for (const reason of ['review_for_defence', 'review_for_non_punishment'] as const)
      expect(reviewIn({ ...ordered, justification: { ...order, reason } })).toBe(true)
    expect(reviewIn({ ...ordered, justification: { ...order, reason: 'court_ordered' } })).toBe(false)
    expect(reviewIn({ ...ordered, justification: { ...order, authority: 'prosecution' } })).toBe(false)
    for (const basis of BASES.filter(code => code !== 'court_order'))
      expect(reviewIn({ ...ordered, basis })).toBe(false)

    let reviews = 0
    always(drawn => {
      const { sender, recipient: drawnFor } = drawn.request
      const all = sender === undefined ? drawn.records : [...drawn.records, generous(sender.hub)]
      const records = all.map(record => ({ ...record, judicialReview: true }))
      // Few are drawn for the court of the own hub: each is asked for it, too.
      const court = drawnFor && sender && { ...drawnFor, type: 'court' as const, hub: sender.hub }
      for (const recipient of [drawnFor, court]) {
        const decision = decideDrawn({ ...drawn, records, request: { ...drawn.request, recipient } })
        if (!decision.permit || decision.judicialReview !== true) continue
        reviews++
        expect([recipient?.type, recipient?.hub]).toEqual(['court', sender?.hub])
      }
    })
    expect(reviews).toBeGreaterThan(10)
  })

  test('is agreed to by no grant of another hub', () => {
    always(drawn => {
      if (!drawn.imported) return
      const decision = decideDrawn(drawn)
      expect(decision.permit && decision.selfIncriminatingAgreed === true).toBe(false)
    })
  })
})
