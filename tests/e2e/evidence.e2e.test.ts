import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EvidenceItem, type ServiceUrls, verifyEvidence } from '@amparo/client'
import { fileTransfers } from '@amparo/client/node'
import { SERVICES } from '@amparo/contracts'
import { PATIENCE_MS, removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, it, vi } from 'vitest'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'
import { arrives } from './support/refer.ts'

const { system } = await useHubs(['XA', 'XB'])
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')
const stranger = await signInAs(system, 'shelter@xa')
const legalAid = await signInAs(system, 'legal-aid@xb')
const auditors = { XA: signInAs(system, 'auditor@xa'), XB: signInAs(system, 'auditor@xb') }
const dir = tempDir('evidence')
afterAll(() => removeTempDir(dir))

/** What the first test has sent. */
let sent = ''

async function evidenceOf(officer: Officer, referralId: string): Promise<EvidenceItem[]> {
  const { body } = await officer.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  return (body['items'] ?? []) as EvidenceItem[]
}

/** With what the agency's own directory says of the issuer. The jurisdiction's certificate it has from elsewhere. */
async function verified(officer: Officer, item: EvidenceItem) {
  const { body } = await officer.call('GET', 'directory', `/hubs/${item.issuer}`)
  const certificates = body['certificates'] as { use: string; armored: string }[]
  const certificate = certificates.find(({ use }) => use === 'exchange_sign')?.armored ?? ''
  const jurisdictionCert = readFileSync(system.layout.hub(item.issuer).jurisdictionCertificate, 'utf8')
  return verifyEvidence(item, { certificate, jurisdictionCert, now: new Date() })
}

it('across a border, both agencies hold signed statements of what became of the package, and verify them themselves', async () => {
  const { subjectRef } = await police.client.registerSubject(anAdult())
  await police.client.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const agencyId = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')?.agencyId ?? ''
  const { id } = await police.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: 'XB', agencyId } },
    services: ['housing'],
  })
  sent = id
  const inbox = async () => (await shelter.client.inbox()).items.map(item => item.id)
  await expect.poll(inbox).toContain(id)
  await shelter.client.assign(id)
  await shelter.client.openView(id)

  const stated = async () => (await evidenceOf(police, id)).map(({ issuer, kind }) => `${issuer} ${kind}`)
  const all = ['XA submitted', 'XB relayed', 'XB delivered', 'XB retrieved']
  await expect.poll(stated).toEqual(all)
  for (const item of await evidenceOf(police, id))
    expect(await verified(police, item)).toMatchObject({ issuer: item.issuer, kind: item.kind })

  const received = await evidenceOf(shelter, id)
  expect(received.map(({ kind }) => kind)).toEqual(['relayed', 'delivered', 'retrieved'])
  for (const item of received) expect(await verified(shelter, item)).toMatchObject({ issuer: 'XB', kind: item.kind })

  const path = `/evidence?referralId=${id}`
  expect((await stranger.call('GET', 'exchange', path)).status).toBe(404)
})

/** By an auditor of the hub in whose log it stands, alone, as the page and any program of theirs gets it. */
async function proven(hub: 'XA' | 'XB', { of, action }: Proving) {
  const auditor = await auditors[hub]
  const { body } = await auditor.call('GET', 'audit', `/entries?referralId=${of}&actions=${action}`)
  const entry = (body['entries'] as Entry[]).find(one => one.action === action)
  if (entry === undefined) throw new Error(`no ${action} in the log of ${hub}`)
  const trusted = readTrusted(bodyIn((await auditor.call('GET', 'audit', '/keys')).text))
  const jurisdictions = ['XA', 'XB'].map(code => readFileSync(system.layout.hub(code).jurisdictionCertificate, 'utf8'))
  // A witness signs each head a little later.
  const holds = async () => {
    const { file, statements } = await auditor.client.courtProof(entry.id)
    return { statements, file: verifyProof(Buffer.from(file), trusted) }
  }
  const { statements, file } = await vi.waitFor(holds, PATIENCE_MS)
  const told = tellProof(file, await verifyDelivery(file, { jurisdictions, now: new Date() }))
  expect(told).not.toContain(entry.subjectRef ?? 'nobody')
  return { entry, statements, told }
}
const bodyIn = (text: string) => text.split('\n\n').slice(1).join('\n\n')

