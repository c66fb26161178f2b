import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  EvidencePermitRequestSchema,
  evidencePermit,
  HandlingCode,
  Matter,
  PermitSchema,
  Purpose,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { rows, state, now, tokenOf, as, trust } = service
const { kept, explained } = keptBy(service)
const NASSAU = { ...TREATY, id: 'nassau-1992', matter: Matter.CRIMINAL }

afterEach(() => {
  Object.assign(state, { auditDown: false, instruments: [TREATY] })
  state.suspended.clear()
})

interface Asked {
  readonly sender?: TestAgency
  readonly recipient?: TestAgency
  /** Undefined: nobody reads, it leaves. */
  readonly reader?: TestAgency
  readonly purpose?: Purpose
  readonly scope?: string
  readonly executingHub?: string
  readonly letter?: boolean
  readonly contact?: boolean
  /** Default: nobody can be recognised. */
  readonly victims?: string
}

/** As redaction asks, of a request of XA to XB. */
async function ask({ reader, scope = 'evidence:request', ...asked }: Asked) {
  const { sender = agencies.prosecution, recipient = reader ?? agencies.centralXB } = asked
  const request = create(EvidencePermitRequestSchema, {
    ...{ nonce: randomUUID(), requestId: randomUUID(), executingHub: asked.executingHub ?? 'XB' },
    ...{ sender: refOf(sender), recipient: refOf(recipient) },
    ...{ purpose: asked.purpose ?? Purpose.CRIMINAL_INVESTIGATION, letter: asked.letter ?? false },
    contact: asked.contact ?? false,
    ...(reader === undefined && { victims: asked.victims ?? 'no-victim' }),
    ...(reader && { token: await tokenOf({ agency: reader, scope, user: randomUUID() }) }),
  })
  const { decision } = await (await as('redaction')).ask(evidencePermit, request)
  if (decision.case !== 'permit') return { code: decision.value?.code, decisionId: decision.value?.decisionId, request }
  const hash = requestHash(toBinary(EvidencePermitRequestSchema, request))
  const signer = trust.keyOf('consent')
  const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, signer, { now: now(), requestHash: hash })
  return { code: 'permitted', decisionId: permit.permitId, permit, request }
}

