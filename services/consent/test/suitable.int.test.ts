import { randomUUID } from 'node:crypto'
import { Protocol, suitable } from '@amparo/contracts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { consentForm, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state, as } = service
const { submit } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const ALL = Object.values(agencies)

const DAY = 24 * 3_600_000
const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10)

afterEach(() => {
  state.suspended.clear()
  state.accreditedUntil.clear()
  state.eligible.clear()
  state.unserved.clear()
  state.askedServed.length = 0
  state.ahead = 0
})

/** A referral of the police to the shelter, as permitted. */
async function referred(change: object = {}, form = consentForm, asked = {}): Promise<string> {
  const subjectRef = register(agencies.police)
  const { status } = await send(officer, 'POST', '/consents', form(subjectRef, change))
  expect(status).toBe(201)
  const { permit } = await submit({ subjectRef, user: officer.user }, asked)
  if (!permit) throw new Error('not permitted')
  return permit.referralId
}

async function ask(referralId: string, candidates: readonly TestAgency[] = ALL) {
  const request = { nonce: randomUUID(), referralId, candidates: candidates.map(refOf) }
  const answer = await (await as('referral')).ask(suitable, request)
  const named = (refs: readonly { hub: string; agencyId: string }[]) =>
    refs.map(ref => Object.entries(agencies).find(([, a]) => a.agencyId === ref.agencyId && a.hub === ref.hub)?.[0])
  return { suitable: named(answer.suitable), within: named(answer.withinBasis) }
}

/** Who of them is not for such a person. */
async function unserving(referralId: string, candidates: readonly TestAgency[] = ALL) {
  const request = { nonce: randomUUID(), referralId, candidates: candidates.map(refOf) }
  const answer = await (await as('referral')).ask(suitable, request)
  return answer.unserving.map(({ agencyId }) => ALL.find(known => known.agencyId === agencyId))
}

describe('the needs of a person, without identity, may be offered', () => {
  let plain = ''
  beforeAll(async () => {
    plain = await referred()
  })

  test('to agencies of this hub with a mandate for the purpose, in the order asked', async () => {
    expect((await ask(plain)).suitable).toEqual(['shelter', 'otherShelter', 'charity'])
    const turned = [agencies.charity, agencies.otherShelter]
    expect((await ask(plain, turned)).suitable).toEqual(['charity', 'otherShelter'])
  })

  test('never to migration enforcement, a consulate or an agency abroad', async () => {
    const barred = [agencies.enforcement, agencies.consulate, agencies.shelterXB]
    expect(await ask(plain, barred)).toEqual({ suitable: [], within: [] })
  })

  test('to none that is suspended or unknown', async () => {
    state.suspended.add(agencies.otherShelter.agencyId)
    const stranger: TestAgency = { hub: 'XA', agencyId: randomUUID(), type: 'shelter' }
    expect((await ask(plain, [stranger, agencies.otherShelter, agencies.charity])).suitable).toEqual(['charity'])
  })

  test('to none of which the accreditation has lapsed, and to nobody by a sender of which it has', async () => {
    state.accreditedUntil.set(agencies.otherShelter.agencyId, new Date(0))
    expect((await ask(plain)).suitable).toEqual(['shelter', 'charity'])
    state.accreditedUntil.set(agencies.police.agencyId, new Date(0))
    expect(await ask(plain)).toEqual({ suitable: [], within: [] })
  })

  test('to nobody while the sender is suspended', async () => {
    state.suspended.add(agencies.police.agencyId)
    expect(await ask(plain)).toEqual({ suitable: [], within: [] })
  })

  test('to none that the person excludes, by name or by kind, in whatever form that was said', async () => {
    const byName = { excluded: [{ hub: 'XA', agencyId: agencies.otherShelter.agencyId }] }
    expect((await ask(await referred(byName))).suitable).toEqual(['shelter', 'charity'])
    const byKind = { excluded: [{ hub: 'XA', agencyType: 'civil_society' }] }
    expect((await ask(await referred(byKind))).suitable).toEqual(['shelter', 'otherShelter'])
  })

  test('also to the agency of an officer whom the person excludes: that officer alone is barred', async () => {
    const officerOf = { hub: 'XA', agencyId: agencies.otherShelter.agencyId, userId: randomUUID() }
    expect((await ask(await referred({ excluded: [officerOf] }))).suitable).toContain('otherShelter')
  })

  test('to nobody for a referral that this hub has not permitted', async () => {
    expect(await ask(randomUUID())).toEqual({ suitable: [], within: [] })
  })
})

