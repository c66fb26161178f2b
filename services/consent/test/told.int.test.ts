import { randomUUID } from 'node:crypto'
import { Action, AskedBy } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm } from './fixtures/forms.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { recordsAskedOf } from './fixtures/own-record.ts'
import { agencies, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state } = service
const { submit, view, handOver } = questionsTo(service)
const { explained } = keptBy(service)
const ownRecord = recordsAskedOf(service)
const officer = { agency: agencies.police, user: randomUUID() }
const UNSAID = 'disclosure_refused'
const LANGUAGES = ['es', 'en', 'fr', 'pt']

type Facts = Parameters<typeof register>[1]

/** Somebody of the police, referred to this agency, which has opened the view. */
async function referred(to: TestAgency, facts: Facts = { fearOfReturnAsked: true }, change: object = {}) {
  const subjectRef = register(agencies.police, facts)
  const form = consentForm(subjectRef, {
    ...{ recipients: [{ hub: to.hub, agencyType: to.type }], ...change },
    ...(to.type === 'consulate' && { purposes: ['consular_notification', 'documentation'] }),
  })
  const recorded = await send(officer, 'POST', '/consents', form)
  expect(recorded.status).toBe(201)
  const { permit, code } = await submit({ subjectRef, to })
  expect(code).toBe('permitted')
  const { referralId = '', subjectId = '' } = permit ?? {}
  const readersRef = register(to, { ...facts, subjectId })
  const reader = randomUUID()
  const read = () => view({ subjectRef: readersRef, to, user: reader }, { referralId })
  expect((await read()).code).toBe('permitted')
  /** By whichever officer, of whichever agency, it is known from now on. */
  const becomes = (now: Facts) => {
    for (const ref of [subjectRef, readersRef]) {
      const person = state.people.get(ref)
      if (person) state.people.set(ref, { ...person, ...now })
    }
  }
  const excludes = async (excluded: object) =>
    expect((await send(officer, 'POST', '/consents', consentForm(subjectRef, { excluded: [excluded] }))).status).toBe(
      201,
    )
  return { subjectRef, subjectId, readersRef, referralId, reader, read, becomes, excludes }
}

const guarded = { minor: true, guardianNamed: true }

const CASES: readonly [string, string, () => Promise<{ to: TestAgency; of: Awaited<ReturnType<typeof referred>> }>][] =
  [
    [
      'a consulate, of somebody who seeks protection now',
      'state_of_nationality',
      async () => {
        const of = await referred(agencies.consulate)
        of.becomes({ protectionSeeker: true })
        return { to: agencies.consulate, of }
      },
    ],
    [
      'a consulate, of somebody who fears return now',
      'state_of_nationality',
      async () => {
        const of = await referred(agencies.consulate)
        of.becomes({ fearOfReturnAsked: false })
        return { to: agencies.consulate, of }
      },
    ],
    [
      'an officer whom the person excludes',
      'recipient_excluded',
      async () => {
        const of = await referred(agencies.shelter)
        await of.excludes({ hub: 'XA', userId: of.reader })
        return { to: agencies.shelter, of }
      },
    ],
    [
      'whoever reads of a child whose guardian may be part of the harm',
      'guardian_conflict',
      async () => {
        const of = await referred(agencies.shelter, guarded, byGuardian)
        of.becomes({ guardianConflict: true })
        return { to: agencies.shelter, of }
      },
    ],
    [
      'whoever reads of a child whose guardian speaks for them no more',
      'minor_without_guardian_or_safeguarding',
      async () => {
        const of = await referred(agencies.shelter, guarded, byGuardian)
        of.becomes({ guardianNamed: false })
        return { to: agencies.shelter, of }
      },
    ],
  ]

describe.each(CASES)('%s', (_, rule, made) => {
  test('is told no more than that it may not be disclosed; owner, auditor and log have the rule', async () => {
    const { to, of } = await made()
    const asked = await of.read()
    expect(asked).toEqual({ code: rule, told: UNSAID, decisionId: expect.any(String), draftId: undefined })
    const { decisionId = '' } = asked
    for (const language of LANGUAGES) {
      const { status, body } = await explained(decisionId, reading(to), language)
      expect([status, body.rule, body.outcome]).toEqual([200, UNSAID, 'denial'])
      const owner = await explained(decisionId, reading(agencies.police), language)
      expect(owner.body.rule).toBe(rule)
      expect(saidIn(body)).not.toBe(saidIn(owner.body))
    }
    const auditor = { agency: agencies.charity, scope: 'audit:read' }
    expect((await send(auditor, 'GET', `/decisions/${decisionId}/audit`)).body.rule).toBe(rule)
    const entry = state.entries.find(({ entryId }) => entryId === decisionId)
    expect(entry).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: rule })
  })
})

