import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { answerHeld, backdate, retentionIn } from './aged.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('pruning-differs')
afterAll(() => removeTempDir(dir))

const person = randomUUID()
const ofPerson = anEntry({ subjectRef: person })
answerHeld(redaction, audit, new Set([person]))
const said = async (action: Action) => (await audit.entries()).filter(entry => entry.action === action)
const searchedAs = async () =>
  (
    await audit.sql<{ ref: string }>('select subject_ref as ref from audit.projected where entry_id = $1', [
      ofPerson.entryId,
    ])
  )[0]?.ref
/** Beside the desk, which another instance keeps, as far as anybody can tell. */
async function started(months: number) {
  await audit.sql(
    `insert into audit.lease (name, holder, token, expires_at) values ('desk', 'another', 1, now() + interval '1 day')
     on conflict (name) do update set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at`,
  )
  const service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, randomUUID(), months) })
  await untilWriting(redaction)
  return service
}
const foundAt = async ({ url }: { url: string }) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const page = await (await fetch(`${url}/entries?userId=${ofPerson.userId}`, { headers })).json()
  return (page as { entries: object[] }).entries
}

test('Nothing goes by rows that are other than the log says: they are made anew, and what they hid is kept', async () => {
  let service = await started(120)
  await appended(redaction, ofPerson)
  expect(await foundAt(service)).toMatchObject([{ subjectRef: person }])
  await service.stop()
  await backdate(audit, 30)
  await audit.sql('update audit.projected set subject_ref = null where entry_id = $1', [ofPerson.entryId])

  service = await started(24)
  await waitFor(async () => (await searchedAs()) === person)
  expect(await said(Action.LOG_PRUNED)).toEqual([])
  expect(await said(Action.DESK_DIFFERS)).toMatchObject([{ code: expect.stringMatching(/^rows:\d+:1$/) }])
  await service.stop()

  service = await started(24)
  await waitFor(async () => (await said(Action.LOG_PRUNED)).length > 0)
  await waitFor(async () => (await audit.sql('select 1 from audit.log_minimum where index > 0')).length > 0)
  expect(await searchedAs()).toBe(person)
  expect(await foundAt(service)).toMatchObject([{ id: ofPerson.entryId, subjectRef: person }])
  expect(await said(Action.DESK_DIFFERS)).toHaveLength(1)
})
