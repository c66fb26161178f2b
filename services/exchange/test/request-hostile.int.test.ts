import { randomUUID } from 'node:crypto'
import { type EdgeMessageSchema, type MessageInitShape, Priority, timestampFromDate } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { loadRules } from '../src/terms/load.ts'
import { useForger } from './fixtures/forger.ts'
import { AUTHORITY_XA, AUTHORITY_XB, AUTHORITY_XC, COMPLETE, PROSECUTION, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'

const { xb, xa, xc, look, sent, both, take } = await useRequests()
const fromXa = await useForger(xb, 'XA', xa.keys.exchange.privateKey)
const fromXc = await useForger(xb, 'XC', xc.exchange.privateKey)
const rules = loadRules()
const [nassau] = rules.terms.treaties
if (nassau === undefined) throw new Error('no treaties')

type Body = MessageInitShape<typeof EdgeMessageSchema>['body']
type Update = Extract<Body, { case: 'evidenceRequest' }>['value']
const A_STEP = { number: 1, seen: 0, step: 'submit', at: timestampFromDate(new Date()), data: '{}' }

/** As XA's exchange would say it, but for what the test changes. */
const anUpdate = (changes: object = {}): Update => ({
  requestId: randomUUID(),
  by: { hub: 'XA', agencyId: AUTHORITY_XA },
  to: { hub: 'XB', agencyId: AUTHORITY_XB },
  request: {
    ...{ type: 'documents', treaty: 'nassau', priority: Priority.NORMAL },
    ...{ draftedBy: PROSECUTION, protocolVersion: rules.latest.version, answers: JSON.stringify(COMPLETE) },
  },
  steps: [A_STEP],
  termsHash: rules.hashOf(nassau, rules.latest),
  ...changes,
})

async function say(from: 'XA' | 'XC', value: Update): Promise<string> {
  const messageId = randomUUID()
  await (from === 'XA' ? fromXa : fromXc).send({
    ...{ messageId, fromHub: from, toHub: 'XB', sentAt: timestampFromDate(new Date()) },
    ...{ expiresAt: timestampFromDate(new Date(Date.now() + 3_600_000)), body: { case: 'evidenceRequest', value } },
  })
  return messageId
}
const stated = (messageId: string) =>
  soon(async () => {
    const [row] = await xb.rows<{ kind: string; code: string | null }>(
      'select kind, code from evidence where about_message_id = $1',
      [messageId],
    )
    return row && `${row.kind} ${row.code ?? ''}`.trim()
  })
const request = (changes: object) => ({ request: { ...anUpdate().request, ...changes } })

test('one that keeps to the rules is taken', async () => {
  await stated(await say('XA', anUpdate())).toBe('delivered')
})

test.each<[string, object, string]>([
  [
    'that lacks what its treaty asks',
    request({ answers: JSON.stringify({ ...COMPLETE, facts: undefined }) }),
    'request_incomplete',
  ],
  [
    'whose offence its treaty does not cover',
    request({ answers: JSON.stringify({ ...COMPLETE, 'max-penalty-months': 3 }) }),
    'request_incomplete',
  ],
  [
    'with a field that nobody asked',
    request({ answers: JSON.stringify({ ...COMPLETE, shoes: 'red' }) }),
    'request_incomplete',
  ],
  ['under a treaty nobody here knows', request({ treaty: 'gentlemen' }), 'request_terms_differ'],
  ['by a protocol that says something else there', { termsHash: 'f'.repeat(64) }, 'request_terms_differ'],
  ['at once, where its treaty lets nothing go at once', request({ expedited: true }), 'request_not_admitted'],
  ['by a version of the protocol that is not here', request({ protocolVersion: 9 }), 'request_terms_differ'],
  ['from an agency that is no central authority', { by: { hub: 'XA', agencyId: PROSECUTION } }, 'request_not_admitted'],
  ['to an agency that is no central authority', { to: { hub: 'XB', agencyId: randomUUID() } }, 'request_not_admitted'],
  ['that asks nothing', { request: undefined }, 'request_unlawful'],
  ['that does not begin at its beginning', { steps: [{ ...A_STEP, number: 2 }] }, 'request_unlawful'],
  ['that begins with an answer to itself', { steps: [{ ...A_STEP, step: 'acknowledge' }] }, 'request_unlawful'],
  ['that has seen what nobody did', { steps: [{ ...A_STEP, seen: 3 }] }, 'request_unlawful'],
  [
    'sent tomorrow',
    { steps: [{ ...A_STEP, at: timestampFromDate(new Date(Date.now() + 86_400_000)) }] },
    'request_unlawful',
  ],
  [
    'whose reason is a text',
    { steps: [A_STEP, { ...A_STEP, number: 2, step: 'withdraw', data: '{"reason":"María Pérez"}' }] },
    'request_unlawful',
  ],
])('one %s is refused by a signed statement, and nothing of it is kept', async (_, changes, code) => {
  const update = anUpdate(changes)
  const messageId = await say('XA', update)
  await stated(messageId).toBe(`refused ${code}`)
  await soon(() => xb.lines.some(line => line.includes('edge.request_refused') && line.includes(messageId))).toBe(true)
  expect(await xb.rows('select 1 from evidence_request where id = $1', [update?.requestId])).toEqual([])
})

test.each<[string, object]>([
  ['of another hub', { by: { hub: 'XC', agencyId: AUTHORITY_XC } }],
  ['for another hub', { to: { hub: 'XC', agencyId: AUTHORITY_XC } }],
  ['with a text among its answers', request({ answers: JSON.stringify({ ...COMPLETE, facts: 'María Pérez' }) })],
  ['with a text for its treaty', request({ treaty: 'María Pérez' })],
])('one %s is no message: it is counted and not answered', async (_, changes) => {
  const update = anUpdate(changes)
  const count = async () => {
    const [row] = await xb.rows<{ n: number }>(
      `select coalesce(sum(times), 0)::int as n from refused_in where peer = 'XA' and code = 'edge_message_unreadable'`,
    )
    return row?.n ?? 0
  }
  const before = await count()
  await say('XA', update)
  await soon(count).toBe(before + 1)
  expect(await xb.rows('select 1 from evidence_request where id = $1', [update?.requestId])).toEqual([])
})

test('a third hub says nothing of a request between two others, not even as its own', async () => {
  const id = await sent()
  await both(id, 'requested')
  const by = { hub: 'XC', agencyId: AUTHORITY_XC }
  const steps = [A_STEP, { ...A_STEP, number: 2, step: 'withdraw', data: '{"reason":"case-ended"}' }]
  await stated(await say('XC', anUpdate({ requestId: id, by, steps }))).toBe('refused request_unlawful')
  expect((await look(id, xb)).state).toBe('requested')
})

test('what was signed is not changed afterwards, and its hub takes no step of the other', async () => {
  const update = anUpdate()
  await stated(await say('XA', update)).toBe('delivered')
  const changed = { ...request({ draftedBy: randomUUID() }), requestId: update?.requestId }
  await stated(await say('XA', anUpdate(changed))).toBe('refused request_unlawful')
  const acknowledged = [A_STEP, { ...A_STEP, number: 2, step: 'acknowledge' }]
  await stated(await say('XA', anUpdate({ requestId: update?.requestId, steps: acknowledged }))).toBe(
    'refused request_unlawful',
  )
  expect((await take(xb, String(update?.requestId), 'acknowledge')).status).toBe(200)
})

const A_WITHDRAWAL = { ...A_STEP, number: 2, step: 'withdraw', data: '{"reason":"case-ended"}' }

test('one that says the same again in a message of its own is answered, and kept as proof once', async () => {
  const update = anUpdate()
  const requestId = update?.requestId
  const proofs = () => xb.rows('select 1 from evidence_proof where request_id = $1', [requestId])
  for (let times = 0; times < 3; times += 1) await stated(await say('XA', update)).toBe('delivered')
  expect(await proofs()).toHaveLength(1)
  await stated(await say('XA', anUpdate({ requestId, steps: [A_STEP, A_WITHDRAWAL] }))).toBe('delivered')
  expect(await proofs()).toHaveLength(2)
})

test.each<[string, object]>([
  ['its moment', { at: timestampFromDate(new Date(Date.now() - 60_000)) }],
  ['what it says', { data: '{"reason":"other-sources"}' }],
  ['what it had seen', { seen: 1 }],
  ['which it was', { step: 'answer' }],
])('a step is not said otherwise later, in %s: none of it is taken, and its hub hears so', async (_, changed) => {
  const update = anUpdate({ steps: [A_STEP, A_WITHDRAWAL] })
  const requestId = String(update?.requestId)
  await stated(await say('XA', update)).toBe('delivered')
  const { steps } = await look(requestId, xb)
  const otherwise = anUpdate({ requestId, steps: [A_STEP, { ...A_WITHDRAWAL, ...changed }] })
  await stated(await say('XA', otherwise)).toBe('refused request_unlawful')
  expect((await look(requestId, xb)).steps).toEqual(steps)
})
