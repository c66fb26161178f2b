import { Action, DataCategory, Protocol } from '@amparo/contracts'
import { decryptAndVerify, generateCertificate } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { aPayload, aStatement, CANARIES } from './fixtures/forms.ts'
import { READER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, useRedaction, type Who } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const { register, refer, post, rows, keyRows, subjectOf, everything, state, certificates, lines } = await useRedaction()
const CUSTODIAN: Who = { ...CASEWORKER, scope: 'identity:custody' }
const reply = await generateCertificate({ userId: 'custodian', profile: 'modern' })
const asked = (data: object, who = CUSTODIAN) =>
  post(who, '/public-releases', { purpose: 'media', replyCertificate: reply.certificate, ...data })
const opened = async (data: object) => {
  const answer = await asked(data)
  expect(answer.status).toBe(201)
  const { armored: certificate, fingerprint } = certificates.packageSign
  const bytes = await decryptAndVerify({
    ...{ privateKey: reply.privateKey, signer: { certificate, fingerprint }, now: new Date(), maxBytes: 1_000_000 },
    message: Buffer.from(answer.body.sealed, 'base64'),
  })
  return JSON.parse(Buffer.from(bytes).toString('utf8'))
}
afterEach(() => {
  state.away.clear()
  state.entries.length = 0
})

/** Fictional; a suspect, a relative and the person, with what finds them directly and together. */
const TEXT =
  'Yaneth Quillahuaman, peruana de 27 años, fue explotada en la casa de Ruperto Almeida desde el 06/01/2026. Su hermana Eulogia Quillahuaman avisó. La placa era KJX 204 y le decían Chaskita. Iban de Choloma, Cortés, a Tapachula.'
const suspects = {
  persons: [{ names: ['Ruperto Almeida'], aliases: ['El Zurdo'], role: 'Exploiter', phones: [] }],
  vehicles: [{ kind: 'van', plate: 'KJX 204', country: 'XA' }],
  accounts: [],
}
const subjectRef = await register(CASEWORKER, { data: { ...aPayload(), suspects } })
const text = (changes: object = {}) => ({ kind: 'text', lang: 'es', text: TEXT, subjectRefs: [subjectRef], ...changes })
const figures = (changes: object = {}) => ({
  kind: 'records',
  columns: ['year', 'gender', 'ageBand', 'exploitation'],
  ...changes,
})

describe('a text for everybody to read', () => {
  test('names nobody, no suspect either, and tells no age, day, place or nationality', async () => {
    const released = await opened(text({ purpose: 'judgment' }))
    for (const hidden of [
      ...CANARIES,
      'Ruperto',
      'Almeida',
      'KJX',
      '27',
      '2026',
      'peruana',
      'Choloma',
      'Cortés',
      'Tapachula',
    ])
      expect(released.text).not.toContain(hidden)
    expect(released.text).toMatch(/ en la casa de /)
    expect(released).toMatchObject({ mode: 'media_safe', policyHash: VIEWS.hash, derivativeOf: 'text' })
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.PUBLIC_RELEASE, code: 'text:judgment:masked:a0', userId: WORKER, subjectRef: '' },
      ...{ viewPolicyHash: VIEWS.hash, categories: [DataCategory.NARRATIVE] },
    })
  })

  test('is masked where the custodian says so too; the masks are kept, and nothing is lifted', async () => {
    const start = TEXT.indexOf('avisó')
    const masks = [{ start, end: start + 5, type: 'KINSHIP_RARE', reason: 'singles_out' }]
    const released = await opened(text({ masks }))
    expect(released.text).not.toContain('avisó')
    expect(state.entries.at(-1)?.code).toBe('text:media:masked:a1')
    const kept = await rows('select masks from public_masks where entry_id = $1', [released.auditEntry.id])
    expect(kept).toEqual([{ masks }])
    await expect(rows('delete from public_masks')).rejects.toThrow()
    const outside = await asked(text({ masks: [{ ...masks[0], end: 9_000 }] }))
    expect([outside.status, outside.body.code]).toEqual([400, 'mask_misplaced'])
  })

  test('is answered to nobody when it cannot be in the log', async () => {
    state.away.add('audit')
    expect((await asked(text())).status).toBe(503)
  })

  test('is refused in a language that cannot be masked, and of a person of another agency or of none', async () => {
    expect((await asked(text({ lang: 'ht' }))).body.code).toBe('release_not_redactable')
    const elsewhere = { agencyId: STRANGER.agencyId, user: READER, scope: 'identity:custody' }
    expect((await asked(text(), elsewhere)).body.code).toBe('release_person_unknown')
  })

  test('leaves nothing behind in clear', async () => {
    await opened(text())
    const stored = await everything()
    for (const hidden of [...CANARIES, 'Almeida', 'explotada']) expect(stored).not.toContain(hidden)
    expect(lines.join()).toContain('public.released')
  })
})

