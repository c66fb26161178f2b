import { randomUUID } from 'node:crypto'
import {
  Action,
  FallbackChannel,
  guardianshipChanged,
  hubBarred,
  Occasion,
  Priority,
  Protocol,
  Purpose,
  packageBuilt,
  packageNotBuilt,
  recordCompleted,
  referralSubmitted,
  ServiceCategory,
  type SubjectPayloadInput,
  supplementStored,
  timestampFromDate,
} from '@amparo/contracts'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aPayload, aStatement, CANARIES } from './fixtures/forms.ts'
import { linkingIn } from './fixtures/linked.ts'
import { CONTACT, IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { PEER, READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { A_VIEW, usePeer } from './fixtures/peer.ts'
import { at, REVIEWER, useReviews } from './fixtures/reviews.ts'
import { CASEWORKER, longAgo, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const service = await useRedaction()
const { post, register, refer, view, session, publish, told, rows, everything, state, readMessages, subjectOf } =
  service
const link = linkingIn({ subjectOf, rows })
const { known, aPackage, takeIn, openPackage } = await usePeer(service)

beforeEach(() => {
  known()
  Object.assign(state, { denial: undefined, denies: undefined, tamperPermit: () => ({}) })
  state.categories = [IDENTITY, NARRATIVE, NEEDS]
  state.withheld = []
  state.away.clear()
  state.entries.length = 0
})

/** What is known after three minutes: how old, what is needed, how to reach her. */
const MINIMAL: SubjectPayloadInput = {
  subject: {
    identity: { names: [], aliases: [], phones: [], emails: [], documents: [], addresses: [] },
    gender: 'Feminine',
    ageBand: '24--26',
    isMinor: false,
    languages: ['spa'],
    nationalities: [],
    migrationStatus: null,
    needs: ['Housing Services'],
    risks: [],
    safeContact: { channel: 'phone', value: '+599 55 0731', when: 'any', codeWord: null, language: 'spa' },
  },
  trafficking: {
    ...{
      status: 'PossibleVictimOfTrafficking',
      exploitationTypes: [],
      methodsOfControl: [],
      recruitment: [],
      events: [],
    },
  },
}
const asked = (answer: 'yes' | 'no') => ({ fearOfReturn: { asked: true, inPrivate: true, answer } })
/** Who is of the state that the other hub is of, and fears nothing there. */
const ofPeer = { ...MINIMAL, subject: { ...MINIMAL.subject, nationalities: [PEER.hub] }, ...asked('no') }
/** Referrals of hubs that may have nothing of the person any more. */
const barred = async () => (await told(hubBarred)).flatMap(({ referralIds }) => referralIds)
/** There nobody who speaks for a state may have them; everybody else may. */
const barredToStates = async () => (await told(hubBarred)).flatMap(({ stateReferralIds }) => stateReferralIds)
const hurried = () => register(CASEWORKER, { data: MINIMAL })

/** What was logged of the last one. */
const released: unknown[] = []
/** A referral of that person, as it was submitted. */
async function submitted(subjectRef: string, to = RECIPIENT, changes: object = {}) {
  const referralId = refer(subjectRef, { to, users: [READER, WORKER], ...changes })
  const event = { referralId, from: SENDER, to, subjectRef, protocol: Protocol.OAS_64_STANDARD }
  const rest = { priority: Priority.EMERGENCY, services: [ServiceCategory.HOUSING], purpose: Purpose.SHELTER }
  const protocol = { protocolId: 'oas-64-standard', protocolVersion: 3, quick: true }
  expect(await publish(referralSubmitted, { ...event, ...rest, ...protocol })).toBe('done')
  released.splice(0, Number.POSITIVE_INFINITY, ...state.entries.filter(({ referralId: of }) => of === referralId))
  state.entries.length = 0
  return referralId
}
const NAMES = { subject: { identity: { names: ['Yaneth Quillahuaman Osorio'] }, needs: ['Legal Services'] } }
const complete = (referralId: string, fields: object = NAMES, who: Who = CASEWORKER, options: object = {}) =>
  post(who, '/supplements', { referralId, ...fields }, options)
const seen = async (referralId: string) => session.open((await view(referralId)).body.sealed)
const versions = async () => Number((await rows('select count(*) from record'))[0].count)
const built = async (referralId: string) => (await told(packageBuilt)).filter(e => e.referralId === referralId)
/** Ids of the referrals that were told, since this point. */
const heard = async () => (await told(recordCompleted)).map(({ referralId }) => referralId)

describe('a record that was made in three minutes', () => {
  test('is completed later: what is new is filled in, what is not said stays, and the version before is kept', async () => {
    const referralId = await submitted(await hurried())
    expect((await seen(referralId)).categories.identity.names).toEqual([])
    const before = await versions()
    const answer = await complete(referralId)
    expect([answer.status, answer.body]).toEqual([200, { referrals: [{ referralId }] }])
    const { categories } = await seen(referralId)
    expect(categories.identity).toMatchObject({ names: ['Yaneth Quillahuaman Osorio'], gender: 'Feminine' })
    expect(categories.needs).toMatchObject({ needs: ['Legal Services'], ageBand: '24--26' })
    expect(await versions()).toBe(before + 1)
    expect(await heard()).toContain(referralId)
    const all = await rows('select version from record order by created_at desc, version desc limit 2')
    expect(all.map(({ version }) => version)).toEqual([2, 1])
  })

  test('stands in the log before it is changed', async () => {
    const referralId = await submitted(await hurried())
    await complete(referralId)
    expect(state.entries).toMatchObject([
      {
        action: Action.RECORD_COMPLETED,
        userId: WORKER,
        agency: SENDER,
        referralId,
        authentication: expect.anything(),
      },
    ])
    state.away.add('audit')
    const before = await versions()
    expect((await complete(referralId, { subject: { risks: ['trafficker_at_large'] } })).status).toBe(503)
    expect(await versions()).toBe(before)
  })

  test('is told to every referral that rests on the person, and to no other', async () => {
    const [mine, others] = [await hurried(), await hurried()]
    const [one, two, other] = [await submitted(mine), await submitted(mine), await submitted(others)]
    const before = await heard()
    const { body } = await complete(one)
    expect((await heard()).slice(before.length).sort()).toEqual([one, two].sort())
    expect(body.referrals.map(({ referralId }: { referralId: string }) => referralId)).not.toContain(other)
  })
})

describe('of who speaks for a child', () => {
  const GUARDIAN = { name: 'Justina Apaza', relation: 'neighbour', phone: null, informed: true }
  const child = { ...MINIMAL.subject, isMinor: true, ageBand: '9--17', guardian: GUARDIAN }

  test.each([
    ['that they may be part of the harm', { guardian: { ...GUARDIAN, relation: 'employer' } }],
    ['nobody any more', { guardian: null }],
  ])('the record comes to say %s: consent hears of whom, once, and of nothing else', async (_, subject) => {
    const subjectRef = await register(CASEWORKER, { data: { ...MINIMAL, subject: child } })
    const subjectId = await service.subjectOf(subjectRef)
    const referralId = await submitted(subjectRef)
    const news = async () => (await told(guardianshipChanged)).filter(one => one.subjectId === subjectId)
    expect((await complete(referralId)).status).toBe(200)
    expect(await news()).toEqual([])
    expect((await complete(referralId, { subject })).status).toBe(200)
    expect(await news()).toHaveLength(1)
    expect((await complete(referralId, { subject: { risks: ['trafficker_at_large'] } })).status).toBe(200)
    expect(await news()).toHaveLength(1)
  })
})

describe('a record of whom nobody was referred yet', () => {
  const correct = (subjectRef: string, fields: object, who: Who = CASEWORKER) =>
    post(who, '/supplements', { subjectRef, ...fields })

  test('is put right by whom registered it, as a whole, and logged; no second record is made', async () => {
    const subjectRef = await register(CASEWORKER, { data: { ...MINIMAL, ...asked('yes') } })
    const [before, { count }] = [await versions(), (await rows('select count(*) from subject'))[0]]
    const { subject, ...rest } = MINIMAL
    expect((await correct(subjectRef, { ...rest, subject: { ...subject, needs: ['Legal Services'] } })).status).toBe(
      200,
    )
    expect([await versions(), (await rows('select count(*) from subject'))[0].count]).toEqual([before + 1, count])
    const logged = { action: Action.RECORD_COMPLETED, subjectRef, agency: SENDER, referralId: '' }
    expect(state.entries.at(-1)).toMatchObject(logged)
    const { categories } = await seen(await submitted(subjectRef))
    expect(categories.needs.needs).toEqual(['Legal Services'])
  })

  test('is not, by anybody else, to what could not be registered, or once the person was referred', async () => {
    const subjectRef = await hurried()
    const before = await versions()
    const code = async (fields: object, who?: Who) => (await correct(subjectRef, fields, who)).body.code
    expect(await code(MINIMAL, { agencyId: STRANGER.agencyId, user: WORKER })).toBe('not_found')
    expect(await code(NAMES)).toBe('request_invalid')
    expect(await code({ ...MINIMAL, referralId: randomUUID() })).toBe('request_invalid')
    await submitted(subjectRef)
    expect(await code({ ...MINIMAL, ...asked('no') })).toBe('not_found')
    expect(await versions()).toBe(before)
  })
})

describe('a record is not changed', () => {
  const refused = async (referralId: string, fields?: object, who?: Who, options?: object) => {
    const before = [await versions(), (await heard()).length]
    const { status, body, text } = await complete(referralId, fields, who, options)
    expect([await versions(), (await heard()).length]).toEqual(before)
    for (const canary of CANARIES) expect(text).not.toContain(canary)
    return [status, body.code]
  }

  test('by whoever received it, a colleague without standing, or a stranger', async () => {
    const referralId = await submitted(await hurried())
    expect(await refused(referralId, NAMES, SHELTER)).toEqual([404, 'not_found'])
    expect(await refused(referralId, NAMES, { ...CASEWORKER, user: randomUUID() })).toEqual([404, 'not_found'])
    expect(await refused(referralId, NAMES, { agencyId: STRANGER.agencyId, user: WORKER })).toEqual([404, 'not_found'])
    expect(await refused(randomUUID())).toEqual([404, 'not_found'])
  })

  test('by an agency that is suspended', async () => {
    const referralId = await submitted(await hurried())
    state.suspended.add(SENDER.agencyId)
    onTestFinished(() => void state.suspended.clear())
    expect(await refused(referralId)).toEqual([404, 'not_found'])
  })

  test('to what could not have been registered: the field is named, no value is', async () => {
    const referralId = await submitted(await hurried())
    expect(await refused(referralId, { subject: { gender: 'Quillahuaman' } })).toEqual([400, 'unknown_code'])
    expect(await refused(referralId, { subject: { nickname: 'Chaskita' } })).toEqual([400, 'request_invalid'])
    expect(await refused(referralId, { subject: { ageBand: '9--17' } })).toEqual([400, 'request_invalid'])
    expect(await refused(referralId, { subject: null })).toEqual([400, 'request_invalid'])
  })

  test('by a form that was sealed for another route', async () => {
    const referralId = await submitted(await hurried())
    const options = { changes: { route: 'POST /subjects' } }
    expect(await refused(referralId, NAMES, CASEWORKER, options)).toEqual([400, 'seal_context_mismatch'])
  })

  test('by two at once: the later one is told', async () => {
    const referralId = await submitted(await hurried())
    const answers = await Promise.all([complete(referralId), complete(referralId, { subject: { languages: ['que'] } })])
    const statuses = answers.map(({ status }) => status).sort()
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(statuses)
    const { categories } = await seen(referralId)
    // Whatever was acknowledged stands.
    if (answers[0]?.status === 200) expect(categories.identity.names).toHaveLength(1)
    if (answers[1]?.status === 200) expect(categories.needs.languages).toEqual(['que'])
  })
})

describe('what the record said before it was corrected', () => {
  /** A word like any other: only the record tells that somebody is called so. */
  const ALIAS = 'Golondrina'
  const SAID = 'En el taller todos preguntaban cada noche por la golondrina.'
  const TOLD = expect.not.stringMatching(/golondrina/i)
  const identity = { ...MINIMAL.subject.identity, names: ['Yaneth Quillahuaman Osorio'], aliases: [ALIAS] }
  const withAlias = () => register(CASEWORKER, { data: { ...MINIMAL, subject: { ...MINIMAL.subject, identity } } })
  const NO_ALIAS = { subject: { identity: { aliases: [] } } }
  const narrative = { lang: 'es', text: `${SAID} Luego se fue.` }
  /** The account, the last statement and the message, as the shelter reads them. */
  async function read(referralId: string): Promise<readonly string[]> {
    const { text, statements } = (await seen(referralId)).categories.narrative
    const { messages } = (await readMessages(referralId)).opened
    return [text, statements.at(-1).text, messages.at(-1).text]
  }
  async function said(referralId: string) {
    expect((await post(CASEWORKER, '/statements', { referralId, ...aStatement(SAID) })).status).toBe(201)
    const message = { referralId, lang: 'es', text: `${SAID} Se avisó.`, attachments: [] }
    expect((await post(CASEWORKER, '/messages', message)).status).toBe(201)
    expect((await complete(referralId, { narrative })).status).toBe(200)
  }

  test('is hunted in what was written with it: a statement is not corrected', async () => {
    const referralId = await submitted(await withAlias())
    await said(referralId)
    expect(await read(referralId)).toEqual([TOLD, TOLD, TOLD])
    expect((await complete(referralId, NO_ALIAS)).status).toBe(200)
    expect((await seen(referralId)).categories.identity.aliases).toEqual([])
    expect(await read(referralId)).toEqual([TOLD, TOLD, TOLD])
  })

  test('is hunted in the supplement that tells of the correction', async () => {
    const referralId = await submitted(await withAlias(), PEER)
    expect((await post(CASEWORKER, '/statements', { referralId, ...aStatement(SAID) })).status).toBe(201)
    await complete(referralId, NO_ALIAS)
    const last = (await told(packageBuilt)).findLast(event => event.referralId === referralId)
    const { content, view } = await openPackage(last)
    expect([content.supplement, view.categories.identity.aliases]).toEqual([true, []])
    expect(view.categories.narrative.statements).toMatchObject([{ text: TOLD }])
  })

  test('is hunted in the supplement as a reviewer masked it by hand, though no search finds it', async () => {
    const referralId = await submitted(await hurried(), PEER, { users: [READER, WORKER, REVIEWER.user] })
    const { openRedaction, review, request } = useReviews(service)
    expect((await complete(referralId, { narrative })).status).toBe(200)
    const sent = async () => {
      const last = (await told(packageBuilt)).findLast(event => event.referralId === referralId)
      return (await openPackage(last)).view.categories.narrative
    }
    expect((await sent()).text).toContain('golondrina')
    const profile = (await sent()).derivative.mode
    const { body } = await request({ referralId, source: 'narrative', profile })
    const { opened } = await openRedaction(body.redactionId)
    const added = [{ ...at(narrative.text, 'golondrina'), type: 'PERSON', reason: 'names_somebody' }]
    expect((await review(opened, { added, lifted: [] })).status).toBe(201)
    expect((await complete(referralId, { narrative: { ...narrative, text: `${narrative.text}.` } })).status).toBe(200)
    expect(await sent()).toMatchObject({ text: TOLD, derivative: { review: 'lapsed' } })
    state.types.delete(SENDER.agencyId)
  })

  test('is hunted of a linked record too, as what that one says now, and shown of neither', async () => {
    const [mine, other] = [await hurried(), await withAlias()]
    const referralId = await submitted(mine)
    await said(referralId)
    // A word like any other indeed.
    expect(await read(referralId)).toEqual(Array(3).fill(expect.stringContaining('la golondrina')))
    await link(mine, other)
    expect(await read(referralId)).toEqual([TOLD, TOLD, TOLD])
    expect((await complete(await submitted(other), NO_ALIAS)).status).toBe(200)
    expect(await read(referralId)).toEqual([TOLD, TOLD, TOLD])
    const { categories } = await seen(referralId)
    expect(categories.identity).toMatchObject({ names: [], aliases: [] })
    expect(JSON.stringify(categories)).not.toMatch(/golondrina/i)
  })
})

describe('a referral to another hub', () => {
  test('names its protocol and version inside the package, and that it was sent in a hurry', async () => {
    const [first] = await built(await submitted(await hurried(), PEER))
    const { content } = await openPackage(first)
    expect(content).toMatchObject({ protocolId: 'oas-64-standard', protocolVersion: 3, quick: true, supplement: false })
  })

  test('says inside the package that it was made on paper first', async () => {
    const fallback = {
      channel: FallbackChannel.PAPER,
      number: '7K3M-9QXA-T2BA',
      happenedAt: timestampFromDate(new Date()),
    }
    const subjectRef = await hurried()
    const referralId = refer(subjectRef, { to: PEER, users: [READER] })
    const event = { referralId, from: SENDER, to: PEER, subjectRef, protocol: Protocol.OAS_64_STANDARD, fallback }
    const rest = { priority: Priority.EMERGENCY, services: [ServiceCategory.HOUSING], purpose: Purpose.SHELTER }
    await publish(referralSubmitted, { ...event, ...rest, protocolId: 'oas-64-standard', protocolVersion: 3 })
    const [first] = await built(referralId)
    const { content } = await openPackage(first)
    expect(content.fallback).toMatchObject(fallback)
  })

  test('gets a supplement, decided and logged anew, with the same name for the person', async () => {
    const referralId = await submitted(await hurried(), PEER)
    expect((await complete(referralId)).body).toEqual({ referrals: [{ referralId }] })
    const [first, second, ...more] = await built(referralId)
    expect([first?.supplement, second?.supplement, more]).toEqual([false, true, []])
    const [before, after] = [await openPackage(first), await openPackage(second)]
    expect(after.content).toMatchObject({ supplement: true, referralId, from: SENDER, to: PEER })
    expect(after.view.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    expect(after.view.codeName).toBe(before.view.codeName)
    expect(state.entries.map(({ action }) => action)).toEqual([Action.PACKAGE_RELEASED, Action.RECORD_COMPLETED])
    const by = {
      userId: WORKER,
      acr: state.entries[1]?.authentication,
      scope: 'subject:register',
      roles: ['caseworker'],
    }
    expect(state.entries[0]).toMatchObject({
      userId: by.userId,
      authentication: by.acr,
      scope: by.scope,
      roles: by.roles,
    })
    expect(second?.remake?.by).toMatchObject(by)
    expect((await heard()).filter(id => id === referralId)).toHaveLength(1)
  })

  test('gets one that says to be of no later than its decision, however long all of them took: what is withdrawn then stops it', async () => {
    const subjectRef = await hurried()
    const [referralId] = [await submitted(subjectRef, PEER), await submitted(subjectRef, PEER)]
    const before = Date.now()
    // The log takes a minute for each.
    const soon = () => ({ expiresAt: timestampFromDate(new Date(Date.now() + service.clock.ahead + 20_000)) })
    state.tamperPermit = soon
    state.tamperReceipt = () => {
      service.clock.ahead += 60_000
      return soon()
    }
    onTestFinished(() => {
      state.tamperReceipt = () => ({})
      service.clock.ahead = 0
    })
    expect((await complete(referralId)).status).toBe(200)
    const supplements = await rows(
      `select occurred_at from outbox where type = 'redaction.package-built.v1' and occurred_at > $1`,
      [new Date(before)],
    )
    const at = supplements.map(row => row.occurred_at.getTime() - before)
    expect(at).toHaveLength(2)
    expect(Math.max(...at)).toBeLessThan(60_000)
  })

  test('that is denied it gets none; here the record is completed all the same, and the code is told', async () => {
    const subjectRef = await hurried()
    const abroad = await submitted(subjectRef, PEER)
    const here = await submitted(subjectRef)
    state.denial = 'consent_withdrawn'
    const { body } = await complete(here)
    expect(body.referrals).toContainEqual({ referralId: abroad, code: 'consent_withdrawn' })
    expect(await built(abroad)).toHaveLength(1)
    expect(await heard()).not.toContain(abroad)
    state.denial = undefined
    // Sent again as it stands: nothing is new here, and that hub gets it now.
    const before = await versions()
    expect((await complete(abroad)).body.referrals).toContainEqual({ referralId: abroad })
    expect([await versions(), (await built(abroad)).length]).toEqual([before, 2])
  })

  const CONTACT_NOW = { subject: { safeContact: { value: '+599 55 0999' } } }
  const numberIn = async (referralId: string) => {
    const last = (await built(referralId)).at(-1)
    const { view } = await openPackage(last)
    return view.categories.contact?.safeContact?.value
  }
  const byColleagues = { users: [randomUUID()] }

  test('of a colleague’s gets the corrected safe contact: an old number is not called, whoever is assigned', async () => {
    state.categories = [IDENTITY, CONTACT, NEEDS]
    const subjectRef = await hurried()
    const mine = await submitted(subjectRef)
    const theirs = [
      await submitted(subjectRef, PEER, byColleagues),
      await submitted(subjectRef, PEER, byColleagues),
      await submitted(subjectRef, PEER, byColleagues),
    ]
    const { body } = await complete(mine, CONTACT_NOW)
    expect(body.referrals).toHaveLength(4)
    expect(await Promise.all(theirs.map(numberIn))).toEqual(Array(3).fill('+599 55 0999'))
    const about = await heard()
    for (const id of [mine, ...theirs]) expect(about).toContain(id)
  })

  test('of a colleague’s gets no more than its own basis covers', async () => {
    state.categories = [NEEDS]
    const subjectRef = await hurried()
    const mine = await submitted(subjectRef)
    const theirs = await submitted(subjectRef, PEER, byColleagues)
    await complete(mine, CONTACT_NOW)
    const supplement = (await built(theirs)).at(-1)
    const { content, view } = await openPackage(supplement)
    expect([content.supplement, Object.keys(view.categories)]).toEqual([true, ['needs']])
    const asked = state.decided.filter(
      ({ referralId, occasion }) => referralId === theirs && occasion === Occasion.PACKAGE,
    )
    expect(asked).toHaveLength(2)
  })

  test('is not left out because there are many others, most of them ended', async () => {
    state.categories = [IDENTITY, CONTACT, NEEDS]
    const subjectRef = await hurried()
    const oldest = await submitted(subjectRef, PEER, byColleagues)
    const mine = await submitted(subjectRef)
    const [row] = await rows('select * from known_referral where referral_id = $1', [oldest])
    await rows(
      `insert into known_referral (referral_id, subject_id, share_id, from_hub, from_agency, to_hub, to_agency, protocol, priority,
         purpose, services, protocol_id, protocol_version, quick)
       select gen_random_uuid(), subject_id, share_id, from_hub, from_agency, to_hub, to_agency, protocol, priority, purpose, services,
         protocol_id, protocol_version, quick
       from known_referral, generate_series(1, 60) where referral_id = $1`,
      [row.referral_id],
    )
    await complete(mine, CONTACT_NOW)
    expect(await numberIn(oldest)).toBe('+599 55 0999')
  })

  test('is not completed while nobody can say which others are under way', async () => {
    const subjectRef = await hurried()
    const mine = await submitted(subjectRef)
    await submitted(subjectRef, PEER, byColleagues)
    const before = await versions()
    state.away.add('referral-under-way')
    expect((await complete(mine, CONTACT_NOW)).status).toBe(503)
    expect(await versions()).toBe(before)
  })

  test('that is sent while the contact is corrected carries the new one, whichever is first', async () => {
    state.categories = [IDENTITY, CONTACT, NEEDS]
    for (let round = 0; round < 5; round++) {
      const subjectRef = await hurried()
      const mine = await submitted(subjectRef)
      const [other, { status }] = await Promise.all([
        submitted(subjectRef, PEER, byColleagues),
        complete(mine, CONTACT_NOW),
      ])
      // It came in between: the caller is told to send it again, and nothing has been lost.
      if (status === 409) expect((await complete(mine, CONTACT_NOW)).status).toBe(200)
      expect(await numberIn(other)).toBe('+599 55 0999')
    }
  })

  describe('to a state that the person may fear', () => {
    test('is named when they say so later, also after it has ended; one inside this hub is not', async () => {
      const subjectRef = await register(CASEWORKER, { data: ofPeer })
      const [open, ended] = [await submitted(subjectRef, PEER), await submitted(subjectRef, PEER)]
      const here = await submitted(subjectRef)
      state.ended.add(ended)
      await complete(here)
      for (const referralId of [open, ended, here]) expect(await barred()).not.toContain(referralId)
      expect((await complete(here, asked('yes'))).status).toBe(200)
      for (const referralId of [open, ended]) expect(await barred()).toContain(referralId)
      expect(await barred()).not.toContain(here)
    })

    test.each([
      ['seeks protection', PEER.hub, { subject: { migrationStatus: 'AsylumSeeker' } }],
      ['is of that state too, and fears it', 'PE', { subject: { nationalities: ['PE', PEER.hub] }, ...asked('yes') }],
    ])('is named when it comes out that the person %s', async (_, nationality, fields) => {
      const data = { ...ofPeer, subject: { ...ofPeer.subject, nationalities: [nationality] } }
      const referralId = await submitted(await register(CASEWORKER, { data }), PEER)
      await complete(referralId, fields)
      expect(await barred()).toContain(referralId)
    })

    test.each([
      ['seeks protection', { subject: { migrationStatus: 'AsylumSeeker' } }],
      ['fears return', asked('yes')],
    ])(
      'to a hub of another state is named apart when the person %s: who speaks there for theirs may have it',
      async (_, said) => {
        const data = { ...ofPeer, subject: { ...ofPeer.subject, nationalities: ['PE'] }, ...asked('no') }
        const subjectRef = await register(CASEWORKER, { data })
        const [abroad, here] = [await submitted(subjectRef, PEER), await submitted(subjectRef)]
        await complete(here, CONTACT_NOW)
        expect(await barredToStates()).not.toContain(abroad)
        expect((await complete(here, said)).status).toBe(200)
        expect((await barredToStates()).filter(referralId => referralId === abroad)).toHaveLength(1)
        expect([await barred(), await barredToStates()].flat()).not.toContain(here)
        expect(await barred()).not.toContain(abroad)
      },
    )

    test('is named once when it is said by a record that is linked, and by none that is not', async () => {
      const [sent, other, stranger] = [
        await register(CASEWORKER, { data: ofPeer }),
        await register(CASEWORKER, { data: ofPeer }),
        await register(CASEWORKER, { data: ofPeer }),
      ]
      await linkingIn(service)(sent, other)
      const [abroad, theirs] = [await submitted(sent, PEER), await submitted(other)]
      const [unlinked] = [await submitted(stranger, PEER)]
      await complete(theirs)
      expect(await barred()).not.toContain(abroad)
      expect((await complete(theirs, asked('yes'))).status).toBe(200)
      expect((await barred()).filter(referralId => referralId === abroad)).toHaveLength(1)
      expect(await barred()).not.toContain(unlinked)
    })

    test('is named for each of them by itself, and not in what was asked by the one', async () => {
      const [sent, other] = [await register(CASEWORKER, { data: ofPeer }), await register(CASEWORKER, { data: ofPeer })]
      await linkingIn(service)(sent, other)
      const [abroad, theirs] = [await submitted(sent, PEER), await submitted(other, PEER)]
      await complete(theirs, asked('yes'))
      const named = (await told(hubBarred)).map(({ referralIds }) => referralIds)
      expect(named).toContainEqual([abroad])
      expect(named).toContainEqual([theirs])
      const [one, two] = await rows('select correlation_id from outbox where type = $1 order by position desc', [
        hubBarred.type,
      ])
      expect(one.correlation_id).not.toBe(two.correlation_id)
    })

    test('gets no package that was built before the linked record said so', async () => {
      const [sent, other] = [await register(CASEWORKER, { data: ofPeer }), await register(CASEWORKER, { data: ofPeer })]
      await linkingIn(service)(sent, other)
      const theirs = await submitted(other)
      // As consent decides it, by what is attested then.
      state.denies = ({ recipientIsStateOfNationality, fearOfReturnAsked }) =>
        recipientIsStateOfNationality && !fearOfReturnAsked ? 'state_of_nationality' : undefined
      for (let round = 0; round < 5; round++) {
        await complete(theirs, asked('no'))
        const [abroad] = await Promise.all([submitted(sent, PEER), complete(theirs, asked('yes'))])
        // Refused, or sent a moment before and named.
        if ((await built(abroad)).length > 0) expect(await barred()).toContain(abroad)
      }
    })
  })

  test('that has ended gets none', async () => {
    const subjectRef = await hurried()
    const ended = await submitted(subjectRef, PEER)
    const open = await submitted(subjectRef)
    state.ended.add(ended)
    expect((await complete(open)).body).toEqual({ referrals: [{ referralId: open }] })
    expect(await built(ended)).toHaveLength(1)
  })

  test('whose package is larger than exchange can carry is told so, and nothing is logged as released', async () => {
    const payload = aPayload()
    const attachments = Array.from({ length: 100 }, () => ({
      ...{ name: 'Eva；'.repeat(63), mediaType: 'image/jpeg', description: 'Eva；'.repeat(250) },
    }))
    // Who is masked takes twice the room.
    const text = 'Eva；'.repeat(50_000)
    const large = { ...payload, narrative: { lang: 'es', text }, attachments }
    const referralId = await submitted(await register(CASEWORKER, { data: large }), PEER)
    expect(await built(referralId)).toEqual([])
    expect((await told(packageNotBuilt)).find(e => e.referralId === referralId)?.code).toBe('package_too_large')
    expect(released).toEqual([])
  })
})

describe('a supplement that comes from another hub', () => {
  const VIEW = { ...A_VIEW, categories: { needs: { needs: ['Housing Services'] } } }
  type Changes = { readonly referralId?: string; readonly [field: string]: unknown }
  const receive = async (
    { referralId, ...changes }: Changes,
    view: object = VIEW,
    { granted = [IDENTITY, NEEDS], at = new Date() } = {},
  ) => {
    const options = { ...(referralId && { referralId }), view, grant: { categories: granted } }
    const event = await aPackage({ protocolId: 'oas-64-standard', ...changes }, options)
    const { opened, refused } = await takeIn(event, at)
    const stored = (await told(supplementStored)).filter(({ packageId }) => packageId === event.packageId)
    return { referralId: event.referralId, again: () => takeIn(event), opened, stored, refused }
  }
  /** A referral from XB, taken in. */
  const came = async () => {
    const { referralId, opened } = await receive({})
    refer(opened?.subjectRef ?? '', { from: PEER }, referralId)
    state.entries.length = 0
    return referralId
  }
  const NEWER = {
    ...VIEW,
    categories: { identity: { names: ['Odalis Kintunaru'] }, needs: { needs: ['Legal Services'] } },
  }

  test('takes the place of what the referral brought, and no second referral comes of it', async () => {
    const referralId = await came()
    const { stored, opened, again } = await receive({ referralId, supplement: true }, NEWER)
    expect([stored, opened]).toMatchObject([[{ referralId, fromHub: 'XB' }], undefined])
    expect(state.entries).toMatchObject([{ action: Action.PACKAGE_TAKEN_IN, referralId, agency: RECIPIENT }])
    expect((await seen(referralId)).categories).toMatchObject(NEWER.categories)
    const before = await versions()
    await again()
    expect(await versions()).toBe(before)
  })

  test('and was overtaken by a newer one on the way does not bring back what stood before', async () => {
    const referralId = await came()
    await receive({ referralId, supplement: true, recordVersion: 3 }, NEWER)
    const before = await versions()
    const late = await receive({ referralId, supplement: true, recordVersion: 2 })
    expect(late.stored).toHaveLength(1)
    expect([await versions(), (await seen(referralId)).categories]).toMatchObject([before, NEWER.categories])
    await receive({ referralId, supplement: true, recordVersion: 3 })
    expect((await seen(referralId)).categories.needs).toEqual({ needs: ['Housing Services'] })
  })

  test('shows no more than the permit allows, whatever grant it brings', async () => {
    const referralId = await came()
    await receive({ referralId, supplement: true }, NEWER)
    state.categories = [NEEDS]
    expect(Object.keys((await seen(referralId)).categories)).toEqual(['needs'])
  })

  test('and is of an agency that this hub has suspended is refused, and changes nothing', async () => {
    const referralId = await came()
    const before = await versions()
    state.suspended.add(PEER.agencyId)
    const { stored, refused } = await receive({ referralId, supplement: true }, NEWER)
    state.suspended.clear()
    expect([stored, refused]).toMatchObject([[], { code: 'sender_suspended' }])
    expect([await versions(), state.entries]).toEqual([before, []])
  })

  test.each([
    ['belongs to no referral here', { referralId: randomUUID() }, 'package_not_for_us'],
    ['is of another agency of that hub', { from: { ...PEER, agencyId: STRANGER.agencyId } }, 'package_not_for_us'],
    ['names its protocol in words', { protocolId: 'Odalis Kintunaru' }, 'package_malformed'],
  ])('and %s is refused, and changes nothing', async (_, changes, code) => {
    const referralId = await came()
    const before = await versions()
    const { stored, refused } = await receive({ referralId, supplement: true, ...changes }, NEWER, { at: longAgo() })
    expect([stored, refused]).toMatchObject([[], { code }])
    expect([await versions(), state.entries]).toEqual([before, []])
  })

  describe('of a record that is linked with another', () => {
    const SEEKING = { ...NEWER, facts: { ...VIEW.facts, protectionSeeker: true } }
    /** Who was referred to XB by a record of this hub, and came from there by another one. */
    const linked = async () => {
      const sent = await register(CASEWORKER, { data: ofPeer })
      const { referralId, opened } = await receive({})
      await link(sent, opened?.subjectRef ?? '')
      const complete = (view: object) => receive({ referralId, supplement: true }, view)
      return { sent, referralId, complete }
    }

    test('bars the hub that has them by that one, and that they may fear by what it says', async () => {
      const { sent, complete } = await linked()
      const abroad = await submitted(sent, PEER)
      await complete(NEWER)
      expect(await barred()).not.toContain(abroad)
      await complete(SEEKING)
      expect((await barred()).filter(referralId => referralId === abroad)).toHaveLength(1)
    })

    test('lets no package of that one out that was built before it came', async () => {
      state.denies = ({ recipientIsStateOfNationality, protectionSeeker }) =>
        recipientIsStateOfNationality && protectionSeeker ? 'state_of_nationality' : undefined
      for (let round = 0; round < 5; round++) {
        const { sent, referralId } = await linked()
        const said = await aPackage(
          { supplement: true },
          { referralId, view: SEEKING, grant: { categories: [IDENTITY, NEEDS] } },
        )
        const [abroad] = await Promise.all([submitted(sent, PEER), takeIn(said)])
        // Refused, or sent a moment before and named.
        if ((await built(abroad)).length > 0) expect(await barred()).toContain(abroad)
      }
    })
  })

  test('about a referral inside this hub is refused: another hub cannot rewrite what is held here', async () => {
    const referralId = await submitted(await hurried())
    const { refused } = await receive({ referralId, supplement: true }, NEWER)
    expect(refused).toMatchObject({ code: 'package_not_for_us' })
    expect((await seen(referralId)).categories.identity.names).toEqual([])
  })

  test('with more than its grant covers is refused', async () => {
    const referralId = await came()
    const { refused } = await receive({ referralId, supplement: true }, NEWER, { granted: [NEEDS] })
    expect(refused).toMatchObject({ code: 'package_malformed' })
  })
})

test('after all this nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of [...CANARIES, 'Kintunaru']) expect([canary, all.includes(canary)]).toEqual([canary, false])
})
