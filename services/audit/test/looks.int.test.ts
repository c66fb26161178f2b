import { randomUUID } from 'node:crypto'
import { Action, create, LooksRequestSchema, LooksSchema, looks, toBinary } from '@amparo/contracts'
import { loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { beforeAll, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const trust = loadTrust({ audit: audit.publicJwk })

let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

/** As redaction asks, and believes. */
async function looksAt(subjectRefs: string[], actions: Action[] = []) {
  const request = create(LooksRequestSchema, { nonce: randomUUID(), subjectRefs, actions })
  const answer = await redaction.ask(looks, request)
  const hash = requestHash(toBinary(LooksRequestSchema, request))
  const now = new Date()
  return verifyStatement(LooksSchema, 'looks.v1', answer.looks, trust.keyOf('audit'), { now, requestHash: hash })
}

test('who looked at a person is found by every name the person has, newest first, and nobody else is', async () => {
  const [one, other, stranger] = [randomUUID(), randomUUID(), randomUUID()]
  const entries = [
    anEntry({ subjectRef: one }),
    anEntry({ subjectRef: stranger }),
    anEntry({ subjectRef: other, action: Action.MESSAGES_READ }),
    anEntry(),
  ]
  for (const entry of entries) await appended(redaction, entry)
  const { entries: found, more } = await looksAt([one, other])
  expect(found.map(({ entryId }) => entryId)).toEqual([entries[2]?.entryId, entries[0]?.entryId])
  expect(found[0]).toMatchObject({
    action: Action.MESSAGES_READ,
    subjectRef: other,
    agency: { agencyId: 'xa-shelter' },
  })
  expect(more).toBe(false)
  expect((await looksAt([randomUUID()])).entries).toEqual([])
  expect((await looksAt([])).entries).toEqual([])
})

test('of the actions that are asked for, however many others came after', async () => {
  const subjectRef = randomUUID()
  const seen = anEntry({ subjectRef })
  await appended(redaction, seen)
  for (let n = 0; n < 501; n++)
    await appended(redaction, anEntry({ subjectRef, action: n % 2 ? Action.LOG_READ : Action.DISCLOSURE_DENIED }))
  const { entries, more } = await looksAt([subjectRef], [Action.VIEW_OPENED, Action.MESSAGES_READ])
  expect([entries.map(({ entryId }) => entryId), more]).toEqual([[seen.entryId], false])
  expect(await looksAt([subjectRef])).toMatchObject({ entries: { length: 500 }, more: true })
})

test('an auditor who is shown one person stands in that person’s trail, by whatever they asked', async () => {
  const subjectRef = randomUUID()
  const entry = anEntry({ subjectRef })
  await appended(redaction, entry)
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers })
    expect(response.status).toBe(200)
    return response
  }
  for (const path of [`?referralId=${entry.referralId}`, `/${entry.entryId}/proof`, `/${entry.entryId}/tlog-proof`])
    await get(`/entries${path}`)
  const codes = ['tlog-proof:entryId', 'proof:entryId', 'entries:referralId']
  const { entries: trail } = (await (await get(`/entries?subjectRef=${subjectRef}`)).json()) as {
    entries: { action: string; code?: string }[]
  }
  expect(trail.filter(({ action }) => action === 'log_read').map(({ code }) => code)).toEqual(codes)
  const { entries: found } = await looksAt([subjectRef])
  expect(found.map(({ action, code }) => [action, code])).toEqual([
    [Action.LOG_READ, 'entries:subjectRef'],
    ...codes.map(code => [Action.LOG_READ, code]),
    [Action.VIEW_OPENED, ''],
  ])
})

test('a page of many is a look at nobody: of a few people it stands in each of their trails', async () => {
  const userId = randomUUID()
  const [few, many] = [[randomUUID(), randomUUID()], Array.from({ length: 6 }, () => randomUUID())]
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const readsOf = async (refs: readonly string[]) => {
    for (const subjectRef of refs) await appended(redaction, anEntry({ subjectRef, userId }))
    await fetch(`${url}/entries?userId=${userId}&limit=${refs.length}`, { headers })
    return (await looksAt([...refs])).entries.filter(({ action }) => action === Action.LOG_READ).length
  }
  expect(await readsOf(few)).toBe(2)
  expect(await readsOf(many)).toBe(0)
})

test('a referral of which only its course is shown is somebody’s all the same: the look stands in their trail, by each name', async () => {
  const [ours, theirs, referralId, userId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  for (const subjectRef of [ours, theirs]) await appended(redaction, anEntry({ subjectRef, referralId }))
  const assigned = anEntry({ action: Action.REFERRAL_ASSIGNED, referralId, userId, assigneeId: randomUUID() })
  await appended(redaction, assigned)
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const paths = [
    ...[`?referralId=${referralId}&actions=referral_assigned`, `?userId=${userId}`],
    ...[`/${assigned.entryId}/proof`, `/${assigned.entryId}/tlog-proof`],
  ]
  for (const path of paths) expect((await fetch(`${url}/entries${path}`, { headers })).status).toBe(200)
  const codes = ['tlog-proof:entryId', 'proof:entryId', 'entries:userId', 'entries:actions.referralId']
  for (const subjectRef of [ours, theirs]) {
    const { entries } = await looksAt([subjectRef], [Action.LOG_READ])
    expect(entries.map(({ code }) => code)).toEqual(codes)
  }
})

test.each([
  ['consent', Action.DECISION_READ],
  ['exchange', Action.DELIVERY_READ],
  ['exchange', Action.EDGE_READ],
] as const)(
  'what an auditor reads of a referral at %s stands in the trail of whoever is behind it',
  async (source, action) => {
    const [subjectRef, referralId, code] = [randomUUID(), randomUUID(), randomUUID()]
    await appended(redaction, anEntry({ subjectRef, referralId }))
    const entry = anEntry({ action, source, referralId, code, scope: 'audit:read', roles: ['auditor'] })
    await appended(await audit.nats.as(source), entry)
    const { entries } = await looksAt([subjectRef], [action])
    const { userId, agency, scope, roles, correlationId } = entry
    expect(entries).toMatchObject([
      { source, userId, agency, scope, roles, correlationId, referralId, code, subjectRef },
    ])
    // Of a referral of which the log knows nobody it is one entry.
    const other = anEntry({ action, source, referralId: randomUUID(), code })
    await appended(await audit.nats.as(source), other)
    expect((await audit.entries()).filter(one => one.referralId === other.referralId)).toHaveLength(1)
  },
)

test('what the person reads is what the log says, whatever somebody wrote where it is searched', async () => {
  const subjectRef = randomUUID()
  const entry = anEntry({ subjectRef, action: Action.MESSAGES_READ })
  await appended(redaction, entry)
  await looksAt([subjectRef])
  await audit.sql(`update audit.projected set user_id = 'nobody', action = 'record_shown' where entry_id = $1`, [
    entry.entryId,
  ])
  expect((await looksAt([subjectRef])).entries).toMatchObject([{ userId: entry.userId, action: Action.MESSAGES_READ }])
})

test('so many names no person has', async () => {
  const refs = Array.from({ length: 1_001 }, () => randomUUID())
  await expect(looksAt(refs)).rejects.toMatchObject({ code: 'log_question_too_wide' })
})

test('only redaction may ask', async () => {
  const consent = await audit.nats.as('consent')
  await expect(consent.ask(looks, create(LooksRequestSchema, { nonce: 'n', subjectRefs: [] }))).rejects.toThrow()
})
