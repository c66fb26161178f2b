import { randomUUID } from 'node:crypto'
import {
  fileBuilt,
  fileSettled,
  messageBuilt,
  messageSettled,
  requestSigned,
  timestampFromDate,
} from '@amparo/contracts'
import { fingerprintOf, readCertificate, verifyDetached } from '@amparo/crypto'
import { SHARED_ENDS_MS } from '@amparo/kernel'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  AUTHORITY_XA,
  AUTHORITY_XB,
  COMPLETE,
  type Detail,
  PROSECUTION,
  REASONS,
  useRequests,
} from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage } from './fixtures/two-hubs.ts'

const { xa, xb, ways, treaties, treatiesThere, post, look, drafted, handedIn, sent, take, both } = await useRequests()

const logOf = ({ steps }: Detail) => steps.map(({ side, step, effective }) => `${side} ${step} ${effective}`)
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']]
const DAY = 24 * 3_600_000
const ITEM = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001'
const REST = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0002'
const item = {
  ...{ item: ITEM, kind: 'document', handling: 'h1', source: 'source-a', information: 'information-2' },
  sha256: '9'.repeat(64),
}

describe('a draft', () => {
  test('leaves for the own central authority complete or not at all', async () => {
    const { facts: _, purpose: __, ...answers } = COMPLETE
    const id = await drafted({ answers })
    expect((await look(id, xa, PROSECUTION)).missing.map(({ field }) => field)).toEqual(['facts', 'purpose'])
    const early = await post(`/${id}/submission`, { version: 1 }, PROSECUTION)
    expect(refusal(early)).toEqual([400, 'essentials_missing'])
    expect(early.body['errors']).toEqual([
      { pointer: '/answers/facts', code: 'required' },
      { pointer: '/answers/purpose', code: 'required' },
    ])
    expect((await post(`/${id}/draft`, { version: 1, answers: COMPLETE }, PROSECUTION)).status).toBe(200)
    expect((await post(`/${id}/submission`, { version: 2 }, PROSECUTION)).body['status']).toBe('in_review')
  })

  test('of testimony does not leave before it says what other evidence was tried (directive 39)', async () => {
    const { holder: _, 'document-kinds': __, ...common } = COMPLETE
    const hash = 'b'.repeat(64)
    const heard = { persons: hash, questions: hash, 'heard-as': 'victim', 'earlier-statement': 'none-exists' }
    const id = await drafted({ type: 'testimony', answers: { ...common, ...heard } })
    const early = await post(`/${id}/submission`, { version: 1 }, PROSECUTION)
    expect(early.body['errors']).toEqual([{ pointer: '/answers/sources-tried', code: 'required' }])
    const tried = { 'sources-tried': [{ source: 'bank-records', outcome: 'obtained-not-enough' }] }
    await post(`/${id}/draft`, { version: 1, answers: { ...common, ...heard, ...tried } }, PROSECUTION)
    expect((await post(`/${id}/submission`, { version: 2 }, PROSECUTION)).status).toBe(200)
  })

  test('does not leave where the other state could refuse at once, and says by which article', async () => {
    const id = await drafted({ answers: { ...COMPLETE, 'max-penalty-months': 6 } })
    const early = await post(`/${id}/submission`, { version: 1 }, PROSECUTION)
    expect(refusal(early)).toEqual([409, 'assistance_not_due'])
    expect(early.body['refs']).toEqual({ ground: 'penalty-too-low', article: '6' })
  })

  test('holds no text: a name where a hash belongs is refused, and not said again', async () => {
    const answers = { ...COMPLETE, facts: 'María Pérez' }
    const answer = await post('', { type: 'documents', to: 'XB', answers }, PROSECUTION)
    expect(refusal(answer)).toEqual([400, 'request_invalid'])
    expect(JSON.stringify(answer.body)).not.toContain('Pérez')
  })

  test('comes back with a reason, is mended and signed; of two who change it the second is told', async () => {
    const id = await handedIn()
    const back = { version: 2, reason: 'other-sources-first' }
    expect((await post(`/${id}/return`, back, AUTHORITY_XA)).body['status']).toBe('returned')
    expect((await look(id, xa, PROSECUTION)).returnedFor).toBe('other-sources-first')
    expect(refusal(await post(`/${id}/submission`, { version: 2 }, PROSECUTION))).toEqual([409, 'request_moved_on'])
    expect((await post(`/${id}/submission`, { version: 3 }, PROSECUTION)).body['status']).toBe('in_review')
    expect(refusal(await post(`/${id}/signature`, { version: 4, to: PROSECUTION }, AUTHORITY_XA))).toEqual([
      400,
      'central_authority_unknown',
    ])
    expect((await post(`/${id}/signature`, { version: 4, to: AUTHORITY_XB }, AUTHORITY_XA)).body['status']).toBe('sent')
    await both(id, 'requested')
  })

  test('is signed by somebody who has just signed in', async () => {
    const id = await handedIn()
    const body = { version: 2, to: AUTHORITY_XB }
    const as = { agency: AUTHORITY_XA, scope: 'evidence:decide', signedInAt: Date.now() - 600_000 }
    expect(refusal(await xa.post(`/evidence-requests/${id}/signature`, body, as))).toEqual([401, 'step_up_required'])
  })

  test('is not signed once its treaty has lapsed', async () => {
    const id = await handedIn()
    const kept = treaties.splice(0, treaties.length)
    const late = await post(`/${id}/signature`, { version: 2, to: AUTHORITY_XB }, AUTHORITY_XA)
    treaties.push(...kept)
    expect(refusal(late)).toEqual([409, 'no_evidence_treaty'])
    expect((await look(id)).status).toBe('in_review')
  })
})

