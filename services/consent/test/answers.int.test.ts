import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  DataCategory,
  fromBinary,
  GrantSchema,
  Priority,
  Protocol,
  Purpose,
  ServiceCategory,
  SignedGrantSchema,
  toBinary,
} from '@amparo/contracts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { consentForm, toXB } from './fixtures/forms.ts'
import { signedGrant } from './fixtures/grants.ts'
import { makeHubKeys } from './fixtures/hub-keys.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { attestation, TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, open } = service
const { submit, view, pack } = questionsTo(service)
const { explained } = keptBy(service)
const officer = { agency: agencies.police, user: randomUUID() }
const keysOfXB = await makeHubKeys('XB')

beforeAll(() => {
  state.hubs.set('XB', keysOfXB)
})
afterEach(() => {
  Object.assign(state, { ahead: 0, instruments: [TREATY] })
  state.suspended.clear()
})

async function submitted(to = agencies.shelter, change: object = {}, from = agencies.police) {
  const who = { ...officer, agency: from }
  const subjectRef = register(from)
  const { body } = await send(who, 'POST', '/consents', consentForm(subjectRef, change))
  const { permit } = await submit({ subjectRef, user: who.user, from, to })
  if (!permit) throw new Error('not permitted')
  return { subjectRef, permit, referralId: permit.referralId, basisId: String(body.id) }
}

describe('what the recipient of a referral writes to its sender', () => {
  test('is read there as long as the referral could be opened here, for the same categories, by that reader', async () => {
    const { subjectRef, permit, referralId } = await submitted()
    const user = randomUUID()
    const read = await view({ subjectRef, user, from: agencies.shelter, to: agencies.police }, { referralId })
    expect(read.permit).toMatchObject({ referralId, userId: user, recipient: refOf(agencies.police) })
    expect([permit.recipientType, read.permit?.recipientType]).toEqual([AgencyType.SHELTER, AgencyType.POLICE])
    expect(read.permit?.categories).toEqual(permit.categories)
  })

  test('is not read once the consent is withdrawn or has ended', async () => {
    const { subjectRef, referralId, basisId } = await submitted()
    const read = () => view({ subjectRef, from: agencies.shelter, to: agencies.police }, { referralId })
    state.ahead = 80 * 365 * 24 * 3_600_000
    expect((await read()).code).toBe('consent_expired')
    state.ahead = 0
    const { status } = await send(officer, 'POST', `/consents/${basisId}/withdrawal`, {
      inPrivate: true,
      duressChecked: true,
    })
    expect(status).toBe(200)
    expect((await read()).code).toBe('consent_withdrawn')
  })

  test.each([
    [
      'an officer, named as forms name one',
      (userId: string) => ({ agencyType: 'police', ...refOf(agencies.police), userId }),
    ],
    ['an officer of the hub', (userId: string) => ({ hub: 'XA', userId })],
    ['the agency', () => ({ agencyType: 'police', ...refOf(agencies.police) })],
    ['all of its kind', () => ({ hub: 'XA', agencyType: 'police' })],
  ])('is not read by whom the person excludes: %s', async (_, exclusion) => {
    const user = randomUUID()
    const excluded = [exclusion(user)]
    const { subjectRef, referralId } = await submitted(agencies.shelter, { excluded })
    const read = (reader: string) =>
      view({ subjectRef, user: reader, from: agencies.shelter, to: agencies.police }, { referralId })
    expect((await read(user)).code).toBe('recipient_excluded')
    const colleague = await read(randomUUID())
    expect(colleague.code).toBe('userId' in (excluded[0] ?? {}) ? 'permitted' : 'recipient_excluded')
  })

  test('is not read by a consulate once a fear of return is known, by whichever record, or while nobody has asked', async () => {
    const { subjectRef, referralId } = await submitted(agencies.shelter, {}, agencies.consulate)
    const person = state.people.get(subjectRef)
    if (person === undefined) throw new Error('nobody')
    const ofReader = { subjectRef, from: agencies.shelter, to: agencies.consulate }
    const readWhen = async (facts: Partial<typeof person>) => {
      state.people.set(subjectRef, { ...person, ...facts })
      return (await view(ofReader, { referralId })).code
    }
    expect(await readWhen({ protectionSeeker: false, fearOfReturnAsked: true })).toBe('permitted')
    expect(await readWhen({ protectionSeeker: false, fearOfReturnAsked: false })).toBe('state_of_nationality')
    expect(await readWhen({ protectionSeeker: true, fearOfReturnAsked: true })).toBe('state_of_nationality')
  })

  test('is refused without the reason to whom it is kept from, though it be the sender, in each language', async () => {
    const { subjectRef, referralId } = await submitted(agencies.shelter, { excluded: [refOf(agencies.police)] })
    const asked = await view({ subjectRef, from: agencies.shelter, to: agencies.police }, { referralId })
    expect([asked.code, asked.told]).toEqual(['recipient_excluded', 'disclosure_refused'])
    const said = {
      es: ['Cuál fue no se dice a quien preguntó.', 'excluido'],
      en: ['Which one is not said to whoever asked.', 'excluded'],
      fr: ['Laquelle, cela n’est pas dit à qui a demandé.', 'exclu'],
      pt: ['Qual delas não se diz a quem perguntou.', 'excluiu'],
    }
    for (const [language, [words = '', reason]] of Object.entries(said)) {
      const { body } = await explained(asked.decisionId ?? '', reading(agencies.police), language)
      expect(body.rule).toBe('disclosure_refused')
      expect(saidIn(body)).toContain(words)
      expect(JSON.stringify(body)).not.toContain(reason)
    }
  })

  test('is nobody else’s to read: another agency, another person, an unknown referral', async () => {
    const { subjectRef, referralId, permit } = await submitted()
    const theirs = register(agencies.otherShelter, { subjectId: permit.subjectId })
    const other = { subjectRef: theirs, from: agencies.shelter, to: agencies.otherShelter }
    expect((await view(other, { referralId })).code).toBe('no_lawful_basis')
    const another = { subjectRef: register(agencies.police), from: agencies.shelter, to: agencies.police }
    expect((await view(another, { referralId })).code).toBe('no_lawful_basis')
    expect((await view({ ...another, subjectRef })).code).toBe('no_lawful_basis')
  })

  test('lets nobody submit anything the other way round', async () => {
    const { referralId, permit } = await submitted()
    const theirs = register(agencies.shelter, { subjectId: permit.subjectId })
    const back = submit({ subjectRef: theirs, from: agencies.shelter, to: agencies.police }, { referralId })
    expect((await back).code).not.toBe('permitted')
  })
})

