import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action } from '@amparo/contracts'
import {
  checkpointText,
  formatNote,
  NoteAlgorithm,
  noteKeyOf,
  noteKeyText,
  parseNote,
  signNote,
} from '@amparo/crypto/tlog'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { originOf } from '../src/domain/checkpoint.ts'
import { checkpointSigner } from '../src/queries/checkpoint.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const witness = noteKeyOf('witness.example/one', NoteAlgorithm.COSIGNATURE, privateKey)
const dir = tempDir('seen')
const file = join(dir, 'witnesses')
// Nobody answers there.
writeFileSync(file, `witness ${noteKeyText(witness)} http://127.0.0.1:9\n`)
afterAll(() => removeTempDir(dir))
const audit = await useAudit({ env: { AMPARO_WITNESSES_FILE: file } })
const redaction = await audit.nats.as('redaction')
const head = { size: 1, root: Buffer.alloc(32) }
const unseen = checkpointSigner(originOf('XA'), audit.sign)(head)
let service: Awaited<ReturnType<typeof audit.start>>

/** As whoever has taken over the service or its role may. */
async function keep(note: string): Promise<void> {
  const client = new Client({ connectionString: audit.env.AMPARO_DATABASE_URL ?? '' })
  await client.connect()
  try {
    await client.query(`insert into audit.published_head (size, note, witnessed_at) values (1, $1, '2099-01-01')`, [
      note,
    ])
  } finally {
    await client.end()
  }
}
/** What comes of a release once the service that was started anew writes. */
async function released(): Promise<string> {
  await service.stop()
  service = await audit.start()
  const written = () => appended(redaction, anEntry({ action: Action.DISCLOSURE_DENIED }))
  await waitFor(
    () =>
      written().then(
        () => true,
        () => false,
      ),
    40_000,
  )
  return appended(redaction, anEntry()).then(
    () => 'released',
    error => error.code,
  )
}

beforeAll(async () => {
  service = await audit.start()
  await untilWriting(redaction)
  await audit.sql('alter table audit.leaf disable trigger user')
  await audit.sql(`update audit.leaf set taken_at = now() - interval '1 day'`)
  await audit.sql('alter table audit.leaf enable trigger user')
})

test('A row dated ahead does not make a log seen that nobody has seen for a day', async () => {
  await keep(formatNote(unseen))
  expect(await released()).toBe('log_unwitnessed')
})

test('nor does an old signature, and one of a moment ago does', async () => {
  const text = checkpointText({ origin: originOf('XA'), ...head })
  const signedAt = (at: Date) => formatNote({ text, signatures: [signNote(text, witness, privateKey, at)] })
  await keep(signedAt(new Date(Date.now() - 5 * 3_600_000)))
  expect(await released()).toBe('log_unwitnessed')
  const fresh = signedAt(new Date())
  expect(parseNote(fresh).text).toBe(unseen.text)
  await keep(fresh)
  expect(await released()).toBe('released')
})