test('no two of them can be told apart', async () => {
  const said = new Set<string>()
  for (const [, , made] of CASES) {
    const { to, of } = await made()
    const { told, decisionId = '', draftId } = await of.read()
    for (const language of LANGUAGES) {
      const { body } = await explained(decisionId, reading(to), language)
      // Who asked, and for what, whoever asked knows.
      const parts = body.parts.map(({ about, lines }: { about: string; lines: string[] }) =>
        about === 'asked' || about === 'purpose' ? about : lines,
      )
      said.add(JSON.stringify([told, draftId, { ...body, parts, decisionId: '', decidedAt: '' }]))
    }
  }
  expect(said.size).toBe(LANGUAGES.length)
})

describe('the agency that registered the person', () => {
  test('hears why it may not send them on, and what to do', async () => {
    const unasked = register(agencies.police, { fearOfReturnAsked: false })
    const recipients = [{ hub: 'XA', agencyType: 'consulate' }]
    await send(officer, 'POST', '/consents', consentForm(unasked, { recipients }))
    const asked = await submit({ subjectRef: unasked, to: agencies.consulate })
    expect([asked.code, asked.told]).toEqual(['state_of_nationality', 'state_of_nationality'])
    const { body } = await explained(asked.decisionId ?? '', reading(agencies.police))
    expect(body.rule).toBe('state_of_nationality')
  })

  test('hears of a guardian who wants to read the child’s own record; an agency to which the child was referred does not', async () => {
    const { subjectRef, readersRef, becomes } = await referred(agencies.shelter, guarded, byGuardian)
    becomes({ guardianConflict: true })
    const asked = { askedBy: AskedBy.GUARDIAN }
    expect(await ownRecord(subjectRef, asked)).toMatchObject({ code: 'guardian_conflict', told: 'guardian_conflict' })
    const person = state.people.get(readersRef)
    if (person) state.people.set(readersRef, { ...person, received: true })
    const theirs = await ownRecord(readersRef, { ...asked, agency: agencies.shelter })
    expect(theirs).toMatchObject({ code: 'guardian_conflict', told: UNSAID })
  })

  test('hears nothing where it is the one barred: not as whoever asks, nor as the owner of what others asked', async () => {
    const subjectRef = register(agencies.consulate, { fearOfReturnAsked: true })
    const consul = { agency: agencies.consulate, user: randomUUID() }
    expect((await send(consul, 'POST', '/consents', consentForm(subjectRef))).status).toBe(201)
    const { permit } = await submit({ subjectRef, from: agencies.consulate })
    const { referralId = '' } = permit ?? {}
    const person = state.people.get(subjectRef)
    if (person) state.people.set(subjectRef, { ...person, protectionSeeker: true })
    const pair = { subjectRef, from: agencies.shelter, to: agencies.consulate }
    const theirs = register(agencies.shelter, { subjectId: permit?.subjectId ?? '', protectionSeeker: true })
    const written = await handOver({ ...pair, subjectRef: theirs }, { referralId })
    for (const asked of [await view(pair, { referralId }), written]) {
      expect([asked.code, asked.told]).toEqual(['state_of_nationality', UNSAID])
      const { body } = await explained(asked.decisionId ?? '', reading(agencies.consulate))
      expect(body.rule).toBe(UNSAID)
      expect(body.parts.map(({ about }: { about: string }) => about)).not.toContain('bases')
    }
  })
})

test('of a person who came from another agency, whoever would refer them on hears no more than a recipient', async () => {
  const { readersRef, becomes } = await referred(agencies.shelter, { fearOfReturnAsked: true }, { onward: true })
  becomes({ received: true, minor: true })
  const further = await submit({ subjectRef: readersRef, from: agencies.shelter, to: agencies.otherShelter })
  expect([further.code, further.told]).toEqual(['minor_without_guardian_or_safeguarding', UNSAID])
})

test('what a refusal of before says to whoever asked is as little', async () => {
  const of = await referred(agencies.shelter)
  await of.excludes({ hub: 'XA', userId: of.reader })
  const { decisionId = '' } = await of.read()
  // As it was kept while nobody wrote down what was told.
  const id = randomUUID()
  await rows(
    `create temporary table before on commit drop as select * from decision where decision_id = '${decisionId}'; update before set decision_id = '${id}', told = null; insert into decision select * from before`,
  )
  expect((await explained(id, reading(agencies.shelter))).body.rule).toBe(UNSAID)
  expect((await explained(id, reading(agencies.police))).body.rule).toBe('recipient_excluded')
})