describe('a request between two hubs', () => {
  let id = ''
  beforeAll(async () => {
    id = await sent()
    await both(id, 'requested')
  })

  test('is the same on both sides: what is asked, where it stands, who owes what by when', async () => {
    const [here, there] = [await look(id), await look(id, xb)]
    expect(there.answers).toEqual(here.answers)
    expect([here.role, there.role]).toEqual(['sender', 'recipient'])
    expect(logOf(there)).toEqual(logOf(here))
    expect(there.deadlines).toEqual(here.deadlines)
    expect(there.deadlines.map(({ deadline, owner }) => `${owner} ${deadline}`)).toEqual([
      'recipient acknowledge',
      'sender unanswered',
    ])
    expect(there.clocks).toEqual([{ clock: 'detention-until', dueAt: '2999-04-01T00:00:00.000Z', overdue: false }])
    await soon(async () => (await look(id)).delivery).toEqual({ state: 'delivered', code: null, mayBeSentAgain: false })
  })

  test('is seen by the prosecution that drafted it, which can do nothing with it any more', async () => {
    const seen = await look(id, xa, PROSECUTION)
    expect([seen.role, seen.state, seen.allowedSteps]).toEqual(['drafter', 'requested', []])
    const step = await post(`/${id}/steps`, { version: seen.version, step: 'withdraw', data: {} }, PROSECUTION)
    expect(refusal(step)).toEqual([404, 'not_found'])
  })

  test('is acknowledged, asked about and answered, handed over in parts, executed with a ground for each kind that is withheld, and confirmed', async () => {
    const step = async (hub: typeof xa, name: string, data: object, state: string) => {
      expect((await take(hub, id, name, data)).status, name).toBe(200)
      await both(id, state)
    }
    await step(xb, 'acknowledge', {}, 'acknowledged')
    await step(xb, 'ask', { about: ['period-too-wide'] }, 'information-requested')
    expect((await look(id)).turn).toBe('sender')
    await step(xa, 'answer', { answered: ['period-too-wide'] }, 'acknowledged')
    await step(xb, 'accept', { executedBy: 'court' }, 'in-progress')
    await step(xb, 'postpone', { reason: 'own-trial', until: '2999-12-31', reasons: REASONS }, 'postponed')
    await step(xb, 'resume', {}, 'in-progress')
    const part = { expected: '2999-12-31', victims: 'no-victim', items: [item] }
    const late = await take(xb, id, 'execute-part', { ...part, expected: '2026-01-31' })
    expect(late.body['errors']).toEqual([{ pointer: '/data/expected', code: 'in_the_past' }])
    const due = async () => (await look(id, xb)).deadlines.find(({ deadline }) => deadline === 'execute')?.dueAt
    const before = await due()
    await step(xb, 'execute-part', part, 'in-progress')
    await soon(async () => (await look(id)).items.map(one => one.item)).toEqual([ITEM])
    expect([before, await due()]).toEqual([expect.any(String), before])
    for (const hub of [xa, xb])
      expect((await look(id, hub)).deadlines).toContainEqual(
        expect.objectContaining({
          ...{ deadline: 'rest-expected', owner: 'recipient', dueAt: '3000-01-01T00:00:00.000Z', overdue: false },
          text: expect.objectContaining({ en: 'Hand over the rest of what was executed' }),
        }),
      )
    await step(xa, 'ask-use', { use: 'other-offence', items: [{ item: ITEM }] }, 'in-progress')
    await soon(async () => (await look(id, xb)).steps.at(-1)?.step).toBe('ask-use')
    await step(xb, 'refuse-use', { reason: 'danger-to-victim' }, 'in-progress')
    const withheld = [
      { kind: 'recording', ground: 'not-public' },
      { kind: 'statement', ground: 'not-to-be-executed' },
    ]
    const rest = { victims: 'no-victim', items: [{ ...item, item: REST, sha256: '8'.repeat(64) }] }
    const whole = await take(xb, id, 'execute', { extent: 'wholly', ...rest, withheld })
    expect(refusal(whole)).toEqual([400, 'request_invalid'])
    const inPart = { extent: 'in-part', ...rest, withheld }
    expect(refusal(await take(xb, id, 'execute', inPart))).toEqual([400, 'request_invalid'])
    const foreign = [...withheld, { kind: 'object', ground: 'not-punishable-here' }]
    const without = { ...inPart, reasons: REASONS, withheld: foreign }
    expect(refusal(await take(xb, id, 'execute', without))).toEqual([400, 'ground_not_of_treaty'])
    await step(xb, 'execute', { ...inPart, reasons: REASONS }, 'executed')
    await step(xa, 'confirm', { received: 'as-far-as-given' }, 'completed')
    const [here, there] = [await look(id), await look(id, xb)]
    expect(logOf(there)).toEqual(logOf(here))
    expect(here.steps.map(({ data }) => data)).toEqual(there.steps.map(({ data }) => data))
    expect(here.items.map(one => one.item)).toEqual([ITEM, REST])
    expect(here.steps.find(({ step }) => step === 'execute')?.data).toMatchObject({ withheld })
    expect(here.deadlines).toEqual([])
  })

  test('bears its specialty: no other use without permission, and none for the defence under Nassau', async () => {
    const early = await take(xa, id, 'announce-exculpatory', { when: 'before-disclosure' })
    expect(refusal(early)).toEqual([409, 'permission_needed'])
    expect(refusal(await take(xb, id, 'permit-use', { permitted: 'as-asked' }))).toEqual([409, 'request_step_blocked'])
    await take(xa, id, 'ask-use', { use: 'disclose-to-defence' })
    await soon(async () => (await look(id, xb)).steps.at(-1)?.step).toBe('ask-use')
    await take(xb, id, 'permit-use', { permitted: 'without-identity-of-victims' })
    await soon(async () => (await look(id)).steps.at(-1)?.step).toBe('permit-use')
    expect((await take(xa, id, 'announce-exculpatory', { when: 'before-disclosure' })).status).toBe(200)
    await soon(async () => (await look(id, xb)).steps.at(-1)?.step).toBe('announce-exculpatory')
  })

  test.each([
    ['messages', 'evidence:decide'],
    ['evidence', 'evidence:request'],
  ])('its %s are read page by page, none twice and none left out', async (what, scope) => {
    const read = async (query: string) => {
      const { status, body } = await xb.get(`/evidence-requests/${id}/${what}${query}`, AUTHORITY_XB, scope)
      const { items, next } = body as { items: readonly object[]; next: string | null }
      return { status, items, next }
    }
    const whole = await read('?limit=100')
    expect([whole.items.length > 3, whole.next]).toEqual([true, null])
    const found: object[] = []
    for (let query = '?limit=3'; query !== ''; ) {
      const { items, next } = await read(query)
      expect(items.length).toBeLessThanOrEqual(3)
      found.push(...items)
      query = next === null ? '' : `?limit=3&cursor=${next}`
    }
    expect(found).toEqual(whole.items)
    expect((await read('?cursor=what-no-page-said')).status).toBe(400)
    expect((await read('?limit=101')).status).toBe(400)
  })

  test('stands in messages that each hub has signed, for years', async () => {
    const { body } = await xb.get(`/evidence-requests/${id}/messages`, AUTHORITY_XB, 'evidence:decide')
    const items = body['items'] as readonly { hub: string; message: string; signature: string }[]
    expect(new Set(items.map(({ hub }) => hub))).toEqual(new Set(['XA', 'XB']))
    for (const { hub, message, signature } of items) {
      const { certificate } = (hub === 'XA' ? xa : xb).keys.exchange
      const signer = { certificate: await readCertificate(certificate), fingerprint: await fingerprintOf(certificate) }
      const bytes = new Uint8Array(Buffer.from(message, 'base64'))
      await expect(verifyDetached({ bytes, signature, signer, now: new Date() })).resolves.toBeUndefined()
    }
    const [early] = await xb.rows('select 1 from outgoing where kind = $1 and message is null', ['evidence_request'])
    expect(early).toBeUndefined()
  })
})

