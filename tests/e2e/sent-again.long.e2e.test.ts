import { randomUUID } from 'node:crypto'
import { EvidenceKind, encode, evidenceReceived } from '@amparo/contracts'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { signInAs } from '../privacy/support/officer.ts'
import { useHubs } from './support/hubs.ts'
import { inState, once, send } from './support/journey.ts'

const { system } = await useHubs(['XA', 'XB'])
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')

const client = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf('XA')) })
await client.connect()

// Between XA's exchange and XA's referral: of what XB states nothing is heard, as if the line were cut once the package is there.
await client.query(`
  create schema cut;
  create function cut.evidence() returns trigger language plpgsql as $$ begin return null; end $$;
  create trigger cut_evidence before insert on exchange.outbox for each row
    when (new.type = '${evidenceReceived.type}') execute function cut.evidence()`)
const mend = () => client.query('drop schema if exists cut cascade')
afterAll(async () => {
  await mend()
  await client.end()
})

/** What XA's exchange says once its own deadline is over. */
async function expires(referralId: string): Promise<void> {
  const [id, packageId] = [randomUUID(), randomUUID()]
  const meta = { id, aggregateId: packageId, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
  const expired = { packageId, referralId, kind: EvidenceKind.EXPIRED, code: '' }
  const { payload } = encode(evidenceReceived, expired, meta)
  await client.query(
    `insert into exchange.outbox (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload)
     values ($1::uuid, $2, $3, 1, $4, $1::uuid::text, $5)`,
    [id, evidenceReceived.type, packageId, meta.occurredAt, Buffer.from(payload)],
  )
}

const delivered = async (referralId: string) => {
  const { body } = await police.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  return (body['items'] as { issuer: string; kind: string }[]).filter(item => item.kind === 'delivered').length
}

it('what had come, though its sender heard nothing of it, is sent again to the same agency, and both go on with it', async () => {
  const sending = { system, sender: police.client, to: { hub: 'XB', type: 'shelter' } }
  const { id } = await send(sending)
  await inState(shelter.client, id, 'requested')
  await expect.poll(() => delivered(id)).toBe(1)
  await mend()
  await expires(id)
  for (const who of [police, shelter]) await inState(who.client, id, 'failed')

  await police.client.step(id, 'reopen', { reason: 'sent-again' })
  await expect.poll(() => delivered(id), { timeout: 60_000 }).toBe(2)
  await once(police.client, id, ({ delivery }) => delivery?.['delivered'] !== undefined)
  for (const who of [police, shelter]) await inState(who.client, id, 'requested')

  await shelter.client.assign(id)
  expect((await shelter.client.openView(id)).categories['identity']).toBeDefined()
  await shelter.client.step(id, 'accept')
  await inState(police.client, id, 'accepted')
})
