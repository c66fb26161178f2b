import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '@amparo/client'
import type { ItemUseCode } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, describe, expect, it } from 'vitest'
import { anAdult, consentTo, signedConsentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf, inState } from './support/journey.ts'
import { arrives } from './support/refer.ts'
import { signedIn } from './support/signed-in.ts'

const { system, people } = await useHubs(['XA'])
const { client: sender, files: police } = await signedIn(system, 'XA', 'police')
const dir = tempDir('within-one-hub')
afterAll(() => removeTempDir(dir))

const NAME = 'Ximena Ocllo'
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('between two agencies of one hub', () => {
  it('a file is handed over with a referral, is there at once and byte for byte, and stays with whoever gave it', async () => {
    const { client: receiver, files: theirs, agencyId } = await signedIn(system, 'XA', 'legal_aid')
    const { subjectRef } = await sender.registerSubject(anAdult())
    const consent = consentTo(subjectRef, { hub: 'XA', type: 'legal_aid' })
    await sender.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
    const { id } = await sender.submitReferral({
      ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['legal'] },
      to: { hub: 'XA', agencyId },
    })
    await arrives(receiver, id)
    for (const who of [receiver, sender]) await who.assign(id)

    const path = join(dir, 'film')
    writeFileSync(path, randomBytes(3_000_000))
    const upload = await police.beginUpload(subjectRef, path, 'video/mp4')
    await police.continueUpload(upload, path)
    const { fileId } = upload
    await waitFor(async () => (await police.stateOf(fileId)).state === 'kept')
    await police.handOver(fileId, id)
    await waitFor(async () => (await police.filesOf(id)).sent[0]?.state === 'delivered')

    const [came] = (await theirs.filesOf(id)).received
    expect(came).toMatchObject({ state: 'stored', from: { hub: 'XA' }, parts: 1, here: 1 })
    await theirs.downloadReceived(id, came?.fileId ?? '', join(dir, 'back'))
    expect(sha256(join(dir, 'back'))).toBe(sha256(path))
    // Not as a file of its own, nor by the name that the giver has for it.
    await expect(theirs.downloadReceived(id, fileId, join(dir, 'other'))).rejects.toMatchObject({ status: 404 })
    expect((await police.filesOf(id)).kept).toMatchObject([{ fileId, state: 'kept' }])
  })

  it('a child whose consent is refused has one draft, however often it is tried, and another once that was discarded', async () => {
    const { subject, ...form } = anAdult()
    const { subjectRef } = await sender.registerSubject({ ...form, subject: { ...subject, isMinor: true } })
    const refusal = () =>
      sender.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' })).then(
        () => undefined,
        (error: unknown) => (error instanceof ProblemError ? error : undefined),
      )
    const draftOf = async () => (await refusal())?.refs['draftId'] ?? ''
    expect((await refusal())?.code).toBe('minor_without_guardian_or_safeguarding')
    const first = await draftOf()
    await inState(sender, first, 'draft')
    expect(await draftOf()).toBe(first)
    await sender.step(first, 'discard')
    await expect.poll(draftOf).not.toBe(first)
    await inState(sender, await draftOf(), 'draft')
  })

  it('what was sent for one purpose is opened for another only as its sender permits, asked and answered in the referral', async () => {
    const receiver = await people.caseworker('XA', 'prosecution')
    const to = { hub: 'XA', type: 'prosecution' }
    const { subjectRef } = await sender.registerSubject(anAdult())
    await sender.recordConsent({
      ...(await signedConsentTo(sender, subjectRef, to)),
      ...{ purposes: ['criminal_investigation'], dataCategories: ['identity', 'exploitation', 'narrative'] },
    })
    const { id } = await sender.submitReferral({
      ...{ subjectRef, protocol: 'spontaneous-transmission', priority: 'normal', services: [] },
      to: agencyOf(system, 'XA', 'prosecution'),
      itemCodes: { handling: 'h2', source: 'source-b', information: 'information-2' },
    })
    await inState(receiver, id, 'requested')
    await receiver.assign(id)
    await receiver.step(id, 'accept', { conditionsAccepted: true })
    const seen = async (use?: ItemUseCode) => JSON.stringify((await receiver.openView(id, use)).categories)
    expect(await seen()).toContain(NAME)
    const refused = (code: string) => ({ status: 403, code })
    await expect(receiver.openView(id, 'other-offence')).rejects.toMatchObject(refused('referral_use_not_permitted'))

    await receiver.step(id, 'ask-permission', { use: 'other-investigation' })
    await inState(sender, id, 'permission-asked')
    await expect(receiver.openView(id, 'other-offence')).rejects.toMatchObject(refused('referral_use_not_answered'))
    await sender.step(id, 'refuse-use', { reason: 'danger-to-victim' })
    await inState(receiver, id, 'in-use')
    await expect(receiver.openView(id, 'other-offence')).rejects.toMatchObject(refused('referral_use_refused'))

    await receiver.step(id, 'ask-permission', { use: 'other-investigation' })
    await inState(sender, id, 'permission-asked')
    await sender.step(id, 'permit-use', { permitted: 'without-identity-of-victims' })
    await inState(receiver, id, 'in-use')
    expect(await seen('other-offence')).not.toContain(NAME)
    await expect(receiver.openView(id, 'export')).rejects.toMatchObject(refused('referral_use_not_permitted'))
    expect(await seen()).toContain(NAME)
  })
})
