import { randomUUID } from 'node:crypto'
import {
  DataCategory,
  fromBinary,
  GrantSchema,
  Matter,
  Protocol,
  Purpose,
  takenBack,
  timestampFromDate,
  usesMoved,
} from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm } from './fixtures/forms.ts'
import { signedGrant } from './fixtures/grants.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, carry, sent, arrives, withdraw, newsOf } = await useReferredAbroad()
const atXB = questionsTo(xb)
const { policeXB, healthXB: clinic, centralXB: authority } = agencies
const TOLD = { protocol: Protocol.SPONTANEOUS_TRANSMISSION, purpose: Purpose.CRIMINAL_INVESTIGATION }
for (const { state } of [xa, xb]) state.instruments = [{ ...TREATY, id: 'XA-XB-criminal', matter: Matter.CRIMINAL }]

type Said = { use: string; state?: string; how?: string; until?: Date }
/** As referral of XB tells what the sender has answered. */
const says = (referralId: string, ...uses: Said[]) =>
  xb.publish(usesMoved, {
    ...{
      referralId,
      step: 'permit-use',
      about: 'as-asked',
      by: refOf(agencies.police),
      to: refOf(authority),
      userId: '',
    },
    uses: uses.map(({ use, state = 'permitted', how = 'as-asked', until }, i) => ({
      ...{ use, n: i + 1, state, how, ...(until && { until: timestampFromDate(until) }) },
    })),
  })

/** A person of whom an authority of XB was told by XA, where nobody agreed that it refers them further. */
async function told() {
  const recipients = [{ hub: 'XB', agencyType: 'central_authority' }]
  const agreed = {
    purposes: ['criminal_investigation'],
    dataCategories: ['identity', 'documents', 'contact', 'family', 'location', 'exploitation'],
    recipients,
  }
  const made = await sent(agreed, TOLD, authority)
  const { referralId, grant } = made
  const there = await arrives(xb, grant, { from: agencies.police, to: authority, referralId, ...TOLD })
  const further = (to: TestAgency = policeXB, more = {}) =>
    atXB.submit({ subjectRef: there.subjectRef, from: authority, to }, { ...TOLD, ...more })
  return { ...made, there, further, says: (...uses: Said[]) => says(referralId, ...uses) }
}

