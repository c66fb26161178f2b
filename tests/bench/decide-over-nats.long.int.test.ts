import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AnswerSchema,
  create,
  DecideRequestSchema,
  decide,
  fromBinary,
  Occasion,
  Priority,
  Protocol,
  ServiceCategory,
} from '@amparo/contracts'
import { createTokenVerifier } from '@amparo/http'
import { removeTempDir, tempDir, useHubDatabase, useHubNats, useIssuer } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { environmentOf } from '../../services/consent/test/fixtures/environment.ts'
import { consentForm } from '../../services/consent/test/fixtures/forms.ts'
import { attestation, neighbours } from '../../services/consent/test/fixtures/neighbours.ts'
import { agencies, refOf } from '../../services/consent/test/fixtures/parties.ts'
import { consentProcess } from './support/consent-process.ts'
import { askingProcess, encoded, MEASURED_FILE, type MeasuredOverNats, measured } from './support/over-nats.ts'

const measuredFile = process.env[MEASURED_FILE]
/** Where it is measured, twenty seconds at the rate of a busy hub; where it is only tested, a few. */
const RATE = measuredFile === undefined ? { count: 20, perSecond: 20 } : { count: 10_000, perSecond: 500 }
/**
 * A process that was just started is compiled as it works: what is called once a question reaches the compiler's threshold all at the same
 * question, after some ten thousand, and then the compiler has a processor for itself.
 */
const WARM =
  measuredFile === undefined
    ? [{ ...RATE, count: 4 }]
    : [{ count: 1_500, perSecond: 250 }, ...Array.from({ length: 3 }, () => ({ count: 5_000, perSecond: 500 }))]
const GRANTS = 50

const migrations = join(import.meta.dirname, '../../services/consent/migrations')
const database = await useHubDatabase({ services: { consent: migrations } })
const admin = new Client({ connectionString: database.superuserUrl })
await admin.connect()
const nats = await useHubNats()
const { issuer, audience, token } = await useIssuer()
const { state, now, keys } = await neighbours(nats, createTokenVerifier({ issuer, audience, hub: 'XA' }))
const dir = tempDir('bench-consent')
const databaseUrl = database.services['consent']
const env = await environmentOf({ databaseUrl, nats, issuer, audience, keys, dir })
const service = await consentProcess({ ...process.env, ...env })
const client = await askingProcess({ url: nats.url, user: 'referral', seed: nats.seedOf('referral') })
afterAll(async () => {
  await client.stop()
  await service.stop()
  await admin.end()
  removeTempDir(dir)
})

const user = randomUUID()
const agency = agencies.police.agencyId

async function giveConsent(subjectRef: string): Promise<void> {
  const bearer = await token({ scope: 'consent:record', sub: user, agency })
  const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': randomUUID() }
  const { status } = await fetch(`${service.url}/consents`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(consentForm(subjectRef)),
  })
  expect(status).toBe(201)
}

async function permitsKept(): Promise<number> {
  const kept = await admin.query("select count(*)::int as permits from consent.decision where outcome = 'permit'")
  return kept.rows[0].permits
}

test(`decisions that come at a steady rate, with ${GRANTS} grants in force, are each permitted and kept`, async () => {
  const subjectRef = `share-${randomUUID()}`
  state.people.set(subjectRef, { subjectId: `subject-${randomUUID()}`, agency: agencies.police })
  for (let n = 0; n < GRANTS; n++) await giveConsent(subjectRef)
  const bearer = await token({ scope: 'referral:submit', sub: user, agency })
  // Each question with an attestation of its own, as redaction signs it. All are made before the first is asked, and the last is still to be
  // believed when its turn has come.
  const ahead = () => new Date(now().getTime() + 9_000)
  const question = () =>
    create(DecideRequestSchema, {
      ...{ nonce: randomUUID(), referralId: randomUUID(), occasion: Occasion.SUBMIT, token: bearer },
      attestation: attestation(state, ahead(), { subjectRef, user, requestHash: randomUUID() }),
      ...{ sender: refOf(agencies.police), recipient: refOf(agencies.shelter) },
      ...{ priority: Priority.URGENT, protocol: Protocol.OAS_64_STANDARD, services: [ServiceCategory.HOUSING] },
    })
  const asked = async ({ count, perSecond }: typeof RATE) => {
    const toAsk = { questions: encoded(Array.from({ length: count }, question)), perSecond }
    const before = await service.processor()
    const answered = await client.ask(toAsk)
    const cost = (await service.processor()) - before
    const outcomes = answered.answers.map(outcomeOf)
    const permits = outcomes.filter(outcome => outcome === 'permit').length
    // Whoever is told to come back, for too many are under way, has no answer either.
    expect(outcomes.every(outcome => outcome === 'permit' || outcome === 'refusal')).toBe(true)
    return measured(toAsk, answered, { permits, service: cost })
  }
  const warm: MeasuredOverNats[] = []
  for (const rate of WARM) warm.push(await asked(rate))
  // The test's database has room for a minute of such writes until its next checkpoint, a hub's for more than four.
  await admin.query('checkpoint')
  const result = await asked(RATE)
  const permits = [...warm, result].reduce((sum, one) => sum + one.asked - one.unanswered, 0)
  expect(permits).toBeGreaterThan(0)
  expect(await permitsKept()).toBeGreaterThanOrEqual(permits)
  if (measuredFile === undefined) expect(result.unanswered).toBe(0)
  else writeFileSync(measuredFile, JSON.stringify(result))
})

function outcomeOf(answer: Uint8Array): string | undefined {
  const { result } = fromBinary(AnswerSchema, answer)
  return result.case === 'payload' ? fromBinary(decide.response, result.value).decision.case : result.case
}