describe('an agency that is not for such a person', () => {
  const WOMEN = { genders: ['Feminine', 'TransgenderFeminine'] }
  const only = (agency: TestAgency, whom: { genders: string[]; maximumAge?: number }) =>
    state.eligible.set(agency.agencyId, whom)

  test('is named as such by what redaction says, which is told for whom agencies are and tells neither age nor gender', async () => {
    const referralId = await referred()
    only(agencies.otherShelter, WOMEN)
    only(agencies.charity, { genders: ['Masculine'], maximumAge: 30 })
    state.unserved.add('Feminine')
    expect((await ask(referralId)).suitable).toEqual(['shelter', 'otherShelter', 'charity'])
    expect(await unserving(referralId)).toEqual([agencies.otherShelter])
    const [asked] = state.askedServed
    expect(asked?.eligibilities).toMatchObject([WOMEN, { genders: ['Masculine'], maximumAge: 30 }])
    expect(asked?.eligibilities[0]?.maximumAge).toBeUndefined()
  })

  test('where nobody states for whom they are, nothing is asked about the person', async () => {
    expect(await unserving(await referred())).toEqual([])
    expect(state.askedServed).toEqual([])
  })

  test('nor is anything asked on behalf of whoever may not be asked themselves', async () => {
    only(agencies.consulate, WOMEN)
    state.unserved.add('Feminine')
    expect(await unserving(await referred())).toEqual([])
    expect(state.askedServed).toEqual([])
  })
})

describe('identity may follow without asking the person again', () => {
  test('where the basis names the kind of agency', async () => {
    expect((await ask(await referred())).within).toEqual(['shelter', 'otherShelter'])
  })

  test('only to the one where it names one', async () => {
    const one = { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId }] }
    expect((await ask(await referred(one))).within).toEqual(['shelter'])
  })

  test('only to the one recipient of a vital interest', async () => {
    expect((await ask(await referred({}, vitalForm))).within).toEqual(['shelter'])
  })

  test('not under another protocol than the one that was named', async () => {
    const only = { protocol: 'child-safeguarding' }
    const subject = await referred(only, consentForm, { protocol: Protocol.CHILD_SAFEGUARDING })
    expect((await ask(subject)).within).toEqual(['shelter', 'otherShelter'])
  })

  test('no more once it has ended: then the needs may be offered, and the person is asked again', async () => {
    const referralId = await referred({ validUntil: day(1) })
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter'])
    state.ahead = 3 * DAY
    expect(await ask(referralId)).toEqual({ suitable: ['shelter', 'otherShelter', 'charity'], within: [] })
  })
})

describe('nobody is asked on behalf of a person who took the consent back', () => {
  const NOBODY = { suitable: [], within: [] }
  const recorded = async (subjectRef: string, change = {}): Promise<string> =>
    (await send(officer, 'POST', '/consents', consentForm(subjectRef, change))).body.id
  const withdraw = (id: string) =>
    send(officer, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })
  const sent = async (subjectRef: string) => (await submit({ subjectRef })).permit?.referralId ?? ''

  test('also when it would have ended since, and also when another basis carried on until then', async () => {
    const subjectRef = register(agencies.police)
    const [first, second] = [await recorded(subjectRef, { validUntil: day(1) }), await recorded(subjectRef)]
    const referralId = await sent(subjectRef)
    await withdraw(first)
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter'])
    await withdraw(second)
    expect(await ask(referralId)).toEqual(NOBODY)
    state.ahead = 3 * DAY
    expect(await ask(referralId)).toEqual(NOBODY)
  })

  test('not even those whom another basis reaches, which does not carry the referral itself', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    const referralId = await sent(subjectRef)
    await recorded(subjectRef, { recipients: [{ hub: 'XA', agencyType: 'civil_society' }] })
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter', 'charity'])
    await withdraw(id)
    expect(await ask(referralId)).toEqual(NOBODY)
  })

  test('nor of one who came of age since it was sent to keep them safe', async () => {
    const subjectRef = register(agencies.police, { minor: true })
    await send(officer, 'POST', '/consents', safeguardingForm(subjectRef))
    const referralId = await sent(subjectRef)
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter'])
    state.people.set(subjectRef, {
      ...(state.people.get(subjectRef) ?? { subjectId: '', agency: agencies.police }),
      minor: false,
    })
    expect(await ask(referralId)).toEqual({ suitable: ['shelter', 'otherShelter', 'charity'], within: [] })
    const id = await recorded(subjectRef)
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter'])
    await withdraw(id)
    expect(await ask(referralId)).toEqual(NOBODY)
  })

  test('until the person agrees anew', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    const referralId = await sent(subjectRef)
    await withdraw(id)
    await recorded(subjectRef)
    expect((await ask(referralId)).within).toEqual(['shelter', 'otherShelter'])
  })
})

test('only the referral service asks', async () => {
  await expect((await as('redaction')).ask(suitable, { referralId: randomUUID() })).rejects.toThrow(
    'redaction does not ask',
  )
})

test('a question with more agencies than a page of them is not read', async () => {
  const many = Array.from({ length: 101 }, () => agencies.shelter)
  await expect(ask(randomUUID(), many)).rejects.toThrow(expect.objectContaining({ code: 'question_unreadable' }))
})
