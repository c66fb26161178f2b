import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { watchParts } from './support/parts-sent.ts'
import { arrives } from './support/refer.ts'
import { signedIn } from './support/signed-in.ts'

const { system } = await useHubs(['XA', 'XB'])
const dir = tempDir('files')
afterAll(() => removeTempDir(dir))

const MIB = 1024 ** 2

const { client: sender, files: police } = await signedIn(system, 'XA', 'police')
const { client: receiver, files: theirs, agencyId } = await signedIn(system, 'XB', 'legal_aid')
const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

async function referred() {
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
  return { subjectRef, id }
}

async function kept(subjectRef: string, bytes: number) {
  const path = join(dir, `film-${bytes}`)
  writeFileSync(path, randomBytes(bytes))
  const upload = await police.beginUpload(subjectRef, path, 'video/mp4')
  await police.continueUpload(upload, path)
  await waitFor(async () => (await police.stateOf(upload.fileId)).state === 'kept')
  return { path, fileId: upload.fileId }
}

it('A file goes with a referral to the agency in the other hub, whatever is killed on the way, and each part once', async () => {
  const { subjectRef, id } = await referred()
  const { path, fileId } = await kept(subjectRef, 64 * MIB)
  const sent = await watchParts(system, { from: 'XA', to: 'XB' })
  await police.handOver(fileId, id)
  const came = async () => (await theirs.filesOf(id)).received[0]
  const here = async () => (await came())?.here ?? 0
  for (const [hub, group] of [
    ['XA', 'core'],
    ['XB', 'core'],
    ['XB', 'redaction'],
    ['XA', 'redaction'],
  ] as const) {
    const before = await here()
    await waitFor(async () => (await here()) > before)
    await system.hub(hub).kill(group)
    await system.hub(hub).restart(group)
  }
  await waitFor(async () => (await came())?.state === 'stored')
  await waitFor(async () => (await police.filesOf(id)).sent[0]?.state === 'delivered')

  await sent.stop()
  const parts = (await came())?.parts ?? 0
  expect(parts).toBeGreaterThan(100)
  expect(sent.numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: parts }, (_, i) => i))

  const back = join(dir, 'back')
  await theirs.downloadReceived(id, (await came())?.fileId ?? '', back)
  expect(await sha256(back)).toBe(await sha256(path))
})
