import { randomUUID } from 'node:crypto'
import { recordsLinked } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { agencies, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const hub = await useConsent()
const { send, register, state, publish } = hub
const { submit } = questionsTo(hub)
const officer = { agency: agencies.police, user: randomUUID() }
const colleague = { agency: agencies.police, user: randomUUID() }
const HOUR = 3_600_000
afterEach(() => {
  state.ahead = 0
})

const to = ({ hub: of, type: agencyType, agencyId }: TestAgency) => ({
  recipients: [{ hub: of, agencyType, agencyId }],
})
const claim = async (subjectRef: string, change: object = to(agencies.shelter), who = officer) => {
  const { status, body } = await send(who, 'POST', '/consents', vitalForm(subjectRef, change))
  expect(status).toBe(201)
  return body
}
const confirm = (id: string) => send(colleague, 'POST', `/consents/${id}/confirmation`)
const goes = async (subjectRef: string, recipient = agencies.shelter, from = agencies.police) =>
  (await submit({ subjectRef, from, to: recipient })).code

test('the first danger goes at once; the next, after one that nobody stood behind, once a second person does', async () => {
  const subjectRef = register(agencies.police)
  state.ahead = -25 * HOUR
  const first = await claim(subjectRef)
  expect(first).not.toHaveProperty('secondFirst')
  expect(await goes(subjectRef)).toBe('permitted')
  state.ahead = 0
  expect(await goes(subjectRef)).toBe('confirmation_overdue')
  const next = await claim(subjectRef)
  expect(next).toMatchObject({ status: 'in_force', secondFirst: true })
  expect(await goes(subjectRef)).toBe('second_person_first')
  expect((await confirm(next.id)).status).toBe(200)
  expect(await goes(subjectRef)).toBe('permitted')
  expect((await send(officer, 'GET', `/consents/${next.id}`)).body).not.toHaveProperty('secondFirst')
})

test('one that lapsed and that somebody else has looked at does not stand in the way', async () => {
  const subjectRef = register(agencies.police)
  state.ahead = -25 * HOUR
  const { id } = await claim(subjectRef)
  state.ahead = 0
  expect((await send(colleague, 'POST', `/consents/${id}/review`, { outcome: 'stands' })).status).toBe(200)
  expect(await claim(subjectRef)).not.toHaveProperty('secondFirst')
  expect(await goes(subjectRef)).toBe('permitted')
})

test('taking it back before it lapses opens no way round, once something has gone on it', async () => {
  const TAKEN = { inPrivate: true, duressChecked: true }
  for (const [sent, expected] of [
    [true, 'second_person_first'],
    [false, 'permitted'],
  ] as const) {
    const subjectRef = register(agencies.police)
    const { id } = await claim(subjectRef)
    if (sent) expect(await goes(subjectRef)).toBe('permitted')
    expect((await send(officer, 'POST', `/consents/${id}/withdrawal`, TAKEN)).status).toBe(200)
    await claim(subjectRef)
    expect(await goes(subjectRef)).toBe(expected)
  }
})

test('while one goes to one agency, another for somebody else waits for a second person, confirmed or not', async () => {
  const subjectRef = register(agencies.police)
  const { id } = await claim(subjectRef)
  await confirm(id)
  await claim(subjectRef, to(agencies.otherShelter))
  expect([await goes(subjectRef), await goes(subjectRef, agencies.otherShelter)]).toEqual([
    'permitted',
    'second_person_first',
  ])
  // One in force goes to somebody else, though another goes to the same agency.
  expect(await claim(subjectRef)).toHaveProperty('secondFirst', true)
})

test('of a kind of agency it may be somebody else too, until the first has gone to the one that is named', async () => {
  const [subjectRef, other] = [register(agencies.police), register(agencies.police)]
  const kind = { recipients: [{ hub: 'XA', agencyType: 'shelter' }] }
  await claim(subjectRef, kind)
  expect(await claim(subjectRef, kind)).toHaveProperty('secondFirst', true)
  await claim(other, kind)
  expect(await goes(other)).toBe('permitted')
  expect(await claim(other)).not.toHaveProperty('secondFirst')
})

test('another agency’s danger, and another person’s, are their own; a linked record’s is the same person’s', async () => {
  const subjectRef = register(agencies.police)
  await claim(subjectRef)
  const clinic = { agency: agencies.health, user: randomUUID() }
  const theirs = register(agencies.health, { subjectId: state.people.get(subjectRef)?.subjectId ?? '' })
  expect(await claim(theirs, to(agencies.otherShelter), clinic)).not.toHaveProperty('secondFirst')
  const [alone, again] = [register(agencies.police), register(agencies.police)]
  expect(await claim(alone, to(agencies.otherShelter))).not.toHaveProperty('secondFirst')
  await publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [again] })
  expect(await claim(again, to(agencies.otherShelter))).toHaveProperty('secondFirst', true)
})