describe('refusal', () => {
  test('names a ground of its treaty for that assistance, and is heard by both', async () => {
    const id = await sent()
    await both(id, 'requested')
    const ground = (code: string) => take(xb, id, 'refuse', { ground: code, reasonsSent: true, reasons: REASONS })
    expect(refusal(await ground('not-punishable-here'))).toEqual([400, 'ground_not_of_treaty'])
    expect(refusal(await ground('whim'))).toEqual([400, 'request_invalid'])
    expect((await ground('political-offence')).status).toBe(200)
    await both(id, 'refused')
    expect((await look(id)).steps.at(-1)?.data).toEqual({
      ...{ ground: 'political-offence', reasonsSent: true, reasons: REASONS },
    })
    expect(refusal(await take(xa, id, 'withdraw', { reason: 'case-ended' }))).toEqual([409, 'request_step_not_allowed'])
  })
})

describe('reasons in words', () => {
  test('are named in the signed answer by the hash of what was written, and by no other', async () => {
    const id = await sent()
    await both(id, 'requested')
    const refuse = (reasons?: string) =>
      take(xb, id, 'refuse', { ground: 'political-offence', reasonsSent: true, ...(reasons && { reasons }) })
    expect(refusal(await refuse())).toEqual([400, 'request_invalid'])
    expect(refusal(await refuse('d'.repeat(64)))).toEqual([409, 'reasons_not_written'])
    expect((await look(id, xb)).state).toBe('requested')
    expect((await refuse(REASONS)).status).toBe(200)
    await both(id, 'refused')
    // What the other hub has signed says it, and what redaction there compares its text with.
    const proofs = await xa.rows<{ message: Buffer }>('select message from evidence_proof where request_id = $1', [id])
    expect(proofs.some(({ message }) => message.includes(REASONS))).toBe(true)
  })
})

