import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { MAX_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { hasClamd, PATIENCE_MS, removeTempDir, startClamd, tempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { processesIn, watchMemory } from './support/memory.ts'
import { arrives } from './support/refer.ts'
import { signedIn } from './support/signed-in.ts'

const dir = tempDir('files-memory')
const scanner = hasClamd ? await startClamd(dir, { streamMaxLength: '200M', maxSize: '0' }) : undefined
const { system } = await useHubs(['XA', 'XB'], { own: true, clamd: scanner?.socket })
const { client: sender, files: police } = await signedIn(system, 'XA', 'police')
const { client: receiver, files: theirs, agencyId } = await signedIn(system, 'XB', 'legal_aid')
const memory = watchMemory(processesIn(system.layout.root))
afterAll(async () => {
  memory.stop()
  await scanner?.stop()
  removeTempDir(dir)
})

const MIB = 1024 ** 2
const MOST_MIB = 256
const SMALL_MIB = 32
const LARGE_MIB = 4 * SMALL_MIB
/** Of what is garbage for a while: it is bounded, and does not depend on the file. A process that kept what the larger one has more would show twice this. */
const LEEWAY_MIB = (LARGE_MIB - SMALL_MIB) / 2

/** Uploaded, kept, sealed, carried, taken in by the other hub, and downloaded there. */
async function handedOver(mib: number, chunkBytes?: number): Promise<void> {
  const path = join(dir, `film-${mib}-${chunkBytes}`)
  for (let i = 0; i < mib; i++) appendFileSync(path, randomBytes(MIB))
  const { subjectRef } = await sender.registerSubject(anAdult())
  const consent = consentTo(subjectRef, { hub: 'XB', type: 'legal_aid' })
  await sender.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
  const { id } = await sender.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['legal'] },
    to: { hub: 'XB', agencyId },
  })
  await arrives(receiver, id)
  await receiver.assign(id)
  await sender.assign(id)
  const upload = await police.beginUpload(subjectRef, path, 'video/mp4', chunkBytes)
  await police.continueUpload(upload, path)
  await waitFor(async () => (await police.stateOf(upload.fileId)).state === 'kept')
  await police.handOver(upload.fileId, id)
  const came = async () => (await theirs.filesOf(id)).received[0]
  await waitFor(async () => (await came())?.state === 'stored', 3 * PATIENCE_MS)
  await theirs.downloadReceived(id, (await came())?.fileId ?? '', `${path}.back`)
}

/** Its processes count the buffers that all of them share, as they touch them: those have a size of their own. */
const isDatabase = (name: string): boolean => name.startsWith('PostgreSQL')

/** MiB, of what has run so far. */
const peaks = () => new Map([...memory.peaks()].map(([name, { resident }]) => [name, resident]))

it('A file that is four times as large takes no process of a hub more memory, and none 256 MiB', async () => {
  // More than is under way between two hubs at once.
  await handedOver(SMALL_MIB)
  const small = peaks()
  await handedOver(LARGE_MIB)
  for (const [name, most] of peaks()) {
    expect(most, name).toBeLessThan(MOST_MIB)
    if (isDatabase(name)) continue
    expect(most - (small.get(name) ?? 0), `${name}, more than with the small file`).toBeLessThan(LEEWAY_MIB)
  }
})

it('In the largest chunks that are taken it takes none 256 MiB either', async () => {
  await handedOver(64, MAX_CHUNK_BYTES)
  for (const [name, most] of peaks()) expect(most, name).toBeLessThan(MOST_MIB)
})
