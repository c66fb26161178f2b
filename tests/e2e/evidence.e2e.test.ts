import { readFileSync } from 'node:fs'
import { type EvidenceItem, verifyEvidence } from '@amparo/client'
import { expect, it, vi } from 'vitest'
import { joinDelivery } from '../../scripts/lib/audit/join-delivery.ts'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'

const { system } = await useHubs(['XA', 'XB'])
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')
const stranger = await signInAs(system, 'shelter@xa')

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
  await expect.poll(inbox, { timeout: 15_000 }).toContain(id)
  await shelter.client.assign(id)
  await shelter.client.openView(id)

  const stated = async () => (await evidenceOf(police, id)).map(({ issuer, kind }) => `${issuer} ${kind}`)
  const all = ['XA submitted', 'XB relayed', 'XB delivered', 'XB retrieved']
  await expect.poll(stated, { timeout: 15_000 }).toEqual(all)
  for (const item of await evidenceOf(police, id))
    expect(await verified(police, item)).toMatchObject({ issuer: item.issuer, kind: item.kind })

  const received = await evidenceOf(shelter, id)
  expect(received.map(({ kind }) => kind)).toEqual(['relayed', 'delivered', 'retrieved'])
  for (const item of received) expect(await verified(shelter, item)).toMatchObject({ issuer: 'XB', kind: item.kind })

  const path = `/evidence?referralId=${id}`
  expect((await stranger.call('GET', 'exchange', path)).status).toBe(404)
})

it('one file, joined from what three services say, proves who disclosed what on which decision, and that the other hub opened it', async () => {
  const auditor = await signInAs(system, 'auditor@xa')
  const id = sent
  const { body } = await auditor.call('GET', 'audit', `/entries?referralId=${id}`)
  const entries = body['entries'] as { id: string; action: string; subjectRef?: string; packageHash?: string }[]
  const released = entries.find(({ action }) => action === 'package_released')
  expect(released?.packageHash).toMatch(/^[0-9a-f]{64}$/)
  const hubs = await Promise.all(
    ['XA', 'XB'].map(async hub => (await police.call('GET', 'directory', `/hubs/${hub}`)).body),
  )
  const evidence = (await police.call('GET', 'exchange', `/evidence?referralId=${id}`)).body
  const trusted = readTrusted((await auditor.call('GET', 'audit', '/keys')).text.split('\n\n').slice(1).join('\n\n'))
  const jurisdictions = ['XA', 'XB'].map(hub => readFileSync(system.layout.hub(hub).jurisdictionCertificate, 'utf8'))
  const joined = async () => {
    const { text } = await auditor.call('GET', 'audit', `/entries/${released?.id}/tlog-proof`)
    return joinDelivery({ proof: text.split('\n\n').slice(1).join('\n\n'), evidence, hubs })
  }
  expect((await joined()).count).toBe(4)
  // A witness signs each head a little later.
  const proven = await vi.waitFor(async () => verifyProof(Buffer.from((await joined()).file), trusted), 60_000)
  const told = tellProof(proven, await verifyDelivery(proven, { jurisdictions, now: new Date() }))
  for (const said of ['to agency: XB', `hash of the package: ${released?.packageHash}`, 'XB has stated: retrieved'])
    expect(told).toContain(said)
  expect(told).toMatch(/^by user: [0-9a-f-]{36}$/m)
  expect(told).toContain('signed in by: urn:amparo:acr:')
  expect(told).toMatch(/^basis \(hash of that version\): [0-9a-f]{64}$/m)
  expect(told).toMatch(/XB has stated: delivered at \S+, of what has that hash/)
  expect(told).toContain('let in by the scope: referral:submit')
  expect(told).toMatch(/^part of: [0-9a-f-]{36}$/m)
  expect(told).not.toContain(released?.subjectRef ?? 'nobody')
})