describe('two hubs agree', () => {
  test('when one withdraws what the other accepts at the same moment', async () => {
    const id = await sent()
    await both(id, 'requested')
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    xa.line.cut()
    xb.line.cut()
    await take(xa, id, 'withdraw', { reason: 'no-longer-needed' })
    await take(xb, id, 'accept', { executedBy: 'police' })
    expect([(await look(id)).state, (await look(id, xb)).state]).toEqual(['withdrawn', 'in-progress'])
    xa.line.mend()
    xb.line.mend()
    await both(id, 'withdrawn')
    // What was accepted meanwhile may be heard of after the withdrawal has settled all.
    const there = logOf(await look(id, xb))
    await soon(async () => logOf(await look(id))).toEqual(there)
  })

  test('that a request which the other has no treaty for is not taken, and its sender holds a signed refusal', async () => {
    const kept = treatiesThere.splice(0, treatiesThere.length)
    const id = await sent()
    const refused = { state: 'refused', code: 'request_not_admitted', mayBeSentAgain: true }
    await soon(async () => (await look(id)).delivery).toEqual(refused)
    await expect(look(id, xb)).rejects.toThrow('404')
    expect((await look(id)).deadlines.length).toBeGreaterThan(0)
    treatiesThere.push(...kept)
  })
})