describe('what came from another hub is referred further by leave of whoever sent it', () => {
  test('that was asked for and given, for that kind of agency, and by no other leave', async () => {
    const { further, says } = await told()
    expect((await further()).code).toBe('onward_not_permitted')
    await says({ use: 'pass-to-police', state: 'asked', how: '' })
    expect((await further()).code).toBe('onward_not_permitted')
    await says({ use: 'other-investigation' }, { use: 'export' }, { use: 'pass-on-as-person-agreed' })
    expect((await further()).code).toBe('onward_not_permitted')
    await says({ use: 'pass-to-police' })
    expect((await further()).code).toBe('permitted')
    for (const to of [clinic, agencies.prosecution]) expect((await further(to)).code).not.toBe('permitted')
  })

  test('is read by the next agency as long as that leave stands, and what it came on', async () => {
    const { basisId, further, says, there } = await told()
    await says({ use: 'pass-to-police' })
    const { permit } = await further()
    const ref = xb.register(policeXB, { subjectId: there.subjectId, received: true })
    const reading = async () =>
      (
        await atXB.view(
          { subjectRef: ref, from: authority, to: policeXB },
          { ...TOLD, referralId: permit?.referralId ?? '' },
        )
      ).code
    expect(await reading()).toBe('permitted')
    // Refused when it was asked for anew.
    await says({ use: 'pass-to-police', state: 'refused', how: '' })
    expect(await reading()).not.toBe('permitted')
    expect((await further()).code).toBe('onward_not_permitted')
    await says({ use: 'pass-to-police' })
    expect(await reading()).toBe('permitted')
    await withdraw(basisId)
    await carry()
    expect(await reading()).toBe('consent_withdrawn')
    expect((await further()).code).toBe('consent_withdrawn')
  })

  test('ends when its sender recalls what it sent: nobody reads it, nothing goes further, and each has to answer for it', async () => {
    const { referralId, further, says, there } = await told()
    await says({ use: 'pass-to-police' })
    const { permit } = await further()
    const onward = permit?.referralId ?? ''
    const ref = xb.register(policeXB, { subjectId: there.subjectId, received: true })
    const reading = async () =>
      [
        await questionsTo(xb).view({ ...there, from: agencies.police, to: authority }, { ...TOLD, referralId }),
        await atXB.view({ subjectRef: ref, from: authority, to: policeXB }, { ...TOLD, referralId: onward }),
      ].map(({ code }) => code)
    expect(await reading()).toEqual(['permitted', 'permitted'])
    // Taken back, and nobody there has to answer: that is no recall.
    await xa.publish(takenBack, { referralId })
    await carry()
    expect(await reading()).toEqual(['permitted', 'permitted'])
    await xa.publish(takenBack, { referralId, recalled: true })
    await carry()
    expect(await reading()).toEqual(['consent_withdrawn', 'consent_withdrawn'])
    expect((await further()).code).toBe('consent_withdrawn')
    const recalled = await xb.rows(
      'select to_agency, state, parent_id is null as first from recall where referral_id = any ($1) order by first desc',
      [[referralId, onward]],
    )
    expect(recalled).toEqual([
      { to_agency: refOf(authority).agencyId, state: 'views_stopped', first: true },
      { to_agency: refOf(policeXB).agencyId, state: 'views_stopped', first: false },
    ])
    expect(await newsOf(xb, onward)).toEqual([`${refOf(policeXB).agencyId} recall`])
  })

  test('shows no more of it than came, and a code name alone where identity is to stay out', async () => {
    const { further, says } = await told()
    await says({ use: 'pass-to-police', how: 'without-identity-of-victims' })
    const { permit } = await further()
    expect(permit?.codeNameOnly).toBe(true)
    expect(permit?.categories).toContain(DataCategory.EXPLOITATION)
    // A number of a passport beside a code name is the name; an address, a phone or a guardian leads to the person.
    const { IDENTITY, DOCUMENTS, CONTACT, FAMILY, LOCATION } = DataCategory
    for (const category of [IDENTITY, DOCUMENTS, CONTACT, FAMILY, LOCATION])
      expect(permit?.categories).not.toContain(category)
  })

  test('ends on the day that the leave says', async () => {
    const { further, says } = await told()
    await says({ use: 'pass-to-police', until: new Date(Date.now() - 1_000) })
    expect((await further()).code).toBe('consent_expired')
    await says({ use: 'pass-to-police', until: new Date(Date.now() + 60_000) })
    expect((await further()).code).toBe('permitted')
  })

  test('goes to one agency where it was permitted once, however often it is tried', async () => {
    const { further, says } = await told()
    await says({ use: 'pass-to-police', how: 'once-only' })
    expect((await further()).code).toBe('permitted')
    expect((await further()).code).toBe('permitted')
  })

  describe.each(['0', 'f'])('and was sent again, on a grant whose id begins with %s', digit => {
    async function sentAgain({ grant, referralId, there }: Awaited<ReturnType<typeof told>>) {
      const change = { grantId: `${digit.repeat(8)}${randomUUID().slice(8)}`, validFrom: timestampFromDate(new Date()) }
      const { $typeName: _, $unknown: __, ...first } = fromBinary(GrantSchema, grant.grant)
      const again = await signedGrant(xa.grantKeys, { ...first, ...change })
      await arrives(xb, again, { from: agencies.police, to: authority, referralId, ...TOLD, again: there })
      expect(await xb.rows('select 1 from imported_grant where referral_id = $1', [referralId])).toHaveLength(2)
    }

    test('goes to one agency where it was permitted once', async () => {
      const one = await told()
      await sentAgain(one)
      await one.says({ use: 'pass-to-police', how: 'once-only' })
      expect((await one.further()).code).toBe('permitted')
      expect((await one.further(agencies.otherPoliceXB)).code).not.toBe('permitted')
      expect((await one.further()).code).toBe('permitted')
    })

    test('goes to no other agency than before, which reads it as it did', async () => {
      const one = await told()
      await one.says({ use: 'pass-to-police', how: 'once-only' })
      const { permit } = await one.further()
      await sentAgain(one)
      await one.says({ use: 'pass-to-police', how: 'once-only' })
      expect((await one.further(agencies.otherPoliceXB)).code).not.toBe('permitted')
      expect((await one.further()).code).toBe('permitted')
      const subjectRef = xb.register(policeXB, { subjectId: one.there.subjectId, received: true })
      const about = { ...TOLD, referralId: permit?.referralId ?? '' }
      expect((await atXB.view({ subjectRef, from: authority, to: policeXB }, about)).code).toBe('permitted')
    })
  })

  test('is nobody’s to permit for a referral that this hub does not know', async () => {
    const id = randomUUID()
    await says(id, { use: 'pass-to-police' })
    expect(await xb.rows('select 1 from permitted_use where referral_id = $1', [id])).toEqual([])
  })
})

test('within one hub, too, what came from another agency is referred further by its leave', async () => {
  const subjectRef = xa.register(agencies.police)
  const officer = { agency: agencies.police, user: randomUUID() }
  const recipients = [{ hub: 'XA', agencyType: 'prosecution' }]
  await xa.send(
    officer,
    'POST',
    '/consents',
    consentForm(subjectRef, { purposes: ['criminal_investigation'], recipients }),
  )
  const atXA = questionsTo(xa)
  const { permit } = await atXA.submit({ subjectRef, user: officer.user, to: agencies.prosecution }, TOLD)
  const subjectId = xa.state.people.get(subjectRef)?.subjectId ?? ''
  const theirRef = xa.register(agencies.prosecution, { subjectId, received: true })
  const further = async () =>
    (await atXA.submit({ subjectRef: theirRef, from: agencies.prosecution, to: agencies.court }, TOLD)).code
  expect(await further()).toBe('onward_not_permitted')
  await xa.publish(usesMoved, {
    ...{ referralId: permit?.referralId ?? '', step: 'permit-use', about: 'as-asked', userId: '' },
    uses: [{ use: 'pass-to-court', n: 1, state: 'permitted', how: 'as-asked' }],
  })
  expect(await further()).toBe('permitted')
  await xa.publish(takenBack, { referralId: permit?.referralId ?? '', recalled: true })
  expect(await further()).toBe('onward_not_permitted')
})
