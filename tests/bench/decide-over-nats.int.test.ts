import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, DecideRequestSchema, decide, Occasion, Priority, Protocol, ServiceCategory } from '@amparo/contracts'
import { createTokenVerifier } from '@amparo/http'
import { removeTempDir, tempDir, useHubDatabase, useHubNats, useIssuer } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { environmentOf } from '../../services/consent/test/fixtures/environment.ts'
import { consentForm } from '../../services/consent/test/fixtures/forms.ts'
import { attestation, neighbours } from '../../services/consent/test/fixtures/neighbours.ts'
import { agencies, refOf } from '../../services/consent/test/fixtures/parties.ts'
import { consentProcess } from './support/consent-process.ts'
import { askSteadily, MEASURED_FILE } from './support/over-nats.ts'

const measuredFile = process.env[MEASURED_FILE]
/** Where it is measured, ten seconds at the rate of a busy hub; where it is only tested, a few. */
const RATE = measuredFile === undefined ? { count: 20, perSecond: 20 } : { count: 5_000, perSecond: 500 }
const WARM = { ...RATE, count: measuredFile === undefined ? 4 : 2_500 }
const GRANTS = 50

const migrations = join(import.meta.dirname, '../../services/consent/migrations')
const database = await useHubDatabase({ services: { consent: migrations } })
const nats = await useHubNats()
const { issuer, audience, token } = await useIssuer()
const { state, now, keys } = await neighbours(nats, createTokenVerifier({ issuer, audience, hub: 'XA' }))
const dir = tempDir('bench-consent')
const databaseUrl = database.services['consent']
const env = await environmentOf({ databaseUrl, nats, issuer, audience, keys, dir })
const service = await consentProcess({ ...process.env, ...env })
afterAll(async () => {
  await service.stop()
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
  const admin = new Client({ connectionString: database.superuserUrl })
  await admin.connect()
  const kept = await admin.query("select count(*)::int as permits from consent.decision where outcome = 'permit'")
  await admin.end()
  return kept.rows[0].permits
}

test(`decisions that come at a steady rate, with ${GRANTS} grants in force, are each permitted and kept`, async () => {
  const subjectRef = `share-${randomUUID()}`
  state.people.set(subjectRef, { subjectId: `subject-${randomUUID()}`, agency: agencies.police })
  for (let n = 0; n < GRANTS; n++) await giveConsent(subjectRef)
  const bearer = await token({ scope: 'referral:submit', sub: user, agency })
  const { ask } = await nats.as('referral')
  let attested = attestation(state, now(), { subjectRef, user })
  const question = () =>
    create(DecideRequestSchema, {
      ...{ nonce: randomUUID(), referralId: randomUUID(), occasion: Occasion.SUBMIT, token: bearer },
      ...{ attestation: attested, sender: refOf(agencies.police), recipient: refOf(agencies.shelter) },
      ...{ priority: Priority.URGENT, protocol: Protocol.OAS_64_STANDARD, services: [ServiceCategory.HOUSING] },
    })
  const answers: (string | undefined)[] = []
  const asking = {
    ask: async () => void answers.push((await ask(decide, question())).decision.case),
    processor: service.processor,
  }
  await askSteadily(WARM, asking)
  // It is believed for 20 seconds.
  attested = attestation(state, now(), { subjectRef, user })
  const measured = await askSteadily(RATE, asking)
  expect(new Set(answers)).toEqual(new Set(['permit']))
  expect(await permitsKept()).toBeGreaterThanOrEqual(answers.length)
  if (measuredFile === undefined) expect(measured.unanswered).toBe(0)
  else writeFileSync(measuredFile, JSON.stringify(measured))
}, 120_000)
