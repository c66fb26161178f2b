import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Action } from '@amparo/contracts'
import {
  merkleNode,
  NoteAlgorithm,
  noteKeyOf,
  noteKeyText,
  parseCheckpoint,
  parseNote,
  signedBy,
} from '@amparo/crypto/tlog'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { originOf } from '../src/domain/checkpoint.ts'
import { logKeyOf } from '../src/queries/checkpoint.ts'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

/** Of a power of two no proof shows what a log begins with. */
const SIGNED = 4
const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('contradicted')
/** A witness that has signed another log of that size. */
const asked: string[] = []
const witness = createServer(async (request, response) => {
  const body = await text(request)
  asked.push(body)
  response.statusCode = body.startsWith(`old ${SIGNED}\n`) && !body.includes(`\n${SIGNED}\n`) ? 422 : 409
  response.setHeader('content-type', 'text/x.tlog.size')
  response.end(`${SIGNED}\n`)
})
await new Promise<void>(resolve => witness.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  witness.close()
  removeTempDir(dir)
})

test('A log that a witness does not sign shows it the head of the very size that was signed: two of them prove what was done', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = noteKeyOf('witness.example/w', NoteAlgorithm.COSIGNATURE, privateKey)
  const file = join(dir, 'witnesses')
  const { port } = witness.address() as AddressInfo
  writeFileSync(file, `witness ${noteKeyText(key)} http://127.0.0.1:${port}\n`)
  await audit.start({ AMPARO_WITNESSES_FILE: file, AMPARO_WITNESS_EVERY_SECONDS: '0.2' })
  await untilWriting(redaction)
  for (let i = 0; i < SIGNED; i++)
    await appended(redaction, anEntry({ entryId: randomUUID(), action: Action.DISCLOSURE_DENIED }))
  const start = `old ${SIGNED}\n\n`
  await waitFor(async () => asked.some(body => body.startsWith(start)))
  const note = parseNote(asked.find(body => body.startsWith(start))?.slice(start.length) ?? '')
  const log = logKeyOf(originOf('XA'), audit.sign)
  expect(signedBy(note, log)).toBeDefined()
  const leaves = await audit.sql<{ hash: Buffer }>('select leaf_hash as hash from audit.leaf order by index limit 4')
  const [a, b, c, d] = leaves.map(({ hash }) => hash) as [Buffer, Buffer, Buffer, Buffer]
  const root = merkleNode(merkleNode(a, b), merkleNode(c, d))
  expect(parseCheckpoint(note.text)).toEqual({ origin: log.name, size: SIGNED, root })
})
