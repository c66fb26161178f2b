import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileRefused, fileStored } from '@amparo/contracts'
import { stampedBy } from '@amparo/crypto/bundle'
import { localAuthority } from '@amparo/crypto/local-authority'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Stamp } from '../src/commands/files/stamp.ts'
import { POLICE, SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { prepared } from './fixtures/uploads.ts'

const authority = await localAuthority()
afterAll(() => authority.close())
const real = stampedBy(authority)
let stamp: Stamp = real

const hubs = await useHandingOver({ stamp: bytes => stamp(bytes), authorities: [authority.certificate] })
const { xa, xb, referred, keep, handOver, sealed, carry, listed, show } = hubs
beforeEach(() => {
  stamp = real
  xa.clock.ahead = 0
})

const work = () => new AbortController().signal
const film = await prepared(Buffer.alloc(20_000, 'an exhibit '))
const { subjectRef, referralId } = await referred()
const stateOf = async (fileId: string) => (await xa.get(POLICE, `/files/${fileId}`)).body.state
const arrived = async (deliveryId: string) =>
  (await listed(xb, SHELTER, referralId)).received.find((one: { deliveryId: string }) => one.deliveryId === deliveryId)

interface Entry {
  readonly base64: string
  readonly signature: string
  readonly timestamp: string
}

/** What openssl says of the timestamp, which is not our code. */
function byOpenssl({ signature, timestamp }: Entry): string | undefined {
  const dir = tempDir('timestamps')
  const file = (name: string, bytes: string | Buffer) => {
    writeFileSync(join(dir, name), bytes)
    return join(dir, name)
  }
  try {
    const reply = file('reply', Buffer.from(timestamp, 'base64'))
    const [data, trusted] = [file('signature', signature), file('authority.pem', authority.certificate)]
    const args = ['ts', '-verify', '-in', reply, '-data', data, '-CAfile', trusted]
    const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
    return /Verification: \w+/.exec(stdout + stderr)?.[0]
  } finally {
    removeTempDir(dir)
  }
}

test('where an authority is configured each entry of custody that a hub makes bears its timestamp, in both hubs', async () => {
  const { body } = await handOver(await keep(subjectRef, film), referralId)
  await carry(await sealed(body.deliveryId))
  expect((await xb.told(fileStored)).map(one => one.deliveryId)).toContain(body.deliveryId)
  const { opened } = await show((await arrived(body.deliveryId)).fileId, referralId)
  const stamped = (opened.custody as readonly Entry[]).map(entry => [
    JSON.parse(Buffer.from(entry.base64, 'base64').toString('utf8')).act,
    byOpenssl(entry),
  ])
  expect(stamped).toEqual(['taken_in', 'handed_over', 'received'].map(act => [act, 'Verification: OK']))
})

test('while the authority is away a file waits, and goes on when it is back', async () => {
  stamp = stampedBy({ ...authority, url: 'http://127.0.0.1:9/' })
  const fileId = await keep(subjectRef, film)
  expect(await stateOf(fileId)).not.toBe('kept')
  expect((await handOver(fileId, referralId)).body.code).toBe('file_not_kept')
  stamp = real
  xa.clock.ahead += 3_600_000
  await xa.app.files.verifyFiles(work())
  expect(await stateOf(fileId)).toBe('kept')
})

test('a timestamp over something else is found by whoever takes the file in, who refuses it', async () => {
  const fileId = await keep(subjectRef, film)
  const { body } = await handOver(fileId, referralId)
  stamp = () => real(Buffer.from('another signature'))
  const built = await sealed(body.deliveryId)
  stamp = real
  await carry(built)
  const refused = (await xb.told(fileRefused)).find(one => one.deliveryId === body.deliveryId)
  expect(refused?.code).toBe('timestamp_invalid')
})
