import { randomUUID } from 'node:crypto'
import { childConsentRefused, draftEnded, statementMade, statementReceived } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { byGuardian, consentForm, toXB } from './fixtures/forms.ts'
import { agencies, type TestPerson } from './fixtures/parties.ts'
import type { Hub } from './fixtures/wire.ts'

const { xa, xb, xc, carry, officer, referred, passedOn } = await useReferredAbroad()
const shelterXB = { agency: agencies.shelterXB, user: randomUUID() }
const shelterXC = { agency: agencies.shelterXC, user: randomUUID() }
const CHILD = { minor: true, guardianNamed: true }
const { purposes, recipients } = consentForm('', toXB)

const draftsAt = async (hub: Hub, subjectRef: string) =>
  (await hub.told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
const refuse = (hub: Hub, who: typeof officer, subjectRef: string, refusedBy = 'self') =>
  hub.send(who, 'POST', '/consent-refusals', { subjectRef, refusedBy, purposes, recipients })
/** An officer who asks for consent finds that the guardian may be part of the harm. */
const find = (hub: Hub, who: typeof officer, subjectRef: string) => {
  const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
  const taken = { ...byGuardian.taken, guardian }
  return hub.send(who, 'POST', '/consents', consentForm(subjectRef, { ...byGuardian, ...toXB, taken }))
}
/** What redaction states of them from now on. */
function change(hub: Hub, ref: string, facts: Partial<TestPerson>) {
  const person = hub.state.people.get(ref)
  if (person === undefined) throw new Error('nobody')
  hub.state.people.set(ref, { ...person, ...facts })
}
const atHome = [{ agencyId: agencies.police.agencyId }]

describe('a child whose consent is refused has a safeguarding draft at home', () => {
  test('when they say no at home to an agency of another hub', async () => {
    const subjectRef = xa.register(agencies.police, CHILD)
    const { status, body } = await refuse(xa, officer, subjectRef)
    expect([status, await draftsAt(xa, subjectRef)]).toMatchObject([201, [{ ...atHome[0], draftId: body.draftId }]])
  })

  test('when a guardian who may be part of the harm says no in another hub, who is not heard', async () => {
    const { subjectRef, there } = await referred(byGuardian, {}, CHILD)
    change(xb, there.subjectRef, { guardianConflict: true })
    for (const _ of [1, 2]) {
      const { status, body } = await refuse(xb, shelterXB, there.subjectRef, 'guardian')
      expect([status, body.code, body.refs]).toEqual([403, 'guardian_conflict', undefined])
    }
    await carry()
    expect(await draftsAt(xa, subjectRef)).toMatchObject(atHome)
    expect(await draftsAt(xb, there.subjectRef)).toEqual([])
  })

  test('when an officer finds in another hub that the guardian may be part of the harm', async () => {
    const { subjectRef, there } = await referred(byGuardian, {}, CHILD)
    for (const _ of [1, 2]) {
      const { status, body } = await find(xb, shelterXB, there.subjectRef)
      expect([status, body.code, body.refs]).toEqual([403, 'guardian_conflict', undefined])
    }
    await carry()
    expect(await draftsAt(xa, subjectRef)).toMatchObject(atHome)
    expect(await draftsAt(xb, there.subjectRef)).toEqual([])
  })

  test('when they say no in a third hub: the one that sent them there tells the one from which they came', async () => {
    const { subjectRef, there } = await referred(byGuardian, {}, CHILD)
    const further = await passedOn(there, CHILD)
    expect((await refuse(xc, shelterXC, further.subjectRef)).status).toBe(201)
    await carry()
    expect(await draftsAt(xa, subjectRef)).toMatchObject(atHome)
    expect([...(await draftsAt(xb, there.subjectRef)), ...(await draftsAt(xc, further.subjectRef))]).toEqual([])
  })

  test('what is found of the guardian in a third hub, and what was said no to there, is known where they came from', async () => {
    const { subjectRef, there } = await referred(byGuardian, {}, CHILD)
    const further = await passedOn(there, CHILD)
    expect((await refuse(xc, shelterXC, further.subjectRef)).status).toBe(201)
    expect((await find(xc, shelterXC, further.subjectRef)).body.code).toBe('guardian_conflict')
    await carry()
    const of = [xa.state.people.get(subjectRef)?.subjectId]
    expect(await xa.rows('select found_hub from guardian_finding where subject_id = $1', of)).toEqual([
      { found_hub: 'XB' },
    ])
    expect(await xa.rows('select refused_hub from consent_refusal where subject_id = $1', of)).toEqual([
      { refused_hub: 'XB' },
    ])
  })

  test('once, also when that is told twice, and when the draft was sent in between', async () => {
    const { subjectRef, there } = await referred(byGuardian, {}, CHILD)
    await refuse(xb, shelterXB, there.subjectRef)
    await carry()
    const [draft] = await draftsAt(xa, subjectRef)
    await xa.publish(draftEnded, { draftId: draft?.draftId ?? '' })
    const [said] = (await xb.told(statementMade)).slice(-1)
    const { statementId = '', signed } = said ?? {}
    await xa.publish(statementReceived, { fromHub: 'XB', statement: { statementId, ...(signed && { signed }) } })
    expect(await draftsAt(xa, subjectRef)).toHaveLength(1)
    // What is refused from now on opens another.
    await refuse(xb, shelterXB, there.subjectRef)
    await carry()
    expect(await draftsAt(xa, subjectRef)).toHaveLength(2)
  })

  test('and of an adult none opens: their no is told, and nothing of a guardian', async () => {
    const { subjectRef, there } = await referred()
    const said = async () => (await xb.told(statementMade)).length
    const before = await said()
    expect((await find(xb, shelterXB, there.subjectRef)).body.code).toBe('guardian_conflict')
    await xb.tendStatements()
    expect(await said()).toBe(before)
    await refuse(xb, shelterXB, there.subjectRef)
    await carry()
    expect(await said()).toBe(before + 1)
    expect(await draftsAt(xa, subjectRef)).toEqual([])
  })
})
