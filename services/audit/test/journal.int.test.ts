import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  create,
  EntrySchema,
  encode,
  encodeEnvelope,
  eventSubject,
  JournalLineSchema,
  journalWritten,
  type Signed,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey, signStatement } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
beforeAll(async () => {
  await audit.start()
  await untilWriting(redaction)
})

/** A journal as redaction writes it. */
function aJournal(first = { sequence: 0n, hash: '' }) {
  let last = first
  return (entry = anEntry(), sign = audit.redactionSign) => {
    const line = {
      ...{ sequence: last.sequence + 1n, previous: last.hash, away: ['audit'] },
      entry: toBinary(EntrySchema, create(EntrySchema, entry)),
    }
    const signed = signStatement(JournalLineSchema, line, 'journal.v1', sign)
    last = { sequence: line.sequence, hash: hash('sha256', signed.payload, 'hex') }
    return signed
  }
}
let sent = 0n
async function publish(line: Signed): Promise<string> {
  const id = randomUUID()
  const meta = { id, aggregateId: 'journal', aggregateVersion: 1, occurredAt: new Date(), correlationId: randomUUID() }
  sent += 1n
  redaction.connection.publish(
    eventSubject(journalWritten),
    encodeEnvelope(encode(journalWritten, { line }, meta), sent),
  )
  await redaction.connection.flush()
  const outcome = async () =>
    (await audit.sql<{ outcome: string }>('select outcome from audit.inbox where event_id = $1', [id]))[0]
  await waitFor(async () => (await outcome()) !== undefined)
  return (await outcome())?.outcome ?? ''
}
const leaves = () => audit.entries()
const gaps = async () => (await leaves()).filter(entry => entry.action === Action.JOURNAL_GAP).map(entry => entry.code)

describe('a line of the journal of redaction', () => {
  const write = aJournal()
  const old = new Date(Date.now() - 9 * 3_600_000)
  const entry = anEntry({ action: Action.GLASS_BROKEN, code: 'danger_to_life', occurredAt: timestampFromDate(old) })

  test('comes into the log with the time at which it happened, however long ago, and once', async () => {
    const line = write(entry)
    await publish(line)
    await publish(line)
    expect((await leaves()).filter(leaf => leaf.entryId === entry.entryId)).toMatchObject([
      { action: Action.GLASS_BROKEN, code: 'danger_to_life', occurredAt: timestampFromDate(old) },
    ])
  })
  test('is the same leaf as the entry that came by itself, if only consent was away', async () => {
    const both = anEntry({ action: Action.GLASS_BROKEN, code: 'child_in_danger' })
    await appended(redaction, both)
    await publish(write(both))
    expect((await leaves()).filter(leaf => leaf.entryId === both.entryId)).toHaveLength(1)
    expect(await gaps()).toEqual([])
  })
  test('that is missing when a later one comes is an entry of its own, and the later one is kept', async () => {
    const missing = write()
    const late = anEntry()
    await publish(write(late))
    expect(await gaps()).toEqual(['3:3'])
    expect((await leaves()).some(leaf => leaf.entryId === late.entryId)).toBe(true)
    await publish(missing)
    expect(await gaps()).toEqual(['3:3'])
  })
  test('that says otherwise than the one of its number is an entry of its own', async () => {
    const forged = aJournal({ sequence: 1n, hash: 'ab'.repeat(32) })
    await publish(forged())
    expect(await gaps()).toEqual(['3:3', 'fork:2'])
  })
  test('that comes with others at once is none that is missing', async () => {
    expect(await Promise.all(Array.from({ length: 12 }, () => publish(write())))).toEqual(Array(12).fill('done'))
    expect(await gaps()).toEqual(['3:3', 'fork:2'])
  })
  test('that somebody else signed, or that holds a text, is not taken', async () => {
    const stranger = loadSigningKey(generateSigningKey().privateJwk)
    const before = (await leaves()).length
    expect(await publish(aJournal({ sequence: 4n, hash: 'x' })(anEntry(), stranger))).not.toBe('done')
    expect(await publish(aJournal({ sequence: 4n, hash: 'x' })(anEntry({ code: 'a name' })))).not.toBe('done')
    expect((await leaves()).length).toBe(before)
  })
  test('cannot be changed or removed, not even past all grants', async () => {
    await expect(audit.sql('delete from audit.journal_line')).rejects.toThrow(/append-only/)
  })
})
