import { createHash, randomUUID } from 'node:crypto'
import { Action, AgencyType, Basis, DataCategory, Protocol, Purpose } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { aPayload, CANARIES } from './fixtures/forms.ts'
import { IDENTITY, NARRATIVE } from './fixtures/neighbours.ts'
import { READER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const { register, refer, post, view, session, rows, everything, state } = await useRedaction()
const subjectRef = await register()
const both = { users: [READER, WORKER] }
const TEXT = 'Me llamo Yaneth Quillahuaman. Entré sin papeles. El capataz guardaba mi documento.'
const HASH = createHash('sha256').update(TEXT, 'utf8').digest('hex')
const aStatement = (changes: object = {}) => ({
  ...{ lang: 'es', text: TEXT, place: 'shelter', takenAt: '2026-03-02T10:00:00-05:00' },
  interpreter: { mode: 'in_person', language: 'que', name: 'Eulogia Tupaqmarka' },
  present: [{ role: 'interviewer', name: 'Osorio Chaskita' }, { role: 'counsel' }],
  ...{ rights: { read: 'read_and_understood', language: 'que' }, counsel: { mode: 'present' } },
  selfIncriminating: [{ start: 30, end: 48, kind: 'irregular_entry_or_stay' }],
  ...changes,
})
const record = (referralId: string, changes: object = {}, who = CASEWORKER) =>
  post(who, '/statements', { referralId, ...aStatement(changes) })
const seen = async (referralId: string) => session.open((await view(referralId)).body.sealed)
const investigating = () => {
  state.reader = AgencyType.PROSECUTION
  state.categories = [IDENTITY, NARRATIVE, DataCategory.SUSPECTS]
  state.tamperPermit = () => ({ purpose: Purpose.CRIMINAL_INVESTIGATION })
}
const categories = [...state.categories]
afterEach(() => {
  Object.assign(state, { reader: AgencyType.SHELTER, categories, tamperPermit: () => ({}) })
  state.entries.length = 0
})

describe('a statement', () => {
  test('is kept under the person’s key, in the log first, and nothing of it stands anywhere in clear, not even its hash', async () => {
    const referralId = refer(subjectRef, both)
    const answer = await record(referralId)
    expect(answer.status).toBe(201)
    expect(state.entries.at(-1)).toMatchObject({ action: Action.STATEMENT_RECORDED, referralId, userId: WORKER })
    const stored = await everything()
    for (const canary of [...CANARIES, 'capataz', HASH]) expect(stored).not.toContain(canary)
  })

  test('is not kept when it cannot be in the log', async () => {
    state.away.add('audit')
    const [before] = await rows('select count(*) from statement')
    expect((await record(refer(subjectRef, both))).status).toBe(503)
    state.away.clear()
    expect((await rows('select count(*) from statement'))[0]).toEqual(before)
  })

  test('is never changed: not by the service, not by the owner of the table', async () => {
    await record(refer(subjectRef, both))
    const grants = await rows(
      `select privilege_type from information_schema.role_table_grants
       where grantee = 'redaction_app' and table_name = 'statement' order by 1`,
    )
    expect(grants.map(row => row.privilege_type)).toEqual(['INSERT', 'SELECT'])
    for (const sql of [`update statement set by_agency = 'x'`, 'delete from statement', 'truncate statement'])
      await expect(rows(sql)).rejects.toThrow('a statement is never changed')
  })

  test('goes with its person, when they are erased', async () => {
    const other = await register()
    const { body } = await record(refer(other, both))
    await rows('delete from subject where id = (select subject_id from share where share_id = $1)', [other])
    expect(await rows('select 1 from statement where statement_id = $1', [body.statementId])).toEqual([])
  })

  test('is read as a derivative that says so: by who helps without day, place and hash', async () => {
    const referralId = refer(subjectRef, both)
    const { body } = await record(referralId)
    const { categories, policyHash } = await seen(referralId)
    const shown = categories.narrative.statements.at(-1)
    expect(policyHash).toBe(VIEWS.hash)
    expect(shown).toMatchObject({
      mode: 'assistance',
      policyHash,
      derivativeOf: { original: 'statement' },
      takenAt: '2026-03',
    })
    expect(shown.text).toContain('documento')
    for (const hidden of [...CANARIES, 'papeles', HASH, body.statementId])
      expect(JSON.stringify(categories.narrative)).not.toContain(hidden)
  })

  test('is read by the prosecution with its day, and whole with its hash only if the person agreed', async () => {
    const referralId = refer(subjectRef, both)
    await record(referralId, { textSha256: HASH })
    investigating()
    const shown = (await seen(referralId)).categories.narrative.statements.at(-1)
    expect(shown).toMatchObject({
      mode: 'proceedings',
      takenAt: '2026-03-02T15:00:00.000Z',
    })
    expect(shown.text).not.toMatch(/papeles/)
    // Beside a part of the text it would prove that something was cut.
    expect(shown.derivativeOf).toEqual({ original: 'statement', recordingSha256: null })
    state.tamperPermit = () => ({ purpose: Purpose.CRIMINAL_INVESTIGATION, selfIncriminatingAgreed: true })
    expect((await seen(referralId)).categories.narrative.statements.at(-1)).toMatchObject({
      ...{ text: expect.stringMatching(/papeles/), derivativeOf: { textSha256: HASH } },
    })
  })

  test('of which all was marked is for police and prosecution as if it had never been recorded, and so is its place among them', async () => {
    const referralId = refer(await register(), both)
    for (let n = 0; n < 20; n++)
      await record(referralId, { selfIncriminating: [], text: `Hablé con el capataz: ${n}.` })
    investigating()
    const texts = async () => {
      const { statements } = (await seen(referralId)).categories.narrative
      return statements.map(({ madeAt: _, ...statement }: { madeAt: string }) => statement)
    }
    const before = await texts()
    expect(before).toHaveLength(20)
    const marked = [{ start: 0, end: TEXT.length, kind: 'other_offence' }]
    expect((await record(referralId, { selfIncriminating: marked })).status).toBe(201)
    expect(await texts()).toEqual(before)
    state.tamperPermit = () => ({ purpose: Purpose.CRIMINAL_INVESTIGATION, selfIncriminatingAgreed: true })
    expect((await texts()).at(-1)).toMatchObject({ text: expect.stringMatching(/papeles/) })
  })

  test('is read whole by a judge whose court ordered a review, and the entry of the log says on what', async () => {
    const referralId = refer(subjectRef, both)
    await record(referralId)
    investigating()
    state.reader = AgencyType.COURT
    const ordered = { purpose: Purpose.CRIMINAL_INVESTIGATION, basis: Basis.COURT_ORDER, basisId: 'order-of-review' }
    const last = async () => (await seen(referralId)).categories.narrative.statements.at(-1)
    state.tamperPermit = () => ordered
    expect((await last()).text).not.toMatch(/papeles/)
    state.tamperPermit = () => ({ ...ordered, judicialReview: true })
    expect(await last()).toMatchObject({ judicialReview: true, text: expect.stringMatching(/papeles/) })
    expect(state.entries.at(-1)).toMatchObject({ action: Action.VIEW_OPENED, basisId: 'order-of-review' })
  })

  test('that corrects another stands beside it, and both say so', async () => {
    const referralId = refer(await register(), both)
    const first = await record(referralId)
    const { status } = await record(referralId, {
      text: 'El capataz guardaba todo.',
      selfIncriminating: [],
      supersedes: first.body.statementId,
    })
    expect(status).toBe(201)
    const [before, after] = (await seen(referralId)).categories.narrative.statements
    expect([before.current, after.current]).toEqual([false, true])
    expect(after.supersedes).toBe(before.reference)
    expect(await record(referralId, { supersedes: first.body.statementId })).toMatchObject({
      status: 409,
      body: { code: 'statement_superseded' },
    })
  })

  test('is recorded once and read in each later referral of the person, as the same original: nobody has to ask them again', async () => {
    const other = await register()
    expect((await record(refer(other, both), { textSha256: HASH })).status).toBe(201)
    const later = refer(other, both)
    expect((await seen(later)).categories.narrative.statements).toMatchObject([
      { derivativeOf: { original: 'statement' } },
    ])
    investigating()
    state.tamperPermit = () => ({ purpose: Purpose.CRIMINAL_INVESTIGATION, selfIncriminatingAgreed: true })
    expect((await seen(later)).categories.narrative.statements).toMatchObject([{ derivativeOf: { textSha256: HASH } }])
  })

  test('of a compartment is read in its own referral alone', async () => {
    const other = await register()
    const secret = refer(other, { ...both, protocol: Protocol.WITNESS_PROTECTION, compartment: true })
    expect((await record(secret)).status).toBe(201)
    expect((await seen(refer(other, both))).categories.narrative.statements).toBeUndefined()
    expect((await seen(secret)).categories.narrative.statements).toHaveLength(1)
  })
})

describe('a statement is not taken', () => {
  test.each([
    ['with a hash of another text', { textSha256: 'ab'.repeat(32) }, 'statement_altered'],
    ['without text and recording', { text: '', selfIncriminating: [] }, 'request_invalid'],
    ['with a passage outside of it', { selfIncriminating: [{ start: 3, end: 900, kind: 'drugs' }] }, 'request_invalid'],
    ['from the future', { takenAt: '2999-01-01T00:00:00Z' }, 'request_invalid'],
    ['with a place in words', { place: 'Jirón Tupaqmarka' }, 'unknown_code'],
    ['correcting one that is not there', { supersedes: randomUUID() }, 'statement_unknown'],
  ])('%s', async (_, changes, code) => {
    expect((await record(refer(subjectRef, both), changes)).body.code).toBe(code)
  })

  test.each(['lang', 'interpreter', 'present', 'rights', 'counsel', 'takenAt'])(
    'that does not say how it was taken: without %s',
    async field => {
      const answer = await record(refer(subjectRef, both), { [field]: undefined })
      expect(answer.body.code).toBe('request_invalid')
      expect(JSON.stringify(answer.body)).toMatch(new RegExp(`/${field}"`))
    },
  )

  test('correcting another agency’s, which looks like one that is not there', async () => {
    const referralId = refer(subjectRef, both)
    const theirs = await record(referralId, {}, SHELTER)
    expect(theirs.status).toBe(201)
    const answer = await record(referralId, { supersedes: theirs.body.statementId })
    expect(answer.body.code).toBe('statement_unknown')
  })
})

describe('an account in the form', () => {
  const account = { lang: 'es', text: TEXT, selfIncriminating: aStatement().selfIncriminating }
  const formWith = (narrative: object) => ({ ...aPayload(), narrative })
  const referred = async (changes: object = {}) =>
    refer(await register(CASEWORKER, { data: formWith({ ...account, ...changes }) }), both)
  const textOf = async (referralId: string) => (await seen(referralId)).categories.narrative?.text

  test('is read by police and prosecution without what its author marked, unless the person agreed', async () => {
    const referralId = await referred()
    for (const reader of [AgencyType.POLICE, AgencyType.PROSECUTION]) {
      investigating()
      state.reader = reader
      expect(await textOf(referralId)).toMatch(/capataz/)
      expect(await textOf(referralId)).not.toMatch(/papeles/)
      state.tamperPermit = () => ({ purpose: Purpose.CRIMINAL_INVESTIGATION, selfIncriminatingAgreed: true })
      expect(await textOf(referralId)).toMatch(/papeles/)
    }
  })

  test('is read whole by who advises the person, with each passage and its kind', async () => {
    const referralId = await referred()
    state.reader = AgencyType.LEGAL_AID
    state.categories = [IDENTITY, NARRATIVE, DataCategory.SELF_INCRIMINATING]
    state.tamperPermit = () => ({ purpose: Purpose.LEGAL_ASSISTANCE })
    const { narrative, self_incriminating: marked } = (await seen(referralId)).categories
    expect(narrative.text).toMatch(/papeles/)
    expect(marked.passages).toEqual([{ statement: null, kind: 'irregular_entry_or_stay', text: 'Entré sin papeles.' }])
  })

  test('of which all is marked looks to others as if there were none', async () => {
    const referralId = await referred({ selfIncriminating: [{ start: 0, end: TEXT.length, kind: 'other_offence' }] })
    expect((await seen(referralId)).categories).not.toHaveProperty('narrative')
  })

  test('is refused with marks outside of it, and with another text that says nothing of them', async () => {
    const outside = { ...account, selfIncriminating: [{ start: 3, end: 900, kind: 'drugs' }] }
    const { status, body } = await post(CASEWORKER, '/subjects', formWith(outside))
    expect([status, body.errors[0].pointer]).toEqual([400, '/narrative/selfIncriminating'])
    const referralId = await referred()
    const supplement = (narrative: object) => post(CASEWORKER, '/supplements', { referralId, narrative })
    const text = 'Vine por el río, sin papeles. El capataz cobraba.'
    const refused = await supplement({ lang: 'es', text })
    expect([refused.status, refused.body.errors[0]]).toEqual([
      400,
      { pointer: '/narrative/selfIncriminating', code: 'required' },
    ])
    const marks = [{ start: 0, end: 29, kind: 'irregular_entry_or_stay' }]
    expect((await supplement({ lang: 'es', text, selfIncriminating: marks })).status).toBe(200)
    expect(await textOf(referralId)).toBe('El capataz cobraba.')
  })
})