describe('what the recipient of a referral found out', () => {
  const ofReader = { from: agencies.shelter, to: agencies.police }
  const report = (of: { subjectRef: string; referralId: string }, user = randomUUID()) =>
    view({ subjectRef: of.subjectRef, user, ...ofReader }, { referralId: of.referralId, report: true })

  test('is not told to its sender unless the person has said so: to be sent there is another thing', async () => {
    expect((await report(await submitted())).code).toBe('action_outside_consent')
    const told = await report(await submitted(agencies.shelter, { reportBack: true }))
    expect(told.permit).toMatchObject({ recipient: refOf(agencies.police) })
  })

  test('is told no further than the consent and the mandate of the sender reach, silently where a name would tell', async () => {
    const dataCategories = ['identity', 'risk', 'needs', 'health', 'self_incriminating', 'help_seeking']
    const told = await report(await submitted(agencies.shelter, { reportBack: true, dataCategories }))
    const { HEALTH, SELF_INCRIMINATING, HELP_SEEKING, RISK } = DataCategory
    expect(told.permit?.categories).toContain(RISK)
    for (const secret of [HEALTH, SELF_INCRIMINATING, HELP_SEEKING]) {
      expect(told.permit?.categories).not.toContain(secret)
      expect(told.permit?.withheld.find(({ category }) => category === secret)?.silent).toBe(true)
    }
  })

  test('is not told once the consent is withdrawn, nor to whom the person excludes, nor to one that is suspended', async () => {
    const of = await submitted(agencies.shelter, { reportBack: true })
    expect((await report(of)).code).toBe('permitted')
    state.suspended.add(agencies.police.agencyId)
    expect((await report(of)).code).toBe('sender_unknown')
    state.suspended.clear()
    const [user] = [randomUUID()]
    const excluded = [{ hub: 'XA', userId: user }]
    const barring = await submitted(agencies.shelter, { reportBack: true, excluded })
    expect((await report(barring, user)).code).toBe('recipient_excluded')
    expect((await report(barring)).code).toBe('permitted')
    await send(officer, 'POST', `/consents/${of.basisId}/withdrawal`, { inPrivate: true, duressChecked: true })
    expect((await report(of)).code).toBe('consent_withdrawn')
  })

  test('is told by nobody else, and never the way the referral went', async () => {
    const { subjectRef, referralId } = await submitted(agencies.shelter, { reportBack: true })
    expect((await view({ subjectRef, to: agencies.shelter }, { referralId, report: true })).code).toBe(
      'no_lawful_basis',
    )
    const theirs = { subjectRef, from: agencies.otherShelter, to: agencies.police }
    expect((await view(theirs, { referralId, report: true })).code).toBe('no_lawful_basis')
  })

  test.each(['vital_interest', 'child_safeguarding'])('a %s cannot say so', async basis => {
    const { status, body } = await send(officer, 'POST', '/consents', {
      ...consentForm(register(agencies.police)),
      ...{ basis, grantedBy: 'none', signature: null, sheet: undefined, reportBack: true },
      justification: { reason: 'no_safe_place' },
    })
    expect([status, body.errors]).toEqual([400, [{ pointer: '/reportBack', code: 'not_allowed' }]])
  })
})

