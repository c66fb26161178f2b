import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { consentForm } from './fixtures/forms.ts'
import { agencies, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state } = service
const { submit, view } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }

const only = ({ agencyId }: TestAgency) => ({ recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId }] })
const record = async (subjectRef: string, change: object = {}): Promise<string> =>
  (await send(officer, 'POST', '/consents', consentForm(subjectRef, change))).body.id
const subjectOf = (subjectRef: string) => state.people.get(subjectRef)?.subjectId ?? ''
const exclude = (subjectRef: string, basisId: string) =>
  rows('insert into exclusion (subject_id, basis_id, hub, agency_id) values ($1, $2, $3, $4)', [
    ...[subjectOf(subjectRef), basisId, 'XA', agencies.shelter.agencyId],
  ])
const linkWith = (one: string, other: string) =>
  rows(
    'insert into record_link (link_id, side, subject_ref, linked_at) values ($1, 1, $2, now()), ($1, 2, $3, now())',
    [...[randomUUID(), one, other]],
  )
/** Whoever reads what is excluded waits for this. */
const unreadable = async <T>(work: () => Promise<T>): Promise<T> => {
  await rows('begin')
  try {
    await rows('lock table exclusion, recipient_binding in access exclusive mode')
    return await work()
  } finally {
    await rows('rollback')
  }
}

/** Somebody about whom the service has decided before, so that it remembers them. */
let subjectRef: string
let basisId: string
beforeEach(async () => {
  subjectRef = register(agencies.police)
  basisId = await record(subjectRef, only(agencies.shelter))
  expect((await submit({ subjectRef })).code).toBe('permitted')
})
const now = async () => (await submit({ subjectRef })).code

describe('who is remembered', () => {
  test('is decided on without being read: at submission, and when the referral is opened', async () => {
    const { seen, sent } = await unreadable(async () => {
      const sent = await submit({ subjectRef })
      const readersRef = register(agencies.shelter, { subjectId: subjectOf(subjectRef) })
      return { sent, seen: await view({ subjectRef: readersRef }, { referralId: sent.permit?.referralId ?? '' }) }
    })
    expect([sent.code, seen.code]).toEqual(['permitted', 'permitted'])
    expect(seen.permit?.basisId).toBe(basisId)
  })

  test('is denied without being read, too, for as long as nothing has changed', async () => {
    const elsewhere = () => submit({ subjectRef, to: agencies.otherShelter })
    expect((await unreadable(elsewhere)).code).toBe('recipient_outside_consent')
    await record(subjectRef, only(agencies.otherShelter))
    expect((await elsewhere()).code).toBe('permitted')
  })
})

describe('what another process writes counts for the next decision', () => {
  test('a withdrawal', async () => {
    await rows(
      "update basis set version = version + 1, withdrawn_at = now(), withdrawn_by = 'somebody' where id = $1",
      [basisId],
    )
    expect(await now()).toBe('consent_withdrawn')
  })

  test('an exclusion', async () => {
    await exclude(subjectRef, basisId)
    expect(await now()).toBe('recipient_excluded')
  })

  test('an exclusion on a form that was taken under the same name, of a record that has another id', async () => {
    const person = state.people.get(subjectRef)
    state.people.set(subjectRef, { subjectId: `subject-${randomUUID()}`, agency: agencies.police })
    const other = await record(subjectRef)
    expect(await now()).toBe('permitted')
    if (person) state.people.set(subjectRef, person)
    expect(await now()).toBe('permitted')
    await rows('insert into exclusion (subject_id, basis_id, hub, agency_id) values ($1, $2, $3, $4)', [
      ...['another', other, 'XA', agencies.shelter.agencyId],
    ])
    expect(await now()).toBe('recipient_excluded')
  })

  test('an exclusion of a record that is linked from then on, and one of a record that was linked before', async () => {
    const [known, later] = [register(agencies.police), register(agencies.police)]
    await exclude(known, await record(known))
    const laterBasis = await record(later)
    expect(await now()).toBe('permitted')
    await linkWith(subjectRef, later)
    expect(await now()).toBe('permitted')
    await exclude(later, laterBasis)
    expect(await now()).toBe('recipient_excluded')
    await rows('delete from record_link where subject_ref = $1', [later])
    expect(await now()).toBe('permitted')
    await linkWith(subjectRef, known)
    expect(await now()).toBe('recipient_excluded')
  })

  test('that the referral was submitted elsewhere, or came from another hub', async () => {
    const [sent, came] = [randomUUID(), randomUUID()]
    const { permit } = await submit({ subjectRef })
    await rows(
      `insert into permit select (json_populate_record(p, json_build_object('permit_id', gen_random_uuid(), 'referral_id', $2::text,
         'recipient_agency', 'another'))).* from permit p where permit_id = $1`,
      [permit?.permitId, sent],
    )
    await rows(
      `insert into imported_grant (grant_id, referral_id, package_id, subject_id, from_hub, from_agency, to_hub, to_agency, protocol, priority,
         purpose, basis, basis_id, purposes, categories, code_name_only, report_back, instrument_id, valid_from, valid_until, grant_bytes,
         signature, imported_at)
       values ('grant', $1, 'package', 'somebody', 'XB', 'a', 'XA', 'b', 'oas-64-standard', 'normal', 'shelter', 'consent', 'c', '{}', '{}',
         false, false, '', now(), now(), '', '', now())`,
      [came],
    )
    for (const referralId of [sent, came])
      expect((await submit({ subjectRef }, { referralId })).code).toBe('no_lawful_basis')
  })
})

test('what is recorded raises the stamps of its record and of its name, and of nobody else', async () => {
  const stamps = async () =>
    new Map((await rows('select key, version from record_stamp')).map(row => [row.key, row.version]))
  const before = await stamps()
  await record(subjectRef)
  const after = await stamps()
  const risen = [...after].filter(([key, version]) => before.get(key) !== version).map(([key]) => key)
  expect(risen.sort()).toEqual([`name ${subjectRef}`, `record ${subjectOf(subjectRef)}`].sort())
})
