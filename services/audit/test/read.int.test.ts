import { randomUUID } from 'node:crypto'
import {
  accountsKeysChanged,
  Basis,
  consentKeysChanged,
  create,
  DataCategory,
  EntrySchema,
  encode,
  encodeEnvelope,
  eventSubject,
  exchangeKeysChanged,
  fromBinary,
  keysChanged,
  Purpose,
  redactionKeysChanged,
  referralAssigned,
  referralEnded,
  referralEscalated,
  referralTakenOver,
  toBinary,
  useMoved,
} from '@amparo/contracts'
import { commitmentTo } from '@amparo/crypto/tlog'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'
import { extendsTree, includes, leafHashOf, openCheckpoint } from './verifier.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const referral = await audit.nats.as('referral')
const ORIGIN = 'amparo.example/xa/access-log'
let url: string
let headers: { authorization: string }

beforeAll(async () => {
  url = (await audit.start()).url
  headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  await untilWriting(redaction)
})

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${url}${path}`, { headers })
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}
const checkpoint = async () => openCheckpoint(await (await fetch(`${url}/checkpoint`)).text(), ORIGIN, audit.publicJwk)
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const AT_ONCE = 100
async function fill(count: number): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => appended(redaction, anEntry())))
  }
}

interface Proof {
  index: number
  leafHash: string
  record: string
  actor: { bytes: string; salt: string }
  subject: { bytes: string; salt: string }
  proof: string[]
  checkpoint: string
}
interface Page {
  entries: { id: string; index: number; [field: string]: unknown }[]
  next?: string
}

/** As an auditor's own program would: from the entry's bytes up to the signed head. */
const convinces = (proof: Proof): boolean => commits(proof) && isIncluded(proof)
function isIncluded(proof: Proof): boolean {
  const { size, root } = openCheckpoint(proof.checkpoint, ORIGIN, audit.publicJwk)
  return includes({ ...claimOf(proof), size, root })
}
const claimOf = ({ record, index, proof }: Proof) => ({
  ...{ leafHash: leafHashOf(Buffer.from(record, 'base64')), index, proof: proof.map(bytes) },
})
const entryOf = ({ actor, subject }: Proof) =>
  fromBinary(EntrySchema, Buffer.concat([actor, subject].map(part => Buffer.from(part.bytes, 'base64'))))
/** Whether the leaf's commitments, before the hashes of what is kept, are to the entry's two parts. */
function commits({ record, actor, subject }: Proof): boolean {
  const committed = [actor, subject].map(part =>
    commitmentTo(Buffer.from(part.bytes, 'base64'), Buffer.from(part.salt, 'base64')),
  )
  return Buffer.from(record, 'base64').subarray(-128, -64).equals(Buffer.concat(committed))
}

describe('An auditor', () => {
  test('reads an entry as it was written, with the true list of what was withheld', async () => {
    const entry = anEntry({
      recipient: { hub: 'XB', agencyId: 'xb-police' },
      purpose: Purpose.SHELTER,
      basis: Basis.CONSENT,
      basisId: randomUUID(),
      basisVersion: 2,
      basisHash: 'cd'.repeat(32),
      categories: [DataCategory.CONTACT],
      withheld: [{ category: DataCategory.HEALTH, reason: 'purpose_outside_mandate', silent: true }],
    })
    await appended(redaction, entry)
    const { entries } = await get<Page>(`/entries?referralId=${entry.referralId}`)
    expect(entries).toEqual([
      {
        id: entry.entryId,
        index: expect.any(Number),
        leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        action: 'view_opened',
        source: 'redaction',
        occurredAt: expect.stringMatching(/Z$/),
        userId: entry.userId,
        agency: { hub: 'XA', agencyId: 'xa-shelter' },
        authentication: 'urn:amparo:acr:mfa',
        scope: 'view:open',
        roles: ['caseworker'],
        correlationId: entry.correlationId,
        referralId: entry.referralId,
        recipient: { hub: 'XB', agencyId: 'xb-police' },
        purpose: 'shelter',
        basis: 'consent',
        basisId: entry.basisId,
        basisVersion: 2,
        basisHash: entry.basisHash,
        policyHash: entry.policyHash,
        categories: ['contact'],
        withheld: [{ category: 'health', reason: 'purpose_outside_mandate', silent: true }],
      },
    ])
  })

  test('pages through all entries of the hub, newest first, each once', async () => {
    await fill(25)
    const seen: number[] = []
    let path = '/entries?limit=10'
    for (;;) {
      const { entries, next } = await get<Page>(path)
      seen.push(...entries.map(entry => entry.index))
      if (next === undefined) break
      path = `/entries?limit=10&cursor=${next}`
    }
    const [newest = 0] = seen
    expect(newest).toBeGreaterThan(25)
    expect(seen).toEqual(Array.from({ length: newest + 1 }, (_, i) => newest - i))
  })

  test('can prove of an entry that it stands under the signed head, also in a log of several blocks', async () => {
    await fill(300)
    const { entries } = await get<Page>('/entries?limit=200')
    for (const { id } of entries.filter((_, i) => i % 37 === 0)) {
      const proof = await get<Proof>(`/entries/${id}/proof`)
      expect(convinces(proof)).toBe(true)
      expect(entryOf(proof).entryId).toBe(id)
    }
  })

  test('can prove that the log of yesterday begins the log of today', async () => {
    const before = await checkpoint()
    await fill(40)
    const after = await checkpoint()
    const { proof } = await get<{ proof: string[] }>(`/consistency?from=${before.size}&to=${after.size}`)
    const claim = { first: before.size, second: after.size, firstRoot: before.root, secondRoot: after.root }
    expect(extendsTree({ ...claim, proof: proof.map(bytes) })).toBe(true)
    expect(extendsTree({ ...claim, firstRoot: after.root, proof: proof.map(bytes) })).toBe(false)
  })

  test.each([
    ['from=0&to=1', 'log_range_invalid'],
    ['from=2&to=1', 'log_range_invalid'],
    ['from=1&to=999999', 'log_range_invalid'],
    ['from=x&to=1', 'request_invalid'],
    ['from=1', 'request_invalid'],
  ])('is told that there is no consistency for %s', async (query, code) => {
    const response = await fetch(`${url}/consistency?${query}`, { headers })
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, code])
  })
})

test('A checkpoint does not convince under another key, origin or text', async () => {
  const note = await (await fetch(`${url}/checkpoint`)).text()
  expect(() => openCheckpoint(note, 'amparo.example/xb/access-log', audit.publicJwk)).toThrow()
  expect(() => openCheckpoint(note.replace(/\n\d+\n/, '\n7\n'), ORIGIN, audit.publicJwk)).toThrow()
  expect(note).toMatch(
    /^amparo\.example\/xa\/access-log\n\d+\n[A-Za-z0-9+/]{43}=\n\n— amparo\.example\/xa\/access-log [A-Za-z0-9+/=]+\n$/,
  )
})

test('An assignment is logged once, however often its event comes and however long it was on its way', async () => {
  const [id, referralId, userId, byUserId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const occurredAt = new Date(Date.now() - 48 * 3_600_000)
  const actor = { userId: byUserId, acr: 'urn:amparo:acr:mfa', scope: 'referral:assign', roles: ['supervisor'] }
  const event = encode(
    referralAssigned,
    { referralId, agencyId: 'xa-police', userId, byUserId, actor },
    { id, aggregateId: referralId, aggregateVersion: 1, occurredAt, correlationId: 'c' },
  )
  for (let i = 0; i < 3; i++) referral.connection.publish(eventSubject(referralAssigned), encodeEnvelope(event, 1n))
  const logged = () => get<Page>(`/entries?referralId=${referralId}`).then(page => page.entries)
  await expect.poll(logged).toHaveLength(1)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(await logged()).toMatchObject([
    {
      id,
      action: 'referral_assigned',
      userId: byUserId,
      assigneeId: userId,
      agency: { hub: 'XA', agencyId: 'xa-police' },
      ...{ authentication: actor.acr, scope: actor.scope, roles: ['supervisor'] },
    },
  ])
})

test('That an assignment has ended is logged too: handed over, before the new one; given back, alone', async () => {
  const [referralId, from, to, byUserId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const about = { referralId, agencyId: 'xa-police', byUserId }
  for (const [i, change] of [{ userId: to, endedUserId: from }, { endedUserId: to }].entries()) {
    const meta = { id: randomUUID(), aggregateId: referralId, aggregateVersion: i + 1, occurredAt: new Date() }
    const event = encode(referralAssigned, { ...about, ...change }, { ...meta, correlationId: 'c' })
    referral.connection.publish(eventSubject(referralAssigned), encodeEnvelope(event, BigInt(i + 1)))
    const logged = () => get<Page>(`/entries?referralId=${referralId}`).then(page => page.entries.length)
    await expect.poll(logged).toBe(i + 2)
  }
  const { entries } = await get<Page>(`/entries?referralId=${referralId}`)
  expect(entries.toReversed()).toMatchObject([
    { action: 'referral_unassigned', assigneeId: from, userId: byUserId },
    { action: 'referral_assigned', assigneeId: to },
    { action: 'referral_unassigned', assigneeId: to },
  ])
})

test('A deadline that called somebody is logged: which, how, and of which agency', async () => {
  const [id, referralId] = [randomUUID(), randomUUID()]
  const event = encode(
    referralEscalated,
    { referralId, deadline: 'acknowledge', kind: 'supervisor', agencyId: 'xa-shelter' },
    { id, aggregateId: referralId, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c' },
  )
  referral.connection.publish(eventSubject(referralEscalated), encodeEnvelope(event, 1n))
  const logged = () => get<Page>(`/entries?referralId=${referralId}`).then(page => page.entries)
  await expect.poll(logged).toHaveLength(1)
  const agency = { hub: 'XA', agencyId: 'xa-shelter' }
  expect(await logged()).toMatchObject([{ id, action: 'referral_escalated', agency, code: 'acknowledge/supervisor' }])
})

test('Who acts in the place of a suspended sender is logged, and of which one', async () => {
  const [id, referralId] = [randomUUID(), randomUUID()]
  const event = encode(
    referralTakenOver,
    { referralId, fromAgencyId: 'xa-police', agencyId: 'xa-other-police', subjectRef: 'a', newSubjectRef: 'b' },
    { id, aggregateId: referralId, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c' },
  )
  referral.connection.publish(eventSubject(referralTakenOver), encodeEnvelope(event, 1n))
  const logged = () => get<Page>(`/entries?referralId=${referralId}`).then(page => page.entries)
  await expect.poll(logged).toHaveLength(1)
  const [agency, recipient] = ['xa-other-police', 'xa-police'].map(agencyId => ({ hub: 'XA', agencyId }))
  expect(await logged()).toMatchObject([{ id, action: 'referral_taken_over', agency, recipient }])
})

test('The end of a referral is logged, once', async () => {
  const [id, referralId] = [randomUUID(), randomUUID()]
  const meta = { id, aggregateId: referralId, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c' }
  const event = encodeEnvelope(encode(referralEnded, { referralId, state: 'closed' }, meta), 1n)
  for (let i = 0; i < 2; i++) referral.connection.publish(eventSubject(referralEnded), event)
  const logged = () => get<Page>(`/entries?referralId=${referralId}`).then(page => page.entries)
  await expect.poll(logged).toHaveLength(1)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(await logged()).toMatchObject([{ id, action: 'referral_ended', code: 'closed', source: 'referral' }])
})

test('Each key that a statement of the directory changes is an entry under whoever it is of, once', async () => {
  const directory = await audit.nats.as('directory')
  const [id, agencyId] = [randomUUID(), 'xa-shelter']
  const key = (fingerprint: string, what: string) => ({ fingerprint, what, hub: 'XA', agencyId, use: 'agency' })
  const changes = [key('ab'.repeat(32), 'revoked'), key('cd'.repeat(32), 'listed')]
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c' }
  const event = encodeEnvelope(encode(keysChanged, { version: 7n, changes }, meta), 1n)
  for (let i = 0; i < 2; i++) directory.connection.publish(eventSubject(keysChanged), event)
  const logged = async () => (await get<Page>('/entries')).entries.filter(({ action }) => action === 'key_changed')
  await expect.poll(logged).toHaveLength(2)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect((await logged()).map(({ code }) => code).sort()).toEqual([
    `agency.listed:${'cd'.repeat(32)}`,
    `agency.revoked:${'ab'.repeat(32)}`,
  ])
})

test('Each key with which a service signs from then on is an entry under its hub', async () => {
  const changed = [accountsKeysChanged, consentKeysChanged, exchangeKeysChanged, redactionKeysChanged]
  for (const contract of changed) {
    const { connection } = await audit.nats.as(contract.source)
    const [id, fingerprint] = [randomUUID(), 'ef'.repeat(32)]
    const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: 'c' }
    const changes = [{ fingerprint, hub: 'XA', agencyId: '', use: `of_${contract.source}`, what: 'signing_with' }]
    connection.publish(eventSubject(contract), encodeEnvelope(encode(contract, { changes }, meta), 1n))
  }
  const logged = async () =>
    (await get<Page>('/entries')).entries
      .filter(({ action, code }) => action === 'key_changed' && String(code).includes('signing_with'))
      .map(({ source, code }) => `${source} ${String(code).split(':')[0]}`)
      .toSorted()
  await expect.poll(logged).toEqual(changed.map(({ source }) => `${source} of_${source}.signing_with`).toSorted())
})

test('Asking for another use of what came on a request for evidence, and its answer, are entries of both agencies, once each', async () => {
  const exchange = await audit.nats.as('exchange')
  const requestId = randomUUID()
  const [by, to] = [
    { hub: 'XA', agencyId: 'ca-xa' },
    { hub: 'XB', agencyId: 'ca-xb' },
  ]
  const tell = (step: string, about: string, parties: object, userId: string) => {
    const meta = {
      id: randomUUID(),
      aggregateId: requestId,
      aggregateVersion: 1,
      occurredAt: new Date(),
      correlationId: 'c',
    }
    const event = encodeEnvelope(encode(useMoved, { requestId, step, about, userId, ...parties }, meta), 1n)
    for (let i = 0; i < 2; i++) exchange.connection.publish(eventSubject(useMoved), event)
  }
  const userId = randomUUID()
  const actor = { userId, acr: 'urn:amparo:acr:mfa', scope: 'evidence:decide', roles: ['central_authority'] }
  tell('ask-use', 'other-offence', { by, to, actor }, userId)
  tell('refuse-use', 'danger-to-victim', { by: to, to: by }, '')
  // Each of what went or came back, by its number.
  const gone = { 'return-items': 'item_returned', 'destroy-items': 'item_destroyed' }
  const answered = { 'confirm-return': 'item_came_back', 'deny-return': 'item_not_returned' }
  const fates = Object.entries({ ...gone, ...answered }).map(([step, action]) => ({ step, action, item: randomUUID() }))
  for (const { step, item } of fates) tell(step, item, { by, to }, '')
  const logged = () => get<Page>(`/entries?referralId=${requestId}`).then(page => page.entries)
  await expect.poll(logged).toHaveLength(6)
  await new Promise(resolve => setTimeout(resolve, 300))
  const entries = await logged()
  expect(entries.find(({ action }) => action === 'use_asked')).toMatchObject({
    ...{ code: 'other-offence', source: 'exchange', userId, agency: by, recipient: to },
    ...{ authentication: actor.acr, scope: actor.scope, roles: actor.roles },
  })
  expect(entries.find(({ action }) => action === 'use_refused')).toMatchObject({ code: 'danger-to-victim', agency: to })
  for (const { action, item } of fates)
    expect(entries.find(one => one['action'] === action)).toMatchObject({ code: item, agency: by, recipient: to })
  expect(entries).toHaveLength(6)
})

describe('A change on disk, past all rights,', () => {
  test('of one byte of an entry is found: nothing is read or proven of it, and its bytes are not those of the tree', async () => {
    const { entryId, index } = await appended(redaction, anEntry())
    const { record } = await get<Proof>(`/entries/${entryId}/proof`)
    await tamper('record', entryId)
    expect((await fetch(`${url}/entries/${entryId}/proof`, { headers })).status).toBe(503)
    const [row] = await audit.sql<{ record: Buffer; leaf_hash: Buffer }>(
      'select record, leaf_hash from audit.leaf where index = $1',
      [Number(index)],
    )
    expect(leafHashOf(Buffer.from(record, 'base64'))).toEqual(row?.leaf_hash)
    expect(leafHashOf(row?.record ?? Buffer.alloc(0))).not.toEqual(row?.leaf_hash)
    await tamper('record', entryId)
    expect(convinces(await get<Proof>(`/entries/${entryId}/proof`))).toBe(true)
  })

  test('of one byte of what is kept of an entry is no erasure: it is not read at all', async () => {
    const { entryId } = await appended(redaction, anEntry())
    for (const half of ['actor', 'subject'] as const) {
      await tamper(half, entryId)
      expect((await fetch(`${url}/entries/${entryId}/proof`, { headers })).status).toBe(503)
      await tamper(half, entryId)
    }
    expect(convinces(await get<Proof>(`/entries/${entryId}/proof`))).toBe(true)
  })

  test('that moves a half to another entry is found', async () => {
    const [one, other] = [anEntry(), anEntry()]
    for (const entry of [one, other]) await appended(redaction, entry)
    const actorOf = async (id: string | undefined) =>
      (await audit.sql<{ actor: Buffer }>('select actor from audit.leaf where entry_id = $1', [id]))[0]?.actor
    const put = async (actor: Buffer | undefined) => {
      await audit.sql('alter table audit.leaf disable trigger user')
      await audit.sql('update audit.leaf set actor = $1 where entry_id = $2', [actor, other.entryId])
      await audit.sql('alter table audit.leaf enable trigger user')
    }
    const own = await actorOf(other.entryId)
    await put(await actorOf(one.entryId))
    expect((await fetch(`${url}/entries/${other.entryId}/proof`, { headers })).status).toBe(503)
    await put(own)
    expect((await fetch(`${url}/entries/${other.entryId}/proof`, { headers })).status).toBe(200)
  })

  test('of one byte of a hash leaves two signed heads of one size, which is proof enough', async () => {
    const { entryId } = await appended(redaction, anEntry())
    const held = await checkpoint()
    await tamper('leaf_hash', entryId)
    const now = await checkpoint()
    expect(now.size).toBe(held.size)
    expect(now.root).not.toEqual(held.root)
    await tamper('leaf_hash', entryId)
    expect(await checkpoint()).toEqual(held)
  })

  async function tamper(column: 'record' | 'actor' | 'subject' | 'leaf_hash', entryId: string): Promise<void> {
    await audit.sql('alter table audit.leaf disable trigger user')
    await audit.sql(
      `update audit.leaf set ${column} = set_byte(${column}, 20, get_byte(${column}, 20) # 1) where entry_id = $1`,
      [entryId],
    )
    await audit.sql('alter table audit.leaf enable trigger user')
  }
})

test('Of an entry, only the fields that the contract names are taken', async () => {
  const entry = create(EntrySchema, anEntry())
  entry.$unknown = [{ no: 999, wireType: 2, data: new TextEncoder().encode('\x0dMaria Example') }]
  const { entryId } = await appended(redaction, entry)
  const kept = (await audit.entries()).find(found => found.entryId === entryId)
  expect(kept).toBeDefined()
  expect(Buffer.from(toBinary(EntrySchema, kept ?? create(EntrySchema))).toString('latin1')).not.toContain('Maria')
})
