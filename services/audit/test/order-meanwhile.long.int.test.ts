import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerHeld, backdate, retentionIn } from './aged.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

// Redaction announces an order before it tells the log: asked after that it says so, and asked before that the log says it after the asking.

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('order-meanwhile')
afterAll(() => removeTempDir(dir))

const person = randomUUID()
const [ofPerson, ofNobody] = [anEntry({ subjectRef: person }), anEntry({ subjectRef: randomUUID() })]
const people = new Set<string>()
let asked = 0
/** Just when it was said, for so manieth time, that nothing stands against it, an order comes. */
let orderAt = 0
answerHeld(redaction, audit, people, async () => {
  asked += 1
  if (asked !== orderAt) return
  people.add(person)
  await appended(redaction, {
    ...anEntry({ code: 'court' }),
    action: Action.LEGAL_HOLD_PLACED,
    subjectRef: randomUUID(),
  })
})

let service: Awaited<ReturnType<typeof audit.start>>
const minimum = async () =>
  Number((await audit.sql<{ index: string }>('select max(index) as index from audit.log_minimum'))[0]?.index ?? 0)
const found = async ({ userId }: { userId?: string }): Promise<string[]> => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const page = await (await fetch(`${service.url}/entries?userId=${userId}`, { headers })).json()
  return (page as { entries: { id: string }[] }).entries.map(({ id }) => id)
}
async function restarted(months: number): Promise<void> {
  await service.stop()
  asked = 0
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retentionIn(dir, randomUUID(), months) })
  await untilWriting(redaction)
}

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
  for (const entry of [ofPerson, ofNobody]) await appended(redaction, entry)
  await service.stop()
  await backdate(audit, 30)
  service = await audit.start()
  await untilWriting(redaction)
})

test('An order that comes when redaction was asked for the last time keeps what is about to be pruned', async () => {
  // Once of each reference, and once more when all is put aside.
  orderAt = 2
  await restarted(24)
  await waitFor(async () => (await minimum()) > 1)
  expect(await found(ofNobody)).toEqual([])
  expect(await found(ofPerson)).toEqual([ofPerson.entryId])
})

test('and one that comes when it was asked whether the reason stands keeps what is about to be let go', async () => {
  const prunings = async () => (await audit.entries()).filter(({ action }) => action === Action.LOG_PRUNED).length
  const before = await prunings()
  people.clear()
  // Of what is before the minimum twice, as above, and then of each reason.
  orderAt = 3
  await restarted(24)
  await waitFor(async () => (await prunings()) > before)
  await waitFor(async () => asked > 3)
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(await found(ofPerson)).toEqual([ofPerson.entryId])
})