describe('figures for everybody to read', () => {
  test('are refused while they would give somebody away, and nothing of it is in the log as released', async () => {
    expect(await asked(figures())).toMatchObject({ status: 409, body: { code: 'release_too_identifying' } })
    expect(state.entries).toEqual([])
  })

  test('say how many stand behind each, what was told more coarsely and what was left out; nobody in a compartment counts', async () => {
    const secret = await register()
    const referralId = refer(secret, {
      users: [READER, WORKER],
      protocol: Protocol.WITNESS_PROTECTION,
      compartment: true,
    })
    expect((await post(CASEWORKER, '/statements', { referralId, ...aStatement('Nada.') })).status).toBe(201)
    for (let n = 0; n < 4; n++) await register()
    const [{ count }] = await rows(`select count(*)::int as count from subject`)
    expect(count).toBe(6)
    const released = await opened(figures({ purpose: 'statistics' }))
    expect(released).toMatchObject({
      ...{ kind: 'records', k: 5, kReached: 5, released: 5, suppressed: { rows: 0 }, leftOut: [] },
      told: { gender: 'as recorded' },
      cells: [{ count: 5, values: { gender: 'Feminine', ageBand: '27--29', exploitation: 'ForcedLabour' } }],
    })
    expect(state.entries.at(-1)?.code).toBe('records:statistics:k5')
  })

  test('are never of fewer than the hub asks for, whatever the form says, and of more where it asks for more', async () => {
    expect((await opened(figures({ k: 1 }))).k).toBe(5)
    expect((await asked(figures({ k: 6 }))).body.code).toBe('release_too_identifying')
  })

  test('are of those who are there: one who is being erased, or whose key is gone, holds up nobody', async () => {
    const refs = [await register(), await register()]
    const [erasing = '', lost = ''] = await Promise.all(refs.map(subjectOf))
    await rows(
      `insert into erasure (erasure_id, subject_id, share_id, reason, state, requested_by, requested_agency, requested_at,
         held_by, entry_id, due_at, confirmed_by, confirmed_at)
       select gen_random_uuid(), subject_id, share_id, 'asked_by_person', 'executing', gen_random_uuid(), agency_id, now(), '{}',
         gen_random_uuid(), now(), gen_random_uuid(), now() from share where share_id = $1`,
      [refs[0]],
    )
    await keyRows('delete from wrapped_key where subject_id = any ($1)', [[erasing, lost]])
    expect((await opened(figures())).released).toBe(5)
    expect(lines.filter(line => line.includes('figures.left-out'))).toEqual([expect.stringContaining('"count":1')])
    for (const id of [erasing, lost]) await rows('delete from subject where id = $1', [id])
  })

  test('are of nobody whom a custodian has restricted', async () => {
    await rows(`
      with one as (
        insert into erasure (erasure_id, subject_id, share_id, reason, state, requested_by, requested_agency, requested_at,
          held_by, review_on, entry_id)
        select gen_random_uuid(), subject_id, share_id, 'asked_by_person', 'restricted', gen_random_uuid(), agency_id, now(),
          '{legal_hold}', current_date + 30, gen_random_uuid()
        from share where share_id = '${subjectRef}' returning erasure_id, subject_id, requested_agency
      ) insert into restriction select subject_id, erasure_id, 'XA', requested_agency, now() from one`)
    // Of the five one is left out, and four are too few.
    expect((await asked(figures())).body.code).toBe('release_too_identifying')
    await rows('delete from restriction')
    expect((await opened(figures())).released).toBe(5)
  })

  test('count persons, not records: those that are linked are one, and none if one of them is in a compartment', async () => {
    const refs: string[] = []
    for (let n = 0; n < 6; n++) refs.push(await register())
    expect((await opened(figures())).released).toBe(11)
    const known = await rows(
      `select id from subject where id not in (select subject_id from statement where compartment) order by created_at, id`,
    )
    const ids = known.map(({ id }: { id: string }) => id)
    // Eleven records, of four persons.
    const join = (one = '', other = '') =>
      rows('insert into record_link (link_id, one, other, linked_at) values (gen_random_uuid(), $1, $2, now())', [
        ...[one, other].toSorted(),
      ])
    for (const at of [1, 2, 3, 4, 5, 6, 7]) await join(ids[at - 1], ids[at])
    expect((await asked(figures())).body.code).toBe('release_too_identifying')
    await rows('delete from record_link where one = $1 or other = $1', [ids[7]])
    expect((await opened(figures())).released).toBe(5)
    const [hidden] = await rows('select subject_id as id from statement where compartment')
    await join(hidden.id, ids[3])
    expect((await asked(figures())).body.code).toBe('release_too_identifying')
    await rows('delete from record_link')
    await join(hidden.id, ids[3])
    expect((await opened(figures())).released).toBe(10)
    await rows('delete from record_link')
  })

  test('of a person in a compartment neither text: the reference is as one that is not there', async () => {
    const [{ share_id: hidden }] = await rows(
      `select share_id from share join statement using (subject_id) where compartment and share.referral_id is null`,
    )
    expect((await asked(text({ subjectRefs: [hidden] }))).body.code).toBe('release_person_unknown')
  })
})
