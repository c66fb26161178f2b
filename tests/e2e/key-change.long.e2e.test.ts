import { readFileSync } from 'node:fs'
import type { EvidenceItem } from '@amparo/client'
import { directoryStatement, signedDirectoryStatement } from '@amparo/contracts'
import { certify, fingerprintOf, openFileKeyStore } from '@amparo/crypto'
import { expect, it } from 'vitest'
import { signDirectory } from '../../scripts/lib/hubs/directory.ts'
import { keyStoreDir } from '../../scripts/lib/hubs/keys.ts'
import { writePrivate } from '../../scripts/lib/hubs/secrets.ts'
import { drawAgencyKey, revokeAgencyKey } from '../../scripts/lib/keys/agency.ts'
import { signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { interval: 500 }

const { system } = await useHubs(['XA', 'XB'], { own: true })
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')
const agencyId = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')?.agencyId ?? ''
const isShelter = (agency: { hub: string; agencyId: string }) => agency.hub === 'XB' && agency.agencyId === agencyId

function statementOf(hub: string) {
  const file: unknown = JSON.parse(readFileSync(system.layout.hub(hub).directoryStatement, 'utf8'))
  return directoryStatement.parse(JSON.parse(signedDirectoryStatement.parse(file).statement))
}
/** What the jurisdiction of a hub states next: the shelter has these certificates. */
async function state(hub: string, certificates: readonly string[]): Promise<void> {
  const before = statementOf(hub)
  const held = certificates.map(armored => ({ armored, use: 'agency' as const, hubHeld: true as const }))
  const agencies = before.agencies.map(agency => (isShelter(agency) ? { ...agency, certificates: held } : agency))
  const next = { ...before, version: before.version + 1, issuedAt: new Date().toISOString(), agencies }
  const { directoryStatement: file, jurisdictionKey } = system.layout.hub(hub)
  writePrivate(file, await signDirectory(next, readFileSync(jurisdictionKey, 'utf8')))
}
const stated = async (referralId: string) => {
  const { body } = await police.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  const items = (body['items'] ?? []) as EvidenceItem[]
  return items.map(({ issuer, kind, code }) => [issuer, kind, code].filter(Boolean).join(' '))
}

it('a package for a key that was revoked while it was under way is refused, and goes to the new key by itself', async () => {
  const keyStore = await openFileKeyStore(keyStoreDir(system.layout.hub('XB')))
  const of = { keyStore, hub: 'XB', agencyId }
  const old = statementOf('XB').agencies.find(isShelter)?.certificates[0]?.armored ?? ''
  const jurisdictionKey = readFileSync(system.layout.hub('XB').jurisdictionKey, 'utf8')
  // One of the other profile: nothing in between has to be told.
  const drawn = await certify(await drawAgencyKey(of, 'compatible'), jurisdictionKey)
  const certificates = [await revokeAgencyKey(of, old, 'compromised'), drawn]
  await state('XB', certificates)
  const known = async () => (await shelter.call('GET', 'directory', `/agencies/XB/${agencyId}`)).body['certificates']
  await expect.poll(known, SOON).toHaveLength(2)

  // XA has not heard of it.
  const { subjectRef } = await police.client.registerSubject(anAdult())
  await police.client.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const { id } = await police.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: 'XB', agencyId } },
    services: ['housing'],
  })
  const refused = ['XA submitted', 'XB relayed', 'XB refused recipient_key_revoked']
  await expect.poll(() => stated(id), SOON).toEqual(refused)

  await state('XA', certificates)
  const inbox = async () => (await shelter.client.inbox()).items.map(item => item.id)
  await expect.poll(inbox, SOON).toContain(id)
  await shelter.client.assign(id)
  await shelter.client.openView(id)
  const taken = ['XA submitted', 'XB relayed', 'XB delivered', 'XB retrieved']
  await expect.poll(() => stated(id), SOON).toEqual([...refused, ...taken])

  // Released twice, each time under a decision of its own; and both changes of the key stand in the log of its hub.
  const entries = async (who: string, query = '') => {
    const { body } = await (await signInAs(system, who)).call('GET', 'audit', `/entries?limit=200${query}`)
    return body['entries'] as { action: string; code?: string }[]
  }
  const released = (await entries('auditor@xa', `&referralId=${id}`)).filter(
    ({ action }) => action === 'package_released',
  )
  expect(released).toHaveLength(2)
  const changes = (await entries('auditor@xb')).map(({ code }) => code)
  expect(changes).toContain(`agency.revoked:${await fingerprintOf(old)}`)
  expect(changes).toContain(`agency.listed:${await fingerprintOf(drawn)}`)
})