test('of two that come at once the second is the next', async () => {
  const subjectRef = register(agencies.police)
  const both = await Promise.all([claim(subjectRef), claim(subjectRef, to(agencies.otherShelter))])
  expect(both.filter(({ secondFirst }) => secondFirst === true)).toHaveLength(1)
})

describe('what else one officer says alone', () => {
  const CHILD = { minor: true, guardianNamed: true }
  const compelled = (subjectRef: string, personTold = 'would_endanger') =>
    vitalForm(subjectRef, {
      basis: 'legal_obligation',
      justification: {
        ...{ reason: 'duty_to_report', article: { law: 'criminal_procedure_code', number: 264 } },
        ...{ compels: ['exploitation'], personTold },
      },
    })
  const say = async (form: object) => {
    const { status, body } = await send(officer, 'POST', '/consents', form)
    expect(status).toBe(201)
    return body
  }
  const lapsed = async (form: (of: string) => object) => {
    const subjectRef = register(agencies.police, CHILD)
    state.ahead = -25 * HOUR
    const { id } = await say(form(subjectRef))
    state.ahead = 0
    return { subjectRef, id }
  }

  test('safeguarding goes at once; the next, after one that nobody stood behind, once a second person does', async () => {
    const { subjectRef } = await lapsed(safeguardingForm)
    expect(await goes(subjectRef)).toBe('confirmation_overdue')
    const next = await say(safeguardingForm(subjectRef))
    expect([next.secondFirst, await goes(subjectRef)]).toEqual([true, 'second_person_first'])
    expect((await confirm(next.id)).status).toBe(200)
    expect(await goes(subjectRef)).toBe('permitted')
  })

  test.each([
    ['a danger after safeguarding', safeguardingForm, vitalForm],
    ['safeguarding after a danger', vitalForm, safeguardingForm],
    ['an obligation of which the person is not told, after safeguarding', safeguardingForm, compelled],
    ['safeguarding after such an obligation', compelled, safeguardingForm],
  ])('neither by another name: %s', async (_, first, then) => {
    const { subjectRef, id } = await lapsed(first)
    expect(await say(then(subjectRef))).toHaveProperty('secondFirst', true)
    expect((await send(colleague, 'POST', `/consents/${id}/review`, { outcome: 'stands' })).status).toBe(200)
    const unseen = register(agencies.police, CHILD)
    expect(await say(then(unseen))).not.toHaveProperty('secondFirst')
  })

  test('safeguarding may go to several who keep a child safe, within the day of the first', async () => {
    const subjectRef = register(agencies.police, CHILD)
    await say(safeguardingForm(subjectRef, to(agencies.shelter)))
    expect(await say(safeguardingForm(subjectRef, to(agencies.otherShelter)))).not.toHaveProperty('secondFirst')
    expect([await goes(subjectRef), await goes(subjectRef, agencies.otherShelter)]).toEqual(['permitted', 'permitted'])
  })

  test('what needs nobody else is not the next of it', async () => {
    const { subjectRef } = await lapsed(safeguardingForm)
    const told = compelled(subjectRef, 'told')
    expect(await say(told)).not.toHaveProperty('secondFirst')
  })
})
