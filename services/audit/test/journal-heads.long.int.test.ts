import { createHash, randomUUID } from 'node:crypto'
import {
  Action,
  create,
  EntrySchema,
  encode,
  encodeEnvelope,
  eventSubject,
  JournalHeadRequestSchema,
  JournalHeadSchema,
  JournalLineSchema,
  journalHead,
  journalWritten,
  type Signed,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey, signStatement } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, untilWriting, useAudit } from './support.ts'

const GAP_SECONDS = 3
const audit = await useAudit({ env: { AMPARO_LOG_GAP_MINUTES: String(GAP_SECONDS / 60) } })
const redaction = await audit.nats.as('redaction')
let service: Awaited<ReturnType<typeof audit.start>>
beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
})

interface Written {
  readonly sequence: bigint
  readonly hash: string
  readonly signed: Signed
}
const NOTHING = { sequence: 0n, hash: '' }
function write(before: Pick<Written, 'sequence' | 'hash'> = NOTHING): Written {
  const line = {
    ...{ sequence: before.sequence + 1n, previous: before.hash, away: ['audit'] },
    entry: toBinary(EntrySchema, create(EntrySchema, anEntry())),
  }
  const signed = signStatement(JournalLineSchema, line, 'journal.v1', audit.redactionSign)
  return { sequence: line.sequence, hash: createHash('sha256').update(signed.payload).digest('hex'), signed }
}
async function publish({ signed: line }: Written): Promise<void> {
  const id = randomUUID()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
  redaction.connection.publish(eventSubject(journalWritten), encodeEnvelope(encode(journalWritten, { line }, meta), 1n))
  await redaction.connection.flush()
  await waitFor(async () => (await audit.sql('select 1 from audit.inbox where event_id = $1', [id])).length > 0)
}
/** What redaction says each minute. */
async function tell({ sequence, hash }: Pick<Written, 'sequence' | 'hash'>, of: { stored?: bigint; at?: Date } = {}) {
  const { stored = sequence, at = new Date() } = of
  const said = { sequence, hash, stored, at: timestampFromDate(at) }
  return ask(signStatement(JournalHeadSchema, said, 'journal-head.v1', audit.redactionSign))
}
const ask = (head: Signed) =>
  redaction.ask(journalHead, create(JournalHeadRequestSchema, { nonce: randomUUID(), head }))
const gaps = async () =>
  (await audit.entries()).filter(({ action }) => action === Action.JOURNAL_GAP).map(({ code }) => code)
/** Those that are not of the minutes in which this test says nothing. */
const faults = async () => (await gaps()).filter(code => !code.startsWith('silent'))

describe('the end of the journal', () => {
  const one = write()
  const two = write(one)
  const three = write(two)

  test('is in order while as many lines have come as there are, and while one is on its way', async () => {
    await tell(NOTHING)
    await publish(one)
    await tell(one)
    await tell(one)
    await tell(two)
    await publish(two)
    await tell(two)
    expect(await faults()).toEqual([])
  })

  test('is missed when its last line never comes, though none comes after it', async () => {
    await tell(three)
    expect(await faults()).toEqual([])
    await waitFor(async () => {
      await tell(three)
      return (await faults()).length > 0
    })
    await tell(three)
    expect(await faults()).toEqual(['3:3'])
  })

  test('is missed when it is cut off and was noted elsewhere, or was told before, also after a new start', async () => {
    await tell(three, { stored: 2n })
    await tell(three, { stored: 2n })
    expect(await faults()).toEqual(['3:3', 'cut:3:3'])
    await service.kill()
    service = await audit.start()
    await untilWriting(redaction)
    await tell(one)
    expect(await faults()).toEqual(['3:3', 'cut:3:3', 'cut:2:3'])
  })

  test('is another one if its last line says otherwise than what was told', async () => {
    await tell({ ...three, hash: 'ab'.repeat(32) })
    expect((await faults()).at(-1)).toBe('fork:3')
  })

  test('is believed of redaction alone, and of now', async () => {
    const before = await faults()
    await expect(tell(NOTHING, { at: new Date(Date.now() - 6 * 60_000) })).rejects.toMatchObject({
      code: 'journal_head_invalid',
    })
    const stranger = loadSigningKey(generateSigningKey().privateJwk)
    const said = { ...NOTHING, stored: 0n, at: timestampFromDate(new Date()) }
    await expect(ask(signStatement(JournalHeadSchema, said, 'journal-head.v1', stranger))).rejects.toMatchObject({
      code: 'journal_head_invalid',
    })
    expect(await faults()).toEqual(before)
  })

  test('is not told any more: that is an entry of its own, once', async () => {
    await tell(three)
    const before = (await gaps()).length
    await waitFor(async () => (await gaps()).length > before)
    expect((await gaps()).at(-1)).toBe('silent:3')
    await new Promise(resolve => setTimeout(resolve, 2 * GAP_SECONDS * 1_000))
    expect(await gaps()).toHaveLength(before + 1)
  })

  test('is missed once, though a line comes afterwards by which it is missed too', async () => {
    await publish(write(three))
    expect((await faults()).filter(code => code === '3:3')).toHaveLength(1)
  })

  test('cannot be forgotten, not even past all grants', async () => {
    await expect(audit.sql('delete from audit.journal_head')).rejects.toThrow(/append-only/)
  })
})
