import { hash, randomUUID } from 'node:crypto'
import {
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
import { signStatement } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
beforeAll(async () => {
  await audit.start()
  await untilWriting(redaction)
})

interface Written {
  readonly sequence: bigint
  readonly hash: string
  readonly signed: Signed
}
const journal: Written[] = []
for (let i = 0; i < 90; i++) {
  const line = {
    ...{ sequence: BigInt(i + 1), previous: journal.at(-1)?.hash ?? '', away: ['audit'] },
    entry: toBinary(EntrySchema, create(EntrySchema, anEntry())),
  }
  const signed = signStatement(JournalLineSchema, line, 'journal.v1', audit.redactionSign)
  journal.push({ sequence: line.sequence, hash: hash('sha256', signed.payload, 'hex'), signed })
}
const at = (sequence: number) => journal[sequence - 1] as Written

let sent = 0n
async function publish(sequence: number): Promise<void> {
  const id = randomUUID()
  const meta = { id, aggregateId: 'journal', aggregateVersion: sequence, occurredAt: new Date(), correlationId: id }
  sent += 1n
  redaction.connection.publish(
    eventSubject(journalWritten),
    encodeEnvelope(encode(journalWritten, { line: at(sequence).signed }, meta), sent),
  )
  await redaction.connection.flush()
  await waitFor(async () => (await audit.sql('select 1 from audit.inbox where event_id = $1', [id])).length > 0)
}
/** What the log says that it lacks of a journal of so many lines, of which the last ones may stand there no more. */
async function lacking(sequence: number, stored = sequence) {
  const said = { sequence: BigInt(sequence), hash: sequence === 0 ? '' : at(sequence).hash, stored: BigInt(stored) }
  const signed = { ...said, at: timestampFromDate(new Date()) }
  const head = signStatement(JournalHeadSchema, signed, 'journal-head.v1', audit.redactionSign)
  const answer = await redaction.ask(journalHead, create(JournalHeadRequestSchema, { nonce: randomUUID(), head }))
  return answer.lacking.map(({ first, last }) => [Number(first), Number(last)])
}
const lines = async () =>
  (await audit.sql<{ sequence: string; entry_id: string }>('select sequence, entry_id from audit.journal_line')).length

describe('what the log lacks of the journal', () => {
  test('is nothing where nothing was written, or everything has come', async () => {
    expect(await lacking(0)).toEqual([])
    await publish(1)
    expect(await lacking(1)).toEqual([])
  })

  test('is told by its numbers, also what lies between lines that have come, and only what stands there', async () => {
    await publish(4)
    expect(await lacking(6)).toEqual([
      [2, 3],
      [5, 6],
    ])
    expect(await lacking(6, 5)).toEqual([
      [2, 3],
      [5, 5],
    ])
  })

  test('is told after a restore that lost the last lines, and no more once they have come again', async () => {
    for (const sequence of [2, 3, 5, 6]) await publish(sequence)
    expect(await lacking(6)).toEqual([])
    await audit.sql('alter table audit.journal_line disable trigger user')
    await audit.sql('delete from audit.journal_line where sequence > 4')
    await audit.sql('alter table audit.journal_line enable trigger user')
    expect(await lacking(6)).toEqual([[5, 6]])
    const entries = (await audit.entries()).length
    for (const sequence of [5, 6, 6]) await publish(sequence)
    expect(await lacking(6)).toEqual([])
    expect(await lines()).toBe(6)
    // The log had them as entries all the while: the same leaf.
    expect((await audit.entries()).length).toBe(entries)
  })

  test('is told so many ranges at a time', async () => {
    for (let sequence = 8; sequence <= 90; sequence += 2) await publish(sequence)
    expect((await lacking(90)).slice(0, 2)).toEqual([
      [7, 7],
      [9, 9],
    ])
    expect(await lacking(90)).toHaveLength(32)
  })
})
