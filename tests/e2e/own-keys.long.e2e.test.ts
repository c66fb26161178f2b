import { spawnSync } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EvidenceItem } from '@amparo/client'
import { asOwnerMade, certificateName, fingerprintOf, openFileKeyStore } from '@amparo/crypto'
import { bundleFolder, openBundle } from '@amparo/crypto/bundle'
import { waitFor } from '@amparo/testing/platform'
import { afterAll, describe, expect, it } from 'vitest'
import { keyStoreDir } from '../../scripts/lib/hubs/keys.ts'
import { nextStatement, statementIn, writeStatement } from '../../scripts/lib/hubs/statement.ts'
import { register, registered } from '../../scripts/lib/keys/registration.ts'
import { withCertificate, withoutCertificate } from '../../scripts/lib/keys/statement.ts'
import { agencyMachine, installed } from '../../services/redaction/test/fixtures/openpgp-programs.ts'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { signedIn } from './support/signed-in.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { interval: 500 }
const missing = ['gpg', 'sq'].filter(program => !installed(program))

describe.skipIf(missing.length > 0)(
  `agencies that hold their keys themselves (${missing.join(' ') || 'gpg, sq'})`,
  async () => {
    if (missing.length > 0) return
    const { system } = await useHubs(['XA', 'XB'], { own: true })
    const portal = usePortal(system)
    const out = mkdtempSync(join(tmpdir(), 'own-keys-'))
    const machines = { gpg: agencyMachine(), sq: agencyMachine() }
    afterAll(() => {
      for (const machine of Object.values(machines)) machine.close()
      rmSync(out, { recursive: true, force: true })
    })
    const pathsOf = (hub: string) => system.layout.hub(hub)
    const police = await signedIn(system, 'XA', 'police')
    const watcher = await signInAs(system, 'police.supervisor@xa')
    const shelter = await signInAs(system, 'shelter-2@xb')
    const keyStore = await openFileKeyStore(keyStoreDir(pathsOf('XB')))
    const idOf = (type: string) => system.hub('XB').installed.agencies.find(one => one.type === type)?.agencyId ?? ''
    const nameOf = (type: string) => certificateName({ hub: 'XB', use: 'agency', agencyId: idOf(type) })

    /** Two institutions sign for it, both jurisdictions state it, and the key that the hub held is named no more and gone. */
    async function holdItself(type: string, certificate: string): Promise<void> {
      const isIt = (agency: { hub: string; agencyId: string }) => agency.hub === 'XB' && agency.agencyId === idOf(type)
      const statement = statementIn(pathsOf('XB').directoryStatement)
      const by = ['central_authority', 'ombudsman']
      const heard = await fingerprintOf(certificate)
      const file = await register(certificate, { paths: pathsOf('XB'), statement, heard, by })
      const before = await fingerprintOf(statement.agencies.find(isIt)?.certificates[0]?.armored ?? '')
      const own = (await registered(file, { statement, now: new Date() })).certificate
      let named = own
      for (const hub of ['XB', 'XA']) {
        const paths = pathsOf(hub)
        const now = new Date()
        const jurisdictionKey = readFileSync(paths.jurisdictionKey, 'utf8')
        const old = statementIn(paths.directoryStatement)
        const more = { ...old, ...(await withCertificate(old, named, { jurisdictionKey, now, heldByAgency: true })) }
        const next = nextStatement(old, await withoutCertificate(more, before), now)
        named = next.agencies.find(isIt)?.certificates[0]?.armored ?? ''
        await writeStatement(paths, next)
      }
      await keyStore.destroyPrivateKey(`agency-${idOf(type)}`)
      for (const one of [watcher, shelter]) {
        const known = async () => (await one.call('GET', 'directory', `/agencies/XB/${idOf(type)}`)).body['holdsKeys']
        await expect.poll(known, SOON).toBe(true)
      }
    }

    async function refer(type: string) {
      const { subjectRef } = await police.client.registerSubject(anAdult())
      const consent = consentTo(subjectRef, { hub: 'XB', type })
      await police.client.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
      const { id } = await police.client.submitReferral({
        ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: 'XB', agencyId: idOf(type) } },
        services: [type === 'shelter' ? 'housing' : 'legal'],
      })
      const { client } = await signedIn(system, 'XB', type)
      await expect.poll(() => stated(id), SOON).toEqual(TAKEN)
      const inbox = async () => (await client.inbox()).items.map(item => item.id)
      await expect.poll(inbox, SOON).toContain(id)
      await client.assign(id)
      return { id, client, subjectRef }
    }
    const PAPER = Buffer.from('A page that she signed.\n'.repeat(300))
    async function handOver(subjectRef: string, referralId: string): Promise<void> {
      await police.client.assign(referralId)
      const path = join(out, 'paper')
      writeFileSync(path, PAPER)
      const upload = await police.files.beginUpload(subjectRef, path, 'text/plain')
      await police.files.continueUpload(upload, path)
      await waitFor(async () => (await police.files.stateOf(upload.fileId)).state === 'kept')
      await police.files.handOver(upload.fileId, referralId)
    }
    /** With amparo-open; and nothing that the hub holds opens it. */
    async function openedWith(key: string, folder: string): Promise<Buffer> {
      const script = join(import.meta.dirname, '../../scripts/open.ts')
      const target = join(out, `opened-${randomUUID()}`)
      writeFileSync(join(out, 'xa.asc'), await signerOfXa())
      const args = [script, folder, '--key', key, '--signer', join(out, 'xa.asc'), '--out', target]
      const opened = spawnSync(process.execPath, args, { encoding: 'utf8' })
      expect([opened.status, opened.stdout], opened.stderr).toEqual([0, expect.stringContaining('verified')])
      for (const name of await keyStore.privateKeyNames()) {
        const privateKeys = [(await keyStore.readPrivateKey(name)) ?? '']
        const options = { privateKeys, signers: [await signerOfXa()], at: new Date() }
        await expect(openBundle(bundleFolder(folder), options)).rejects.toMatchObject({ code: 'not_for_this_key' })
      }
      return readFileSync(target)
    }
    const stated = async (referralId: string) => {
      const { body } = await watcher.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
      return ((body['items'] ?? []) as EvidenceItem[]).map(({ issuer, kind }) => `${issuer} ${kind}`)
    }
    const TAKEN = ['XA submitted', 'XB relayed', 'XB delivered']
    /** What XA signs with, from a directory, as its owner made it. */
    async function signerOfXa(): Promise<string> {
      const hub = statementIn(pathsOf('XB').directoryStatement).hubs.find(known => known.hub === 'XA')
      const found = hub?.certificates.find(({ use }) => use === 'redaction_sign_compatible')
      return asOwnerMade(found?.armored ?? '')
    }
    it.skipIf(noBrowser)(
      'download a referral from the page, and open it with plain gpg and with amparo-open',
      async () => {
        const machine = machines.gpg
        const { certificate, privateKey } = machine.drawWithGpg(nameOf('legal_aid'))
        await holdItself('legal_aid', certificate)
        const { id, client, subjectRef } = await refer('legal_aid')
        await handOver(subjectRef, id)
        await waitFor(async () => (await client.filesOf(id)).received[0]?.state === 'stored')
        await expect.poll(() => stated(id), SOON).toEqual(TAKEN)

        const user = system
          .hub('XB')
          .installed.users.find(({ agencyType, roles }) => agencyType === 'legal_aid' && !roles.includes('supervisor'))
        await portal.credentials('XB', user?.username ?? '')
        const page = await portal.signIn('XB', user?.username ?? '', { locale: 'en-GB', acceptDownloads: true })
        await page.goto(`${portal.origin('XB')}/#/referrals/${id}`)
        await page.getByRole('button', { name: 'Open the person’s data' }).click()
        await page.getByText('Your agency holds its keys itself').waitFor()
        await page.getByText('no system can limit it or take it back').waitFor()
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Download the folder (ZIP)', exact: true }).click(),
        ])
        await page.getByText(`Open it with the key ${await fingerprintOf(certificate)}`).waitFor()
        await expect.poll(() => stated(id), SOON).toEqual([...TAKEN, 'XB retrieved'])

        const bundle = `${machine.unpack(readFileSync(await download.path()))}/bundle`
        const json = machine
          .run('gpg', '--batch', '--quiet', '--decrypt', `${bundle}/chunks/000000.gpg`)
          .toString('utf8')
        expect(JSON.parse(json)).toMatchObject({
          referralId: id,
          categories: { identity: { names: ['Ximena Ocllo Huamán'] } },
        })

        const key = join(out, 'own.key')
        writeFileSync(key, privateKey, { mode: 0o600 })
        expect((await openedWith(key, join(machine.dir, bundle))).toString('utf8')).toBe(json)

        await page.getByText('has not looked at it for malware').waitFor()
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: /^Download the folder \(ZIP\): / }).click(),
        ])
        const folder = `${machine.unpack(readFileSync(await file.path()))}/bundle`
        const paper = machine.run('gpg', '--batch', '--quiet', '--decrypt', `${folder}/chunks/000000.gpg`)
        expect(paper.equals(PAPER)).toBe(true)
        expect((await openedWith(key, join(machine.dir, folder))).equals(PAPER)).toBe(true)

        const written = { referralId: id, lang: 'es', text: 'Ximena llega mañana.', attachments: [] }
        const { messageId } = await police.client.writeMessage(written)
        const delivered = async () => (await police.client.openMessages(id)).messages[0]?.delivery
        await expect.poll(delivered, SOON).toBe('delivered')
        await page.reload()
        await page.getByRole('button', { name: 'Open the messages' }).click()
        const [message] = await Promise.all([
          page.waitForEvent('download'),
          page
            .locator('.thread')
            .getByRole('button', { name: /^Download the folder/ })
            .click(),
        ])
        const letter = `${machine.unpack(readFileSync(await message.path()))}/bundle`
        const said = machine.run('gpg', '--batch', '--quiet', '--decrypt', `${letter}/chunks/000000.gpg`)
        expect(JSON.parse(said.toString('utf8'))).toMatchObject({
          ...{ messageId, referralId: id },
          message: { text: expect.stringContaining('llega mañana') },
        })
        expect((await openedWith(key, join(machine.dir, letter))).equals(said)).toBe(true)
        await client.writeMessage({ ...written, text: 'Tiene cama.' })
        const answer = async () => (await police.client.openMessages(id)).messages[0]?.text
        await expect.poll(answer, SOON).toBe('Tiene cama.')

        const auditor = await signInAs(system, 'auditor@xb')
        const { body } = await auditor.call('GET', 'audit', `/entries?limit=200&referralId=${id}`)
        const given = (body['entries'] as { action: string; code?: string }[]).filter(
          one => one.action === 'contents_given_out',
        )
        const fingerprint = await fingerprintOf(certificate)
        expect(given.map(({ code }) => code)).toEqual([fingerprint, fingerprint, fingerprint])
      },
      300_000,
    )

    it('get a referral sealed to a key that sq made, and open it with sq', async () => {
      const machine = machines.sq
      const { certificate } = machine.drawWithSq(nameOf('shelter'))
      await holdItself('shelter', certificate)
      const { id, client } = await refer('shelter')
      await expect(client.openView(id)).rejects.toMatchObject({ code: 'contents_for_agency_alone' })
      const { zip, sealedTo } = await client.sealedContents(id)
      expect(sealedTo).toBe(await fingerprintOf(certificate))
      const bundle = `${machine.unpack(Buffer.from(zip, 'base64'))}/bundle`
      const json = machine.run('sq', 'decrypt', '--recipient-file', 'own.key', `${bundle}/chunks/000000.gpg`)
      expect(JSON.parse(json.toString('utf8'))).toMatchObject({
        referralId: id,
        to: { hub: 'XB', agencyId: idOf('shelter') },
      })
      await expect.poll(() => stated(id), SOON).toEqual([...TAKEN, 'XB retrieved'])
    })

    it.skipIf(noBrowser)(
      'download at the page what a request for evidence says, and open it offline by the hash that the request names',
      async () => {
        const machine = agencyMachine()
        try {
          const { certificate, privateKey } = machine.drawWithGpg(nameOf('central_authority'))
          await holdItself('central_authority', certificate)
          const [prosecutor, authority, other] = await Promise.all(
            ['prosecution@xa', 'central-authority@xa', 'central-authority@xb'].map(name => signInAs(system, name)),
          )
          if (!prosecutor || !authority || !other) throw new Error('nobody signed in')
          const { id, sha256 } = await asked(prosecutor, authority)
          const there = async () => (await other.client.openRequestTexts(id)).sealed
          await expect.poll(async () => (await there()).map(one => one.sha256), SOON).toEqual([sha256])

          await portal.credentials('XB', 'central-authority@xb')
          const page = await portal.signIn('XB', 'central-authority@xb', { locale: 'en-GB', acceptDownloads: true })
          await page.goto(`${portal.origin('XB')}/#/evidence/${id}`)
          await page.getByRole('button', { name: 'Open the texts' }).click()
          await page.getByText(`The request names it by the hash ${sha256}`).waitFor()
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('button', { name: /^Download the folder \(ZIP\): / }).click(),
          ])
          const bundle = `${machine.unpack(readFileSync(await download.path()))}/bundle`
          const key = join(out, 'authority.key')
          writeFileSync(key, privateKey, { mode: 0o600 })
          const text = await openedWith(key, join(machine.dir, bundle))
          expect(hash('sha256', text, 'hex')).toBe(sha256)
          expect(JSON.parse(text.toString('utf8'))).toMatchObject({ requestId: id, field: 'facts' })
          const letter = {
            requestId: id,
            lang: 'es',
            text: 'Recibido.',
            victims: 'no-victim',
            attachments: [],
          } as const
          await other.client.writeRequestLetter(letter)
          const letters = async () => (await authority.client.openRequestLetters(id)).letters[0]?.text
          await expect.poll(letters, SOON).toBe('Recibido.')
        } finally {
          machine.close()
        }
      },
      300_000,
    )

    /** A request for documents, signed by XA's central authority: its id, and the hash of its facts. */
    async function asked(prosecutor: Officer, authority: Officer) {
      const post = async (who: Officer, path: string, body: object) => {
        const answer = await who.call('POST', 'exchange', `/evidence-requests${path}`, { body })
        expect(answer.code).toBeUndefined()
        return answer.body
      }
      const { body: form } = await prosecutor.call('GET', 'exchange', '/evidence-requests/form?type=documents&to=XB')
      const fields = form['fields'] as { field: string; kind: string; essential: boolean; codes: { code: string }[] }[]
      const given: Readonly<Record<string, unknown>> = {
        ...{ sealed: 'c'.repeat(64), date: '2026-01-31', months: 180, yes: true },
      }
      const answers = Object.fromEntries(
        fields
          .filter(({ essential }) => essential)
          .map(({ field, kind, codes: [first] }) => [
            field,
            kind === 'codes' ? [first?.code] : kind === 'code' ? first?.code : given[kind],
          ]),
      )
      const id = String((await post(prosecutor, '', { type: 'documents', to: 'XB', answers }))['id'])
      const text = { requestId: id, field: 'facts', lang: 'es', text: 'Le quitaron el pasaporte.', attachments: [] }
      const { sha256 } = await prosecutor.client.writeRequestText(text)
      await post(prosecutor, `/${id}/draft`, { version: 1, answers: { ...answers, facts: sha256 } })
      await post(prosecutor, `/${id}/submission`, { version: 2 })
      await post(authority, `/${id}/signature`, { version: 3, to: idOf('central_authority') })
      return { id, sha256 }
    }
  },
)
