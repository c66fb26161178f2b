import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import {
  create,
  DecideRequestSchema,
  decide,
  fromBinary,
  Occasion,
  PermitSchema,
  Priority,
  Protocol,
  ServiceCategory,
} from '@amparo/contracts'
import { createTokenVerifier } from '@amparo/http'
import { COMPILED, removeTempDir, tempDir, useHubDatabase, useHubNats, useIssuer, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { environmentOf } from './fixtures/environment.ts'
import { consentForm } from './fixtures/forms.ts'
import { attestation, neighbours } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'

const MAIN = join(import.meta.dirname, '../src/main.ts')
const database = await useHubDatabase({ services: { consent: join(import.meta.dirname, '../migrations') } })
const nats = await useHubNats()
const { issuer, audience, token } = await useIssuer()
const { state, now, keys } = await neighbours(nats, createTokenVerifier({ issuer, audience, hub: 'XA' }))
const dir = tempDir('consent-killed')
const env = await environmentOf({ databaseUrl: database.services['consent'], nats, issuer, audience, keys, dir })
const admin = new Client({ connectionString: database.superuserUrl })
await admin.connect()
const running: ChildProcess[] = []
afterAll(async () => {
  await admin.end()
  for (const child of running) child.kill('SIGKILL')
  removeTempDir(dir)
})

async function start() {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...COMPILED, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  running.push(child)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, url: `http://127.0.0.1:${port}` }
}

const user = randomUUID()
const agency = agencies.police.agencyId

async function consent(url: string): Promise<string> {
  const subjectRef = `share-${randomUUID()}`
  state.people.set(subjectRef, { subjectId: `subject-${randomUUID()}`, agency: agencies.police })
  const only = { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId }] }
  const bearer = await token({ scope: 'consent:record', sub: user, agency })
  const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': randomUUID() }
  const { status } = await fetch(`${url}/consents`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(consentForm(subjectRef, only)),
  })
  expect(status).toBe(201)
  return subjectRef
}

/** Asks about one and another, one after the other's answer, until told to stop; what was answered, by the decision's id. */
async function asking(subjectRef: string) {
  const { ask } = await nats.as('referral')
  const bearer = await token({ scope: 'referral:submit', sub: user, agency })
  const answered = { permits: [] as string[], denials: [] as string[] }
  let going = true
  const question = (recipient: typeof agencies.shelter) =>
    create(DecideRequestSchema, {
      ...{ nonce: randomUUID(), referralId: randomUUID(), occasion: Occasion.SUBMIT, token: bearer },
      ...{ attestation: attestation(state, now(), { subjectRef, user }) },
      ...{ sender: refOf(agencies.police), recipient: refOf(recipient), priority: Priority.URGENT },
      ...{ protocol: Protocol.OAS_64_STANDARD, services: [ServiceCategory.HOUSING] },
    })
  const one = async (recipient: typeof agencies.shelter) => {
    while (going) {
      // One that is not answered is nothing to be found again.
      const { decision } = await ask(decide, question(recipient)).catch(() => ({ decision: undefined }))
      if (decision?.case === 'permit') answered.permits.push(fromBinary(PermitSchema, decision.value.payload).permitId)
      if (decision?.case === 'denial') answered.denials.push(decision.value.decisionId)
    }
  }
  const many = Array.from({ length: 24 }, (_, n) => one(n % 3 ? agencies.shelter : agencies.otherShelter))
  return {
    answered,
    stop: async () => {
      going = false
      await Promise.all(many)
    },
  }
}

test('what was answered is stored, permits with their decisions, whenever the service is killed', async () => {
  for (const rounds of [60, 130]) {
    const { child, url } = await start()
    const { answered, stop } = await asking(await consent(url))
    const exited = once(child, 'exit')
    try {
      await waitFor(async () => answered.permits.length > rounds && answered.denials.length > 20)
    } finally {
      child.kill('SIGKILL')
      await Promise.all([exited, stop()])
    }
    const { permits, denials } = answered
    const kept = 'select count(*)::int from consent.decision where outcome = $2 and decision_id = any ($1)'
    expect((await admin.query(kept, [permits, 'permit'])).rows[0].count).toBe(permits.length)
    expect((await admin.query(kept, [denials, 'denial'])).rows[0].count).toBe(denials.length)
  }
  // Which are all the permits, and no other: one is never there without the other.
  const halves = `select count(*)::int from consent.permit p full join
    (select * from consent.decision where outcome = 'permit') d on d.decision_id = p.permit_id
    where p.permit_id is null or d.decision_id is null`
  expect((await admin.query(halves)).rows[0].count).toBe(0)
})
