import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import { anAdult, signedConsentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf, inState } from './support/journey.ts'
import { signedIn } from './support/signed-in.ts'

const { system, people } = await useHubs(['XA', 'XB'])
const { client: sender, files: own } = await signedIn(system, 'XA', 'prosecution')
const { client: receiver, files: theirs } = await signedIn(system, 'XB', 'prosecution')
const dir = tempDir('spontaneous')
afterAll(() => removeTempDir(dir))

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const CODES = { handling: 'h2', source: 'source-b', information: 'information-3' }
const OF_FILE = { handling: 'h3', source: 'source-a', information: 'information-1' }
const refused = (status: number, code: string) => ({ status, code })

it('what one prosecution tells another unasked goes with its limits, is used within them, and goes on by leave alone', async () => {
  const to = { hub: 'XB', type: 'prosecution' }
  const { subjectRef } = await sender.registerSubject(anAdult())
  await sender.recordConsent({
    ...(await signedConsentTo(sender, subjectRef, to)),
    ...{ purposes: ['criminal_investigation'], dataCategories: ['identity', 'documents', 'exploitation', 'narrative'] },
  })
  const told = { subjectRef, protocol: 'spontaneous-transmission', priority: 'normal', services: [] } as const
  const draft = { ...told, to: agencyOf(system, 'XB', 'prosecution') }
  await expect(sender.submitReferral(draft)).rejects.toMatchObject({
    ...{ status: 400, errors: [{ pointer: '/itemCodes', code: 'required' }] },
  })
  const { id } = await sender.submitReferral({ ...draft, itemCodes: CODES })

  // Received with its limits, which its receiver accepts as they are.
  expect((await inState(receiver, id, 'requested')).itemCodes).toEqual(CODES)
  for (const who of [sender, receiver]) await who.assign(id)
  await receiver.step(id, 'accept', { conditionsAccepted: true })
  await inState(sender, id, 'in-use')
  const seen = await receiver.openView(id)
  expect(seen).toMatchObject({ handlingCode: 'h2', evaluation: 'b3' })
  await receiver.openView(id, 'judicial-proceedings')
  for (const use of ['export', 'civil-proceedings', 'other-offence'] as const)
    await expect(receiver.openView(id, use)).rejects.toMatchObject(refused(403, 'referral_use_not_permitted'))

  // A file besides, under codes of its own.
  const path = join(dir, 'film')
  writeFileSync(path, randomBytes(1_500_000))
  const upload = await own.beginUpload(subjectRef, path, 'video/mp4')
  await own.continueUpload(upload, path)
  await waitFor(async () => (await own.stateOf(upload.fileId)).state === 'kept')
  const uncoded = own.handOver(upload.fileId, id, { incriminating: 'nothing' })
  await expect(uncoded).rejects.toMatchObject({ status: 400 })
  // To a prosecution a file goes on its sender's word that nothing in it could be held against the person.
  const unsaid = own.handOver(upload.fileId, id, { itemCodes: OF_FILE })
  await expect(unsaid).rejects.toMatchObject(refused(403, 'file_may_incriminate'))
  await own.handOver(upload.fileId, id, { itemCodes: OF_FILE, incriminating: 'nothing' })
  await waitFor(async () => (await theirs.filesOf(id)).received[0]?.state === 'stored')
  const fileId = (await theirs.filesOf(id)).received[0]?.fileId ?? ''
  expect(await receiver.openReceivedFile(id, fileId)).toMatchObject({ handlingCode: 'h3', evaluation: 'a1' })
  await theirs.downloadReceived(id, fileId, join(dir, 'there'))
  expect(sha256(join(dir, 'there'))).toBe(sha256(path))

  // Out of the system by leave that names it.
  await receiver.step(id, 'ask-permission', { use: 'export' })
  await inState(sender, id, 'permission-asked')
  await expect(receiver.openView(id, 'export')).rejects.toMatchObject(refused(403, 'referral_use_not_answered'))
  await sender.step(id, 'permit-use', { permitted: 'as-asked', until: '2999-12-31' })
  await inState(receiver, id, 'in-use')
  await receiver.openView(id, 'export')
  await receiver.openReceivedFile(id, fileId, 'export')

  // To the defence what clears an accused, announced on a treaty that is in force and lets that.
  const announce = (allowedBy: string) =>
    receiver.step(id, 'announce-exculpatory', { when: 'before-disclosure', allowedBy })
  for (const named of ['other-treaty', 'permission-given'])
    await expect(announce(named)).rejects.toMatchObject(refused(409, 'permission_needed'))
  await expect(receiver.openView(id, 'disclose-to-defence')).rejects.toMatchObject({ status: 403 })
  await announce('untoc-18-19')
  await receiver.openView(id, 'disclose-to-defence')

  // On to the police of the other state by leave for the police.
  const police = await people.caseworker('XB', 'police')
  const on = { ...told, subjectRef: seen.subjectRef, to: agencyOf(system, 'XB', 'police') }
  await expect(receiver.submitReferral(on)).rejects.toMatchObject({ code: 'onward_not_permitted' })
  await receiver.step(id, 'ask-permission', { use: 'pass-to-police' })
  await inState(sender, id, 'permission-asked')
  await sender.step(id, 'permit-use', { permitted: 'as-asked' })
  await inState(receiver, id, 'in-use')
  // Nobody who passes it on changes what its sender has said of it.
  await waitFor(async () => {
    const answer = await receiver
      .submitReferral({ ...on, itemCodes: { ...CODES, handling: 'h0' } })
      .catch(error => error)
    return answer.code === 'item_codes_differ'
  })
  const next = await receiver.submitReferral(on)
  expect(next.itemCodes).toEqual(CODES)
  await inState(police, next.id, 'requested')
  for (const who of [receiver, police]) await who.assign(next.id)
  await police.step(next.id, 'accept', { conditionsAccepted: true })
  expect(await police.openView(next.id)).toMatchObject({ handlingCode: 'h2', evaluation: 'b3' })
  await theirs.handOver(fileId, next.id, { incriminating: 'nothing' })
  await waitFor(async () => (await police.filesOf(next.id)).received[0]?.state === 'stored')
  const passed = (await police.filesOf(next.id)).received[0]?.fileId ?? ''
  expect(await police.openReceivedFile(next.id, passed)).toMatchObject({ handlingCode: 'h3', evaluation: 'a1' })
  await expect(police.openView(next.id, 'export')).rejects.toMatchObject(refused(403, 'referral_use_not_permitted'))

  // Asked and answered stand in the log of both hubs, and each use where it was made.
  const logged = async (hub: string) => {
    const auditor = await people.auditor(hub)
    const actions = async () => (await auditor.auditEntries(id)).items.map(({ action }) => action)
    await waitFor(async () => (await actions()).filter(action => action === 'use_permitted').length === 2)
    return actions()
  }
  expect(await logged('XA')).toEqual(expect.arrayContaining(['use_asked', 'defence_announced']))
  expect(await logged('XB')).toEqual(expect.arrayContaining(['use_asked', 'item_used', 'disclosure_denied']))
})