describe('what a request for evidence says is read', () => {
  test('by whoever leads the case and the own central authority, by a permit that is on record', async () => {
    const { permit, request } = await ask({ reader: agencies.prosecution })
    expect(permit).toMatchObject({
      ...{ referralId: request.requestId, recipient: refOf(agencies.prosecution), basis: Basis.LEGAL_OBLIGATION },
      ...{ subjectId: '', handlingCode: HandlingCode.H2, instrumentId: '' },
    })
    expect(await rows('select * from evidence_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      { request_id: request.requestId, purpose: 'criminal_investigation', instrument_id: null },
    ])
    expect(await kept(permit?.permitId ?? '')).toMatchObject({
      ...{ occasion: 'evidence', outcome: 'permit', subject_id: null, basis_id: 'evidence-table', bases: [] },
      ...{ referral_id: request.requestId, policy_hash: permit?.policyHash, purpose: 'criminal_investigation' },
    })
    expect((await ask({ reader: agencies.central, scope: 'evidence:decide' })).code).toBe('permitted')
  })
  test('by nobody else, and for nothing else (Nassau 25); the denial is in the log', async () => {
    const { code, decisionId = '', request } = await ask({ reader: agencies.police })
    expect(code).toBe('purpose_outside_mandate')
    const { body } = await explained(decisionId, reading(agencies.police, 'evidence:request'), 'es')
    expect(saidIn(body)).toContain(
      'Una solicitud de pruebas la leen quien dirige el caso y las dos autoridades centrales',
    )
    expect((await explained(decisionId, reading(agencies.police))).status).toBe(404)
    expect(state.entries.at(-1)).toMatchObject({
      ...{
        entryId: decisionId,
        action: Action.DISCLOSURE_DENIED,
        code,
        referralId: request.requestId,
        agency: refOf(agencies.police),
      },
    })
    for (const purpose of [Purpose.MIGRATION_CONTROL, Purpose.FORMAL_IDENTIFICATION])
      expect((await ask({ reader: agencies.prosecution, purpose })).code).toBe('purpose_outside_mandate')
    state.suspended.add(agencies.prosecution.agencyId)
    expect((await ask({ reader: agencies.prosecution })).code).toBe('recipient_unknown')
  })
  test('not with another scope, nor by an agency for another one', async () => {
    const refused = { code: 'question_unreadable' }
    await expect(ask({ reader: agencies.prosecution, scope: 'view:open' })).rejects.toMatchObject(refused)
    await expect(ask({ reader: agencies.prosecution, recipient: agencies.central })).rejects.toMatchObject(refused)
  })
  test('not while the log cannot take the denial', async () => {
    state.auditDown = true
    await expect(ask({ reader: agencies.police })).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('it goes to another state', () => {
  test('from one central authority to the other, under an instrument in criminal matters', async () => {
    state.instruments = [NASSAU]
    const { permit } = await ask({ sender: agencies.central })
    expect(permit).toMatchObject({ instrumentId: NASSAU.id, userId: '', recipient: refOf(agencies.centralXB) })
    expect(await kept(permit?.permitId ?? '')).toMatchObject({ instrument_ids: [NASSAU.id], instrument_id: NASSAU.id })
  })
  test('not from or to an authority whose accreditation has lapsed; what is written about it, and what is read of it, goes on', async () => {
    state.instruments = [NASSAU]
    state.accreditedUntil.set(agencies.centralXB.agencyId, new Date(0))
    expect((await ask({ sender: agencies.central })).code).toBe('recipient_accreditation_lapsed')
    state.accreditedUntil.clear()
    state.accreditedUntil.set(agencies.central.agencyId, new Date(0))
    expect((await ask({ sender: agencies.central })).code).toBe('sender_accreditation_lapsed')
    expect((await ask({ sender: agencies.central, letter: true })).code).toBe('permitted')
    expect((await ask({ reader: agencies.central, scope: 'evidence:decide' })).code).toBe('permitted')
    state.accreditedUntil.clear()
  })
  test('and what is handed over in answer goes back, between the same two, under the same instrument', async () => {
    state.instruments = [NASSAU]
    const { permit } = await ask({ sender: agencies.central, executingHub: 'XA' })
    expect(permit).toMatchObject({ instrumentId: NASSAU.id, recipient: refOf(agencies.centralXB) })
    expect((await ask({ sender: agencies.prosecution, executingHub: 'XA' })).code).toBe('purpose_outside_mandate')
    state.instruments = [TREATY]
    expect((await ask({ sender: agencies.central, executingHub: 'XA' })).code).toBe('no_instrument')
    const third = ask({ sender: agencies.central, executingHub: 'XC' })
    await expect(third).rejects.toMatchObject({ code: 'question_unreadable' })
  })
  test('what is written about it goes from whoever leads the case too, to the other central authority alone (UNTOC 18(13))', async () => {
    state.instruments = [NASSAU]
    const letter = true
    expect((await ask({ sender: agencies.prosecution, letter })).permit).toMatchObject({ instrumentId: NASSAU.id })
    const elsewhere = { recipient: agencies.policeXB, letter }
    expect((await ask({ sender: agencies.prosecution, ...elsewhere })).code).toBe('purpose_outside_mandate')
    expect((await ask({ sender: agencies.police, letter })).code).toBe('purpose_outside_mandate')
    state.instruments = [TREATY]
    expect((await ask({ sender: agencies.prosecution, letter })).code).toBe('no_instrument')
  })
  test('only with what is said of the victims in it: nothing reaches a state of which somebody was not asked whether they fear it', async () => {
    state.instruments = [NASSAU]
    for (const victims of ['no-victim', 'asked-and-safe', 'other-nationality'])
      for (const way of [{}, { executingHub: 'XA' }, { letter: true }])
        expect((await ask({ sender: agencies.central, victims, ...way })).code).toBe('permitted')
    for (const victims of ['', 'not-asked'])
      for (const way of [{}, { executingHub: 'XA' }, { letter: true }])
        expect((await ask({ sender: agencies.central, victims, ...way })).code).toBe('state_of_nationality')
    const { decisionId = '' } = await ask({ sender: agencies.central, victims: '' })
    const { body } = await explained(decisionId, reading(agencies.central, 'evidence:request'), 'en')
    expect(saidIn(body)).toContain('Ask in private')
  })
  test('not under one for assistance, and between no others', async () => {
    expect((await ask({ sender: agencies.central })).code).toBe('no_instrument')
    state.instruments = [NASSAU]
    expect((await ask({ sender: agencies.prosecution })).code).toBe('purpose_outside_mandate')
    expect((await ask({ sender: agencies.central, recipient: agencies.policeXB })).code).toBe('purpose_outside_mandate')
  })
  test('not from another hub, nor to a third one', async () => {
    const refused = { code: 'question_unreadable' }
    await expect(ask({ sender: agencies.centralXB, recipient: agencies.central })).rejects.toMatchObject(refused)
    await expect(ask({ sender: agencies.central, recipient: agencies.shelterXC })).rejects.toMatchObject(refused)
  })
})

describe('operational contact', () => {
  const scope = 'evidence:contact'
  const said = { letter: true, contact: true, executingHub: 'XB' }
  test('goes from who executes and from who leads to the central authority of the other state, and to nobody else', async () => {
    state.instruments = [NASSAU]
    for (const sender of [agencies.police, agencies.prosecution])
      expect((await ask({ ...said, sender })).code).toBe('permitted')
    for (const sender of [agencies.shelter, agencies.enforcement])
      expect((await ask({ ...said, sender })).code).toBe('purpose_outside_mandate')
    expect((await ask({ ...said, sender: agencies.police, contact: false })).code).toBe('purpose_outside_mandate')
    expect((await ask({ ...said, sender: agencies.police, victims: '' })).code).toBe('state_of_nationality')
    state.instruments = []
    expect((await ask({ ...said, sender: agencies.police })).code).toBe('no_instrument')
  })
  test('is read by who executes; the request itself is not', async () => {
    const asked = { reader: agencies.police, sender: agencies.centralXB, executingHub: 'XA' }
    expect((await ask({ ...asked, scope, contact: true })).code).toBe('permitted')
    expect((await ask(asked)).code).toBe('purpose_outside_mandate')
    await expect(ask({ ...asked, scope })).rejects.toMatchObject({ code: 'question_unreadable' })
    expect((await ask({ ...asked, reader: agencies.shelter, scope, contact: true })).code).toBe(
      'purpose_outside_mandate',
    )
  })
})