describe('what the other hub did not take', () => {
  afterEach(() => {
    for (const hub of [xa, xb]) hub.clock.ahead = 0
  })

  const again = (id: string, agency = AUTHORITY_XA, hub = xa) => post(`/${id}/sending`, {}, agency, hub)
  const signedOf = async (id: string) => (await xa.told(requestSigned)).filter(({ requestId }) => requestId === id)
  const sentOf = (id: string) =>
    xa.rows<{ id: string; state: string }>(
      'select message_id as id, state from outgoing where referral_id = $1 and kind = $2 order by seq',
      [id, 'evidence_request'],
    )

  test('is sent again by its central authority once the treaty is mended, with its texts, and taken', async () => {
    const kept = treatiesThere.splice(0, treatiesThere.length)
    const id = await sent()
    await soon(async () => (await look(id)).delivery?.state).toBe('refused')
    treatiesThere.push(...kept)
    expect(refusal(await again(id, PROSECUTION))).toEqual([404, 'not_found'])
    expect((await again(id)).status).toBe(200)
    await both(id, 'requested')
    await soon(async () => (await look(id)).delivery?.state).toBe('delivered')
    expect(new Set((await sentOf(id)).map(one => one.id)).size).toBe(2)
    expect(await signedOf(id)).toHaveLength(2)
    expect(logOf(await look(id, xb))).toEqual(['sender submit true'])
    expect(refusal(await again(id))).toEqual([409, 'request_not_to_send'])
  })

  test('is a later step, too: of either side, after it was tried in vain', async () => {
    const id = await sent()
    await both(id, 'requested')
    xb.line.cut()
    await take(xb, id, 'acknowledge')
    // Of both: what still gets through when the line is mended comes too late there, too.
    for (const hub of [xa, xb]) hub.clock.ahead = 15 * DAY
    await soon(async () => (await look(id, xb)).delivery).toEqual({
      state: 'expired',
      code: null,
      mayBeSentAgain: true,
    })
    xb.line.mend()
    expect((await look(id)).state).toBe('requested')
    expect((await again(id, AUTHORITY_XB, xb)).status).toBe(200)
    await both(id, 'acknowledged')
    expect((await xb.told(requestSigned)).filter(({ requestId }) => requestId === id)).toEqual([])
  })

  test('is nothing any more where it was taken back and never came there', async () => {
    const kept = treatiesThere.splice(0, treatiesThere.length)
    const id = await sent()
    await soon(async () => (await look(id)).delivery?.mayBeSentAgain).toBe(true)
    expect((await take(xa, id, 'withdraw', { reason: 'sent-in-error' })).status).toBe(200)
    const refused = { state: 'refused', code: 'request_not_admitted', mayBeSentAgain: false }
    await soon(async () => (await look(id)).delivery).toEqual(refused)
    treatiesThere.push(...kept)
    expect(refusal(await again(id))).toEqual([409, 'request_not_to_send'])
  })

  test('sends nothing of what it says that was sealed before it was taken back and is heard of after that; letters still go', async () => {
    const id = await sent()
    await both(id, 'requested')
    expect((await take(xa, id, 'withdraw', { reason: 'sent-in-error' })).status).toBe(200)
    const parties = { from: { hub: 'XA', agencyId: AUTHORITY_XA }, to: { hub: 'XB', agencyId: AUTHORITY_XB } }
    const expiresAt = timestampFromDate(new Date(Date.now() + SHARED_ENDS_MS))
    const told = async (field: string) => {
      const { packageId: messageId, ciphertext, sha256 } = aPackage()
      const text = { messageId, referralId: id, ciphertext, sha256, field, textSha256: sha256, expiresAt, ...parties }
      await xa.publish(messageBuilt, text)
      return messageId
    }
    const [facts, letter] = [await told('facts'), await told('letter')]
    const annex = { deliveryId: randomUUID(), referralId: id, ...parties, size: 10n, parts: 1, itemId: randomUUID() }
    await xa.publish(fileBuilt, annex)
    const ends = async () => [
      ...(await xa.told(messageSettled)).flatMap(({ messageId, code }) => (messageId === facts ? [code] : [])),
      ...(await xa.told(fileSettled)).flatMap(({ deliveryId, code }) =>
        deliveryId === annex.deliveryId ? [code] : [],
      ),
    ]
    await soon(ends).toEqual(['request_over', 'request_over'])
    const there = () =>
      xb.rows('select package_id as id from incoming where referral_id = $1 and package_id is not null', [id])
    await soon(there).toEqual([{ id: letter }])
    const kept = 'select 1 as one from outgoing where package_id = any ($1) and message is not null'
    expect(await xa.rows(kept, [[facts, annex.deliveryId]])).toEqual([])
  })

  test('does not come any more of what it says once it was taken back, though the other hub is there again; that it was does', async () => {
    xb.line.cut()
    const id = await sent()
    const text = aPackage()
    const [from, to] = [
      { hub: 'XA', agencyId: AUTHORITY_XA },
      { hub: 'XB', agencyId: AUTHORITY_XB },
    ]
    const said = { messageId: text.packageId, referralId: id, ciphertext: text.ciphertext, sha256: text.sha256 }
    const expiresAt = timestampFromDate(new Date(Date.now() + SHARED_ENDS_MS))
    await xa.publish(messageBuilt, { ...said, from, to, expiresAt })
    const annex = { deliveryId: randomUUID(), referralId: id, from, to, size: 10n, parts: 1, itemId: randomUUID() }
    await xa.publish(fileBuilt, annex)
    for (const queued of [text.packageId, annex.deliveryId])
      await xa.until('select 1 from outgoing where package_id = $1', [queued])
    await soon(async () => (await take(xa, id, 'withdraw', { reason: 'sent-in-error' })).status).toBe(200)
    xb.line.mend()
    await both(id, 'withdrawn')
    const ends = async () => [
      ...(await xa.told(messageSettled)).flatMap(({ messageId, code }) => (messageId === text.packageId ? [code] : [])),
      ...(await xa.told(fileSettled)).flatMap(({ deliveryId, code }) =>
        deliveryId === annex.deliveryId ? [code] : [],
      ),
    ]
    await soon(ends).toEqual(['request_over', 'request_over'])
    expect(await xb.rows('select kind from incoming where referral_id = $1', [id])).toEqual([
      { kind: 'evidence_request' },
      { kind: 'evidence_request' },
    ])
  })

  test('comes to a hub that was away for three days, the request and what it says', async () => {
    treatiesThere.splice(0, treatiesThere.length, ...treatiesThere.map(one => ({ ...one, validFor: 30 * DAY })))
    await xb.stop()
    const id = await sent()
    const { packageId: messageId, ciphertext, sha256 } = aPackage()
    const [from, to] = [
      { hub: 'XA', agencyId: AUTHORITY_XA },
      { hub: 'XB', agencyId: AUTHORITY_XB },
    ]
    const expiresAt = timestampFromDate(new Date(Date.now() + SHARED_ENDS_MS))
    await xa.publish(messageBuilt, { messageId, referralId: id, ciphertext, sha256, from, to, expiresAt })
    for (const hub of [xa, xb]) hub.clock.ahead = 3 * DAY
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect((await look(id)).delivery?.state).toBe('waiting')
    await xb.start(ways.xb)
    await both(id, 'requested')
    await xb.until('select 1 from incoming where package_id = $1', [messageId])
  })
})