interface Entry {
  readonly id: string
  readonly action: string
  readonly subjectRef?: string
  readonly packageId?: string
  readonly packageHash?: string
  readonly decisionHash?: string
}
interface Proving {
  /** The referral. */
  readonly of: string
  readonly action: string
}

it('one file, joined from what three services say, proves who disclosed what on which decision, and that the other hub opened it', async () => {
  const { entry, statements, told } = await proven('XA', { of: sent, action: 'package_released' })
  expect(statements).toBe(4)
  for (const said of ['to agency: XB', `hash of it: ${entry.packageHash}`, 'XB has stated: retrieved'])
    expect(told).toContain(said)
  expect(told).toMatch(/^by user: [0-9a-f-]{36}$/m)
  expect(told).toContain('signed in by: urn:amparo:acr:')
  expect(told).toMatch(/^basis \(hash of that version\): [0-9a-f]{64}$/m)
  expect(told).toMatch(/XB has stated: delivered at \S+, of what has that hash/)
  expect(told).toContain('let in by the scope: referral:submit')
  expect(told).toMatch(/^part of: [0-9a-f-]{36}$/m)
})

it('the same file proves a message, a file and what was assessed, each from the log of the hub that it left', async () => {
  const { subjectRef } = await police.client.registerSubject(anAdult())
  const consent = consentTo(subjectRef, { hub: 'XB', type: 'legal_aid' })
  const dataCategories = [...consent.dataCategories, 'documents', 'family']
  await police.client.recordConsent({ ...consent, dataCategories, reportBack: true })
  const agencyId = system.hub('XB').installed.agencies.find(({ type }) => type === 'legal_aid')?.agencyId ?? ''
  const { id } = await police.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: 'XB', agencyId } },
    services: ['legal'],
  })
  await arrives(legalAid.client, id)
  await legalAid.client.assign(id)
  await police.client.assign(id)

  await police.client.writeMessage({ referralId: id, lang: 'es', text: 'Llega mañana.', attachments: [] })
  await handOver(subjectRef, id)
  const form = (await legalAid.client.forms()).find(known => known.form === 'rapid-risk')
  if (!form) throw new Error('no such form')
  const items = form.sections.flatMap(section => Object.entries(section.items))
  const answers = Object.fromEntries(
    items.map(([item, one]) => [item, one.answers === 'level' ? ('high' as const) : ('yes' as const)]),
  )
  await legalAid.client.assess({ form: form.form, version: form.version, referralId: id, answers })

  for (const [hub, other, sender, action, carried] of [
    ['XA', 'XB', police, 'message_written', 'message'],
    ['XA', 'XB', police, 'file_released', 'file'],
    ['XB', 'XA', legalAid, 'package_released', 'message'],
  ] as const) {
    const stated = async () => {
      const { body } = await sender.call('GET', 'exchange', `/evidence?referralId=${id}&carried=${carried}`)
      return ((body['items'] ?? []) as EvidenceItem[]).map(({ issuer, kind }) => `${issuer} ${kind}`)
    }
    await expect.poll(stated).toContain(`${other} delivered`)
    const { entry, told } = await proven(hub, { of: id, action })
    for (const said of [
      `action: ${action}`,
      `what was given out: ${entry.packageId}`,
      `hash of it: ${entry.packageHash}`,
      `decision (hash of the signed permit): ${entry.decisionHash}`,
      `delivery: ${other} has signed that it received exactly what left`,
    ])
      expect(told).toContain(said)
    expect([entry.packageHash, entry.decisionHash]).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f]{64}$/)))
    expect(told).toMatch(/^basis \(hash of that version\): [0-9a-f]{64}$/m)
  }
})

/** A small one, kept of the person and handed over with the referral. */
async function handOver(subjectRef: string, referralId: string): Promise<void> {
  const urls = Object.fromEntries(SERVICES.map(service => [service, urlOf(system.hub('XA').installed, service)]))
  const jurisdictionCert = readFileSync(system.layout.hub('XA').jurisdictionCertificate, 'utf8')
  const { session } = police
  const files = fileTransfers({ urls: urls as ServiceUrls, hub: 'XA', jurisdictionCert, session })
  const path = join(dir, 'film')
  writeFileSync(path, randomBytes(100_000))
  const upload = await files.beginUpload(subjectRef, path, 'video/mp4')
  await files.continueUpload(upload, path)
  await expect.poll(async () => (await files.stateOf(upload.fileId)).state).toBe('kept')
  await files.handOver(upload.fileId, referralId)
}