describe('across a border', () => {
  test('the sender reads what came back while the instrument is in force', async () => {
    const { subjectRef, referralId } = await submitted(agencies.shelterXB, toXB)
    const read = () => view({ subjectRef, from: agencies.shelterXB, to: agencies.police }, { referralId })
    expect((await read()).code).toBe('permitted')
    state.instruments = []
    expect((await read()).code).toBe('no_instrument')
  })

  /** A referral of XB's police to the shelter here. */
  async function came(change: object = {}) {
    const subjectRef = register(agencies.shelter)
    const subjectId = state.people.get(subjectRef)?.subjectId ?? ''
    const ids = { packageId: randomUUID(), referralId: randomUUID() }
    const parties = { from: refOf(agencies.policeXB), to: refOf(agencies.shelter) }
    const grant = toBinary(SignedGrantSchema, await signedGrant(keysOfXB, { referralId: ids.referralId, ...change }))
    await open({
      ...{ ...ids, ...parties, subjectRef, subjectId, grant },
      ...{ protocol: Protocol.OAS_64_STANDARD, priority: Priority.URGENT, purpose: Purpose.SHELTER },
      services: [ServiceCategory.HOUSING],
    })
    expect(await rows('select 1 from imported_grant where referral_id = $1', [ids.referralId])).toHaveLength(1)
    return { subjectRef, ...ids }
  }

  test('the recipient answers on the grant that came with the referral, and no new grant is made of it', async () => {
    const { subjectRef, referralId } = await came()
    const answer = await pack({ subjectRef, from: agencies.shelter, to: agencies.policeXB }, { referralId })
    expect(answer.permit).toMatchObject({ referralId, recipient: refOf(agencies.policeXB) })
    expect(answer.permit?.categories).toContain(DataCategory.NEEDS)
    expect(answer.grant).toBeUndefined()
  })

  test('it answers nobody there whom the person has excluded here', async () => {
    const { subjectRef, referralId } = await came()
    const pair = { subjectRef, from: agencies.shelter, to: agencies.policeXB }
    const form = consentForm(subjectRef, { excluded: [{ agencyType: 'police', ...refOf(agencies.policeXB) }] })
    const helper = { agency: agencies.shelter, user: randomUUID() }
    expect((await send(helper, 'POST', '/consents', form)).status).toBe(201)
    expect((await pack(pair, { referralId })).code).toBe('recipient_excluded')
  })

  test('it answers nobody but the agency that sent it, and not once the grant has ended', async () => {
    const { subjectRef, referralId } = await came()
    const to = agencies.shelterXB
    expect((await pack({ subjectRef, from: agencies.shelter, to }, { referralId })).code).toBe('no_lawful_basis')
    state.ahead = 80 * 365 * 24 * 3_600_000
    const late = await pack({ subjectRef, from: agencies.shelter, to: agencies.policeXB }, { referralId })
    expect(late.code).toBe('consent_expired')
  })

  test('the recipient reports what it found out only on a grant that says so', async () => {
    const pair = { from: agencies.shelter, to: agencies.policeXB }
    const asked = async ({ subjectRef, referralId }: Awaited<ReturnType<typeof came>>) =>
      pack({ subjectRef, ...pair }, { referralId, report: true })
    expect((await asked(await came())).code).toBe('action_outside_consent')
    const told = await asked(await came({ reportBack: true }))
    expect(told.permit).toMatchObject({ recipient: refOf(agencies.policeXB) })
    expect(told.grant).toBeUndefined()
  })

  test('the grant says so if the person has', async () => {
    for (const reportBack of [true, false]) {
      const { subjectRef, referralId } = await submitted(agencies.shelterXB, { ...toXB, reportBack })
      const { grant } = await pack({ subjectRef, to: agencies.shelterXB }, { referralId })
      expect(fromBinary(GrantSchema, grant?.grant ?? new Uint8Array()).reportBack).toBe(reportBack)
    }
  })

  test.each([
    ['reported', true],
    ['written', false],
  ])('nothing is %s to the state of nationality of somebody who fears it', async (_, report) => {
    const of = await came({ reportBack: true })
    const person = state.people.get(of.subjectRef)
    if (person) state.people.set(of.subjectRef, { ...person, nationalities: ['XB'], protectionSeeker: true })
    const stated = attestation(state, service.now(), { subjectRef: of.subjectRef, user: '', recipientHub: 'XB' })
    const pair = { from: agencies.shelter, to: agencies.policeXB }
    const change = { referralId: of.referralId, report, attestation: stated }
    const told = await pack({ subjectRef: of.subjectRef, ...pair }, change)
    expect(told.code).toBe('state_of_nationality')
  })
})
