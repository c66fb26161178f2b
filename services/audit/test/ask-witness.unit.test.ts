import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream/promises'
import { checkpointText, NoteAlgorithm, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import { expect, onTestFinished, test } from 'vitest'
import { askWitness } from '../src/ports/witness.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const log = noteKeyOf('log.example/of-this-hub', NoteAlgorithm.ED25519, privateKey)
const key = noteKeyOf('witness.example', NoteAlgorithm.COSIGNATURE, privateKey)
const text = checkpointText({ origin: log.name, size: 1, root: Buffer.alloc(32) })
const note = { text, signatures: [signNote(text, log, privateKey, new Date(0))] }

async function ask(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume()
    answer(response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return askWitness({ key, url }, { note, previous: 0, proof: [], signal: new AbortController().signal })
}

test('A witness that signs is believed', async () => {
  const line = Buffer.concat([key.keyId, signNote(text, key, privateKey, new Date(5_000)).signature]).toString('base64')
  expect(await ask(response => response.end(`\u2014 ${key.name} ${line}\n`))).toMatchObject({ kind: 'signed', time: 5 })
})

test('A witness that says more and more is heard no further, and is away', async () => {
  const most = 256 * 1024 ** 2
  const piece = Buffer.alloc(1024 ** 2, 'a')
  let sent = 0
  let ended: Promise<unknown> | undefined
  const answered = await ask(response => {
    const more = () => {
      while (!response.destroyed && sent < most) {
        sent += piece.length
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end()
    }
    ended = finished(response).catch(() => undefined)
    more()
  })
  await ended
  expect(answered).toEqual({ kind: 'away' })
  expect(sent).toBeLessThan(most)
})
