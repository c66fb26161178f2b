import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { consentWithdrawn, decodePayload, Purpose, subjectErased } from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm, safeguardingForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, publish, state } = service
const { submit, view } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }

const recorded = async (subjectRef: string, change = {}): Promise<string> =>
  (await send(officer, 'POST', '/consents', consentForm(subjectRef, change))).body.id
const withdraw = (id: string, body: object = TAKEN, who = officer) =>
  send(who, 'POST', `/consents/${id}/withdrawal`, body)

describe('a withdrawal', () => {
  test('halts what rests on it: the reader of yesterday sees nothing today', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    const { permit } = await submit({ subjectRef })
    if (!permit) throw new Error('not permitted')
    const readersRef = register(agencies.shelter, { subjectId: permit.subjectId })
    const reading = () => view({ subjectRef: readersRef }, { referralId: permit.referralId })
    expect((await reading()).code).toBe('permitted')

    const { status, body } = await withdraw(id)
    expect([status, body.status]).toEqual([200, 'withdrawn'])
    expect((await reading()).code).toBe('consent_withdrawn')
    expect((await submit({ subjectRef })).code).toBe('consent_withdrawn')
  })

  test('that comes while a permit is being written is waited for: no permit is given after it', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    await rows('begin')
    await rows('update basis set version = 2, withdrawn_at = now(), withdrawn_by = user_id where id = $1', [id])
    const asked = submit({ subjectRef })
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'consent'`
    await waitFor(async () => (await rows(waiting)).length > 0)
    await rows('commit')
    expect((await asked).code).toBe('consent_withdrawn')
    expect(await rows('select 1 from permit where basis_id = $1', [id])).toEqual([])
  })

  test('ends nothing that rests on another basis', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    await recorded(subjectRef, { purposes: ['shelter'] })
    await withdraw(id)
    expect((await submit({ subjectRef })).code).toBe('permitted')
  })

  describe('tells which referrals halt', () => {
    const told = async (id: string) => {
      const news = await rows('select * from outbox where aggregate_id = $1', [id])
      expect(news.map(({ type }) => type)).toEqual(['consent.withdrawn.v1'])
      return decodePayload(consentWithdrawn, news[0].payload)
    }
    const sent = async (subjectRef: string, change = {}) =>
      (await submit({ subjectRef }, change)).permit?.referralId ?? 'not permitted'

    test('those sent on it, and no other of the same person', async () => {
      const subjectRef = register(agencies.police)
      const id = await recorded(subjectRef)
      const resting = [await sent(subjectRef), await sent(subjectRef)]
      await recorded(subjectRef, { purposes: ['psychosocial_support'] })
      await sent(subjectRef, { purpose: Purpose.PSYCHOSOCIAL_SUPPORT })
      await withdraw(id)
      const { basisId, agencyId, referralIds } = await told(id)
      expect([basisId, agencyId, [...referralIds].sort()]).toEqual([id, agencies.police.agencyId, resting.sort()])
    })

    test('not one that another basis in force carries as well, until that one is withdrawn too', async () => {
      const subjectRef = register(agencies.police)
      const id = await recorded(subjectRef)
      const first = await sent(subjectRef)
      const other = await recorded(subjectRef)
      await withdraw(id)
      expect((await told(id)).referralIds).toEqual([])
      await withdraw(other)
      expect((await told(other)).referralIds).toEqual([first])
    })

    const CHILD = { minor: true, guardianNamed: true }
    const change = (subjectRef: string, facts: object) => {
      const person = state.people.get(subjectRef)
      if (person) state.people.set(subjectRef, { ...person, ...facts })
    }

    test.each([
      ['safeguarding', safeguardingForm],
      ['the consent of a guardian', (subjectRef: string) => consentForm(subjectRef, byGuardian)],
    ])('also one that began on %s which ended with childhood', async (_, form) => {
      const subjectRef = register(agencies.police, CHILD)
      await send(officer, 'POST', '/consents', form(subjectRef))
      const referralId = await sent(subjectRef)
      change(subjectRef, { minor: false })
      const id = await recorded(subjectRef)
      await withdraw(id)
      expect(await told(id)).toMatchObject({ referralIds: [referralId], voidPermits: [{ referralId }] })
      expect(await rows('select 1 from recall where referral_id = $1', [referralId])).toHaveLength(1)
    })

    test('also one that a guardian agreed to as well who may be part of the harm by now; safeguarding carries it on', async () => {
      const [alone, kept] = [register(agencies.police, CHILD), register(agencies.police, CHILD)]
      const ended: string[][] = []
      for (const subjectRef of [alone, kept]) {
        const id = await recorded(subjectRef, byGuardian)
        const referralId = await sent(subjectRef)
        await recorded(subjectRef, byGuardian)
        if (subjectRef === kept) await send(officer, 'POST', '/consents', safeguardingForm(subjectRef))
        change(subjectRef, { guardianConflict: true })
        await withdraw(id)
        const { referralIds } = await told(id)
        ended.push(referralIds.map(one => (one === referralId ? 'halted' : one)))
      }
      expect(ended).toEqual([['halted'], []])
    })

    test('not one that safeguarding of a child carries, when something else of theirs is renewed or reviewed', async () => {
      const subjectRef = register(agencies.police, CHILD)
      const id = await recorded(subjectRef, byGuardian)
      await sent(subjectRef)
      const { body } = await send(officer, 'POST', '/consents', safeguardingForm(subjectRef))
      await send(officer, 'POST', '/consents', safeguardingForm(subjectRef))
      const takenBack = { ...TAKEN, duress: 'none' }
      await recorded(subjectRef, { ...byGuardian, purposes: ['legal_assistance'], supersedes: id, takenBack })
      const colleague = { agency: agencies.police, user: randomUUID() }
      await send(colleague, 'POST', `/consents/${body.id}/review`, { outcome: 'ends' })
      for (const one of [id, body.id]) expect((await told(one)).referralIds).toEqual([])
    })

    test('not one that was tried again and permitted on another', async () => {
      const subjectRef = register(agencies.police)
      const id = await recorded(subjectRef, { purposes: ['shelter', 'legal_assistance'] })
      const referralId = await sent(subjectRef)
      const later = await recorded(subjectRef, { purposes: ['shelter'] })
      expect(await sent(subjectRef, { referralId })).toBe(referralId)
      await withdraw(id)
      expect((await told(id)).referralIds).toEqual([])
      await withdraw(later)
      expect((await told(later)).referralIds).toEqual([referralId])
    })

    test('and every permit given for them, whether or not anybody has used it yet', async () => {
      const subjectRef = register(agencies.police)
      const id = await recorded(subjectRef, { purposes: ['shelter', 'legal_assistance'] })
      const { permit: first } = await submit({ subjectRef })
      const referralId = first?.referralId ?? ''
      const { permit: second } = await submit({ subjectRef }, { referralId })
      await recorded(subjectRef, { purposes: ['psychosocial_support'] })
      // The same again, on another basis: that one stays good.
      await submit({ subjectRef }, { referralId, purpose: Purpose.PSYCHOSOCIAL_SUPPORT })
      await withdraw(id)
      const { voidPermits, referralIds } = await told(id)
      const given = [first, second].map(permit => ({ permitId: permit?.permitId, referralId }))
      expect(referralIds).toEqual([])
      expect(voidPermits.map(({ permitId }) => permitId).sort()).toEqual(given.map(({ permitId }) => permitId).sort())
      expect(new Set(voidPermits.map(one => one.referralId))).toEqual(new Set([referralId]))
    })

    test('also when two that carry it are withdrawn at once: one of them tells', async () => {
      for (let round = 0; round < 10; round++) {
        const subjectRef = register(agencies.police)
        const both = [await recorded(subjectRef), await recorded(subjectRef)]
        const referralId = await sent(subjectRef)
        const answers = await Promise.all(both.map(id => withdraw(id)))
        expect(answers.map(({ status }) => status)).toEqual([200, 200])
        const ids = (await Promise.all(both.map(told))).flatMap(({ referralIds }) => referralIds)
        expect(ids).toEqual([referralId])
      }
    })

    test('and no permit escapes: whichever came first, it is void or was not given', async () => {
      const codes: string[] = []
      for (let round = 0; round < 15; round++) {
        const subjectRef = register(agencies.police)
        const id = await recorded(subjectRef)
        const asking = Array.from({ length: 6 }, async (_, n) => {
          await sleep(n * 8)
          return submit({ subjectRef })
        })
        const withdrawing = sleep(Math.random() * 25).then(() => withdraw(id))
        const answers = await Promise.all(asking)
        expect((await withdrawing).status).toBe(200)
        answers.push(await submit({ subjectRef }))
        const given = answers.flatMap(({ permit }) => permit?.permitId ?? [])
        expect((await told(id)).voidPermits.map(({ permitId }) => permitId).sort()).toEqual(given.sort())
        codes.push(...answers.map(({ code }) => code))
      }
      expect(new Set(codes)).toEqual(new Set(['permitted', 'consent_withdrawn']))
    })

    test('or none: then it says so', async () => {
      const id = await recorded(register(agencies.police))
      await withdraw(id)
      expect((await told(id)).referralIds).toEqual([])
    })

    test('once, however often the same request is sent', async () => {
      const id = await recorded(register(agencies.police))
      const key = randomUUID()
      const again = () => send(officer, 'POST', `/consents/${id}/withdrawal`, TAKEN, key)
      expect([(await again()).status, (await again()).status]).toEqual([200, 200])
      await told(id)
    })
  })

  test('is taken in private after a check for duress, or not at all', async () => {
    const id = await recorded(register(agencies.police))
    for (const body of [{}, { inPrivate: true }, { ...TAKEN, duressChecked: false }, { ...TAKEN, why: 'words' }]) {
      expect((await withdraw(id, body)).status).toBe(400)
    }
  })

  test('is taken once', async () => {
    const id = await recorded(register(agencies.police))
    await withdraw(id)
    const { status, body } = await withdraw(id)
    expect([status, body.code]).toEqual([409, 'already_withdrawn'])
  })
})

test('what a person agreed to who was erased ends; what others agreed to stands', async () => {
  const [gone, other] = [register(agencies.police), register(agencies.police)]
  const [id] = [await recorded(gone), await recorded(other)]
  await publish(subjectErased, { erasureId: randomUUID(), shareIds: [gone] })
  expect((await submit({ subjectRef: gone })).code).toBe('consent_withdrawn')
  expect((await submit({ subjectRef: other })).code).toBe('permitted')
  expect(await withdraw(id)).toMatchObject({ status: 409 })
})
