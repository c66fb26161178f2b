import { randomUUID } from 'node:crypto'
import { Action, Purpose } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm } from './fixtures/forms.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { policy } from './fixtures/policy.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state } = service
const { submit, view, pack } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const { kept, explained } = keptBy(service)

afterEach(() => {
  Object.assign(state, { auditDown: false, instruments: [TREATY] })
})

async function consented(change: object = {}) {
  const subjectRef = register(agencies.police)
  const { body } = await send(officer, 'POST', '/consents', consentForm(subjectRef, change))
  return { subjectRef, basisId: String(body.id) }
}

/** A referral from police to a shelter, and the reference under which the shelter knows the person. */
async function referred(change: object = {}) {
  const { subjectRef, basisId } = await consented(change)
  const { permit } = await submit({ subjectRef })
  if (!permit) throw new Error('not permitted')
  const readersRef = register(agencies.shelter, { subjectId: permit.subjectId })
  return { basisId, referralId: permit.referralId, readersRef, permit }
}

async function refusedToHealth() {
  const { subjectRef, basisId } = await consented()
  const { decisionId = '' } = await submit({ subjectRef, to: agencies.health })
  return { decisionId, basisId, subjectRef }
}

describe('a decision is kept', () => {
  test('when it permits: with the ids, versions and hashes of all that it was made of', async () => {
    const { permit, basisId } = await referred()
    const row = await kept(permit.permitId)
    expect(row).toMatchObject({
      ...{ outcome: 'permit', rule: 'permitted', occasion: 'submit', referral_id: permit.referralId },
      ...{ asker_agency: agencies.police.agencyId, owner_agency: agencies.police.agencyId, purpose: 'shelter' },
      ...{ request_hash: permit.requestHash, basis_id: basisId, basis_version: 1, policy_hash: policy.hash },
      ...{ bases: [{ id: basisId, version: 1, basis: 'consent', origin: 'recorded' }], struck: {} },
    })
    expect(row.attestation_hashes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(row.withheld).toContainEqual({ category: 'health', reason: 'outside_consent', silent: true })
  })

  test('when it refuses: with the row that decided, and the one that struck each basis', async () => {
    const { decisionId, basisId } = await refusedToHealth()
    expect(await kept(decisionId)).toMatchObject({
      ...{ outcome: 'denial', rule: 'recipient_outside_consent', basis_id: null, categories: [] },
      ...{ bases: [{ id: basisId, version: 1 }], struck: { recipient_outside_consent: [0] } },
    })
  })

  test('with the instruments that were looked at, and both statements about the person', async () => {
    const { subjectRef } = await consented({ recipients: [{ hub: 'XB', agencyType: 'shelter' }] })
    const { permit } = await submit({ subjectRef, to: agencies.shelterXB })
    const row = await kept(permit?.permitId ?? '')
    expect(row).toMatchObject({ instrument_ids: [TREATY.id], instrument_id: TREATY.id })
    expect(row.attestation_hashes).toHaveLength(2)
    const packed = await pack({ subjectRef }, { referralId: permit?.referralId ?? '', purpose: Purpose.SHELTER })
    expect(await kept(packed.permit?.permitId ?? '')).toMatchObject({ occasion: 'package', user_id: null })
  })

  test('under the id of its entry in the log of access', async () => {
    const { decisionId } = await refusedToHealth()
    const entry = state.entries.find(({ entryId }) => entryId === decisionId)
    expect(entry).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: 'recipient_outside_consent' })
  })

  test('for ever: nobody changes or removes it', async () => {
    const { decisionId } = await refusedToHealth()
    const ofDecisions = ["update decision set rule = 'permitted'", 'delete from decision', 'truncate decision']
    const ofLists = ["update considered set bases = '[]'", 'delete from considered', 'truncate considered']
    for (const change of [...ofDecisions, ...ofLists])
      await expect(rows(change)).rejects.toThrow('a decision is never changed')
    expect(await kept(decisionId)).toMatchObject({ rule: 'recipient_outside_consent' })
  })

  test('what it looked at, once for all decisions that looked at the same, and anew when a basis changes', async () => {
    const { subjectRef, basisId } = await consented()
    const listed = async () => (await kept((await submit({ subjectRef })).permit?.permitId ?? '')).considered_hash
    const [first, second] = [await listed(), await listed()]
    expect(second).toBe(first)
    const other = await send(officer, 'POST', '/consents', consentForm(subjectRef))
    const third = await listed()
    expect(third).not.toBe(first)
    const [{ bases }] = await rows('select bases from considered where hash = $1', [third])
    expect(new Set(bases.map(({ id }: { id: string }) => id))).toEqual(new Set([basisId, other.body.id]))
  })

  test('without a name of anybody: codes, ids and hashes alone', async () => {
    await refusedToHealth()
    const texts = await rows(
      "select column_name from information_schema.columns where table_schema = 'consent' and table_name = 'decision'",
    )
    const columns = texts.map(({ column_name }) => String(column_name))
    expect(columns).not.toEqual(expect.arrayContaining([expect.stringMatching(/name$|text|narrative|birth/)]))
  })
})

