import { generateKeyPairSync } from 'node:crypto'
import { checkpointText, formatNote, NoteAlgorithm, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import type { Reader } from '@amparo/store'
import { expect, test } from 'vitest'
import { lastSeen } from '../src/queries/last-seen.ts'

const NOW = new Date('2026-11-25T15:00:00Z')
const HOUR = 3_600_000
const BEGAN = new Date('2026-01-01T00:00:00Z')
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR)
const ORIGIN = 'log.example/own'
const keyFor = (name: string) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, key: noteKeyOf(name, NoteAlgorithm.COSIGNATURE, privateKey) }
}
const [witness, stranger] = [keyFor('w.example/one'), keyFor('w.example/one')]
const head = (at: Date, column: Date | number = at, { by = witness, origin = ORIGIN } = {}) => {
  const text = checkpointText({ origin, size: 4, root: Buffer.alloc(32) })
  const note = formatNote({ text, signatures: [signNote(text, by.key, by.privateKey, at)] })
  return { size: '4', note, witnessed_at: column }
}
/** Of a database in which these heads are, the newest first. */
const seen = (...heads: object[]) => {
  const sql = async (text: string) => (text.includes('from leaf') ? [{ taken_at: BEGAN }] : heads)
  return lastSeen({ sql } as unknown as Reader, { origin: ORIGIN, keys: [witness.key] }, NOW)
}

test('The log was last seen when a witness says that it signed it', async () => {
  expect(await seen(head(ago(2)), head(ago(3)))).toEqual(ago(2))
  expect(await seen(head(ago(2)), head(ago(1)))).toEqual(ago(1))
  expect(await seen()).toEqual(BEGAN)
})

const AHEAD = new Date('2099-01-01T00:00:00Z')
test.each([
  ['another date beside the signature', head(ago(5), AHEAD), ago(5)],
  ['no date that there is', head(ago(5), Number.POSITIVE_INFINITY), BEGAN],
  ['nothing that was signed', { size: '4', note: 'x', witnessed_at: AHEAD }, BEGAN],
  ['the signature of somebody else of that name', head(ago(1), AHEAD, { by: stranger }), BEGAN],
  ['the head of another log of that witness', head(ago(1), AHEAD, { origin: 'log.example/another' }), BEGAN],
])('and not what is written into the database: %s', async (_, row, at) => {
  expect(await seen(row)).toEqual(at)
})

test('A witness whose clock is ahead counts for when its signature came, and never for later than now', async () => {
  expect(await seen(head(AHEAD, ago(5)))).toEqual(ago(5))
  expect(await seen(head(AHEAD))).toEqual(NOW)
})
