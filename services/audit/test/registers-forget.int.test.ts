import { randomUUID } from 'node:crypto'
import { encode, encodeEnvelope, eventSubject, subjectErased } from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { beforeAll, expect, test } from 'vitest'
import { untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

interface Line {
  id: string
  subjectRef?: string
}
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const token = await audit.issuer.token({ scope: 'audit:read audit:review', agency: 'xa-ombudsman' })
  const sent = body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const headers = { authorization: `Bearer ${token}`, ...sent }
  const response = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  expect(response.status).toBe(200)
  return (await response.json()) as T
}
const open = (subjectRef: string) =>
  call<Line>('POST', '/registers/subject_request', { kind: 'erasure', knownAt: new Date().toISOString(), subjectRef })
const shown = async (id: string) =>
  (await call<{ lines: Line[] }>('GET', '/registers/subject_request?limit=200')).lines.find(line => line.id === id)

async function erase(shareIds: string[]): Promise<void> {
  const id = randomUUID()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
  const event = encode(subjectErased, { erasureId: id, shareIds }, meta)
  redaction.connection.publish(eventSubject(subjectErased), encodeEnvelope(event, 1n))
  const done = () => audit.sql("select 1 from audit.inbox where event_id = $1 and outcome = 'done'", [id])
  await waitFor(async () => (await done()).length > 0)
}
/** Where in the service's own tables a word stands. */
async function placesOf(word: string): Promise<string[]> {
  const tables = await audit.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'audit' and table_type = 'BASE TABLE'`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await audit.sql(`select 1 from audit."${name}" t where t::text like '%' || $1 || '%'`, [word])
      return rows.length > 0 ? [name] : []
    }),
  )
  return found.flat()
}

test('A line of a register says of whom until the person is erased, and then nothing of the service does', async () => {
  const [gone, stays] = [randomUUID(), randomUUID()]
  const [line, other] = [await open(gone), await open(stays)]
  expect((await shown(line.id))?.subjectRef).toBe(gone)
  await call('POST', `/register-lines/${line.id}/steps`, { step: 'acknowledged' })
  expect(await placesOf(gone)).toContain('register_line')
  await erase([gone])
  expect(await shown(line.id)).toMatchObject({ id: line.id, steps: [{ step: 'acknowledged' }] })
  expect((await shown(line.id))?.subjectRef).toBeUndefined()
  expect(await placesOf(gone)).toEqual([])
  expect((await shown(other.id))?.subjectRef).toBe(stays)
  // The matter goes on without.
  await call('POST', `/register-lines/${line.id}/steps`, { step: 'granted' })
})

test('A line that is opened afterwards about somebody who was erased does not bring them back', async () => {
  const gone = randomUUID()
  await erase([gone])
  const line = await open(gone)
  expect(await shown(line.id)).not.toHaveProperty('subjectRef')
  expect(await placesOf(gone)).toEqual([])
})

test('Nothing else of a line is ever changed, whoever writes to the database', async () => {
  await open(randomUUID())
  for (const change of [
    `subject_ref = 'another'`,
    `subject_ref = null, kind = 'access'`,
    `kind = 'access'`,
    'known_at = now()',
  ])
    await expect(audit.sql(`update audit.register_line set ${change}`)).rejects.toThrow('append-only')
  await expect(audit.sql('delete from audit.register_line')).rejects.toThrow('append-only')
})