describe('a refusal', () => {
  test('tells whoever may ask under which id it is explained', async () => {
    const { decisionId } = await refusedToHealth()
    expect(decisionId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('tells nothing to whoever may not', async () => {
    const { referralId } = await referred()
    const strangersRef = register(agencies.charity)
    const { code, decisionId } = await view({ subjectRef: strangersRef, to: agencies.charity }, { referralId })
    expect({ code, decisionId }).toEqual({ code: 'no_lawful_basis', decisionId: '' })
  })

  test('is not told while the log of access cannot take it', async () => {
    const { subjectRef } = await consented()
    state.auditDown = true
    await expect(submit({ subjectRef, to: agencies.health })).rejects.toMatchObject({ code: 'service_unavailable' })
  })
})

describe('an explanation', () => {
  test.each([
    ['es', 'El consentimiento no nombra a esta institución.'],
    ['en', 'The consent does not name this recipient.'],
    ['fr', 'Le consentement ne nomme pas cet organisme.'],
    ['pt', 'O consentimento não nomeia esta instituição.'],
  ])('is given in %s', async (lang, because) => {
    const { decisionId } = await refusedToHealth()
    const { status, body } = await explained(decisionId, reading(agencies.police), lang)
    expect(status).toBe(200)
    expect(body).toMatchObject({ decisionId, outcome: 'denial', rule: 'recipient_outside_consent' })
    expect(saidIn(body)).toContain(because)
  })

  test('tells the owning agency all, and the reader what it was told', async () => {
    const { referralId, readersRef, basisId } = await referred()
    const seen = await view({ subjectRef: readersRef }, { referralId })
    const id = seen.permit?.permitId ?? ''
    const owner = await explained(id, reading(agencies.police))
    expect(saidIn(owner.body)).toContain(basisId)
    expect(saidIn(owner.body)).toContain('Health – not part of what was agreed. The reader is not told of this gap.')
    const asker = await explained(id, reading(agencies.shelter))
    expect(asker.status).toBe(200)
    expect(saidIn(asker.body)).not.toContain(basisId)
    expect(saidIn(asker.body)).not.toContain('Health')
    expect(saidIn(asker.body)).toContain('What is shown may be incomplete.')
  })

  test('tells the auditor all', async () => {
    const { decisionId, basisId } = await refusedToHealth()
    const path = `/decisions/${decisionId}/audit`
    const { status, body } = await send({ agency: agencies.charity, scope: 'audit:read' }, 'GET', path)
    expect(status).toBe(200)
    expect(saidIn(body)).toContain(basisId)
    expect((await send(reading(agencies.police), 'GET', path)).status).toBe(404)
  })

  test('tells the auditor nothing before the log of access says that they read it', async () => {
    const { decisionId } = await refusedToHealth()
    const [auditor, others] = [
      { agency: agencies.charity, user: randomUUID(), scope: 'audit:read' },
      reading(agencies.police),
    ]
    const path = `/decisions/${decisionId}/audit`
    const readings = () =>
      state.entries.filter(({ action, code }) => action === Action.DECISION_READ && code === decisionId)
    state.auditDown = true
    const { status, body } = await send(auditor, 'GET', path)
    expect([status, body.code]).toEqual([503, 'service_unavailable'])
    state.auditDown = false
    await send(others, 'GET', path)
    expect(readings()).toEqual([])
    await send(auditor, 'GET', path)
    const { referralId } = state.entries.find(({ entryId }) => entryId === decisionId) ?? {}
    expect(readings()).toMatchObject([
      {
        ...{ source: 'consent', referralId, userId: auditor.user, scope: 'audit:read' },
        agency: { hub: 'XA', agencyId: agencies.charity.agencyId },
      },
    ])
  })

  test('is to every other agency, and without the scope, as if there were none', async () => {
    const { decisionId } = await refusedToHealth()
    const answers = await Promise.all([
      explained(decisionId, reading(agencies.charity)),
      explained(decisionId, reading(agencies.health)),
      explained(decisionId, reading(agencies.police, 'consent:record')),
      explained(decisionId, reading(agencies.police, 'identity:custody')),
      explained(randomUUID(), reading(agencies.police)),
    ])
    const shape = ({ status, body }: (typeof answers)[number]) => ({ status, body: { ...body, instance: '' } })
    for (const answer of answers) expect(shape(answer)).toEqual(shape(answers[0]))
    expect(answers[0].status).toBe(404)
  })

  test('of a question by a stranger is nothing to the agency whose name the stranger used', async () => {
    const subjectRef = register(agencies.charity)
    const referralId = randomUUID()
    const from = agencies.police
    const token = await service.tokenOf({ agency: agencies.charity })
    await submit({ subjectRef, from }, { referralId, token, sender: refOf(from) }).catch(() => {})
    const [row] = await rows('select decision_id, owner_agency from decision where referral_id = $1', [referralId])
    expect(row).toMatchObject({ owner_agency: null })
    expect((await explained(String(row.decision_id), reading(agencies.police))).status).toBe(404)
  })

  test('in a language that there is not is refused', async () => {
    const { decisionId } = await refusedToHealth()
    expect((await explained(decisionId, reading(agencies.police), 'xx')).status).toBe(400)
  })
})
