import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { EvidenceItem } from '@amparo/client'
import { fingerprintOf } from '@amparo/crypto'
import { expect, it } from 'vitest'
import { statementIn } from '../../scripts/lib/hubs/statement.ts'
import { HUB_KEY_USES, type HubKeyUse } from '../../scripts/lib/keys/hub-key.ts'
import { certificatesIn } from '../../scripts/lib/keys/statement.ts'
import { signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { interval: 500 }

const { system } = await useHubs(['XA', 'XB'], { own: true })
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')
const agencyId = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')?.agencyId ?? ''

const script = fileURLToPath(new URL('../../scripts/keys.ts', import.meta.url))
const run = promisify(execFile)
/** As whoever runs a hub types it. */
async function keys(hub: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [script, ...args, '--state', system.layout.root, '--hub', hub])
  return stdout
}
const inFile = (name: string, text: string): string => {
  const path = join(system.layout.root, `${name}.asc`)
  writeFileSync(path, text)
  return path
}
/** At XA what is drawn is certified and named; XB names it as it was certified. */
async function state(hub: string, name: string, given: string): Promise<string> {
  return certificatesIn(await keys(hub, 'statement', '--certificate', inFile(name, given))).join('\n')
}
const named = async (at: string, fingerprint: string) => {
  const { body } = await (at === 'XA' ? police : shelter).call('GET', 'directory', '/hubs/XA')
  return (body['certificates'] as { fingerprint: string }[]).some(one => one.fingerprint === fingerprint)
}
const inUse = async (use: HubKeyUse) => {
  const { hubs } = statementIn(system.layout.hub('XA').directoryStatement)
  const all = hubs.find(({ hub }) => hub === 'XA')?.certificates ?? []
  const found = all.filter(one => one.use === use.replaceAll('-', '_')).map(({ armored }) => fingerprintOf(armored))
  return Promise.all(found)
}
async function refer(): Promise<string> {
  const { subjectRef } = await police.client.registerSubject(anAdult())
  await police.client.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  const { id } = await police.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: 'XB', agencyId } },
    services: ['housing'],
  })
  return id
}
const stated = async (referralId: string) => {
  const { body } = await police.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  const items = (body['items'] ?? []) as EvidenceItem[]
  return items.map(({ issuer, kind, code }) => [issuer, kind, code].filter(Boolean).join(' '))
}
const arrived = async (referralId: string) => (await shelter.client.inbox()).items.some(({ id }) => id === referralId)
async function opened(referralId: string): Promise<void> {
  await expect.poll(() => arrived(referralId), SOON).toBe(true)
  await shelter.client.assign(referralId)
  await shelter.client.openView(referralId)
}
const DELIVERED = ['XA submitted', 'XB relayed', 'XB delivered']

it('a hub changes every key that it signs with while packages are under way, and loses none', async () => {
  const certified: string[] = []
  for (const use of HUB_KEY_USES) {
    const drawn = await keys('XA', 'hub-key', '--use', use)
    certified.push(await state('XA', use, drawn))
  }
  const sent = [await refer()]
  await expect(keys('XA', 'hub-key', '--use', 'consent-sign', '--switch')).rejects.toThrow('of XB does not name')
  await state('XB', 'certified', certified.join('\n'))
  const next = await Promise.all(certified.map(one => fingerprintOf(one)))
  for (const fingerprint of next) await expect.poll(() => named('XB', fingerprint), SOON).toBe(true)
  sent.push(await refer())
  // A minute after the last statement, so that every page and service has heard.
  await expect
    .poll(() => keys('XA', 'hub-key', '--use', 'redaction-sign', '--switch').catch(String), {
      ...SOON,
      interval: 5_000,
    })
    .toContain('from now on')
  const rest = HUB_KEY_USES.filter(use => use !== 'redaction-sign')
  for (const use of rest) {
    sent.push(await refer())
    await keys('XA', 'hub-key', '--use', use, '--switch')
  }
  sent.push(await refer())
  for (const id of sent) await opened(id)
  for (const id of sent) await expect.poll(() => stated(id), SOON).toEqual([...DELIVERED, 'XB retrieved'])
  const { body } = await (await signInAs(system, 'auditor@xb')).call('GET', 'audit', '/entries?limit=200')
  const codes = (body['entries'] as { code?: string }[]).map(({ code }) => code)
  for (const [i, use] of HUB_KEY_USES.entries())
    expect(codes).toContain(`${use.replaceAll('-', '_')}.listed:${next[i]}`)
  // And in its own, with which of them it signs by now.
  const own = await signInAs(system, 'auditor@xa')
  const signed = async () =>
    ((await own.call('GET', 'audit', '/entries?limit=200')).body['entries'] as { code?: string }[]).map(of => of.code)
  for (const use of ['redaction-sign', 'consent-sign', 'exchange-sign'] as const)
    await expect.poll(signed).toContain(`${use.replaceAll('-', '_')}.signing_with:${next[HUB_KEY_USES.indexOf(use)]}`)
})

it.each(['redaction-sign', 'consent-sign'] as const)(
  'what was signed with its %s that is revoked is refused with that code, and arrives under the next one',
  async use => {
    for (const old of (await inUse(use)).slice(0, -1)) {
      await keys('XA', 'statement', '--without', old)
      await keys('XB', 'statement', '--without', old)
    }
    const drawn = await keys('XA', 'hub-key', '--use', use)
    const revoked = await keys('XA', 'revoke', '--use', use, '--compromised')
    const [certified = ''] = certificatesIn(await state('XA', 'next', drawn))
    // XB hears first: what comes from XA until that one switches is what a thief could have signed as well.
    await state('XB', 'revoked', `${certified}\n${revoked}`)
    const next = await fingerprintOf(certified)
    await expect.poll(() => named('XB', next), SOON).toBe(true)
    const id = await refer()
    const code = use === 'consent-sign' ? 'grant_signer_revoked' : 'signer_revoked'
    const refused = ['XA submitted', 'XB relayed', `XB refused ${code}`]
    await expect.poll(() => stated(id), SOON).toEqual(refused)
    await state('XA', 'revoked-here', revoked)
    await keys('XA', 'hub-key', '--use', use, '--switch')
    await opened(id)
    await expect.poll(() => stated(id), SOON).toEqual([...refused, ...DELIVERED, 'XB retrieved'])
  },
)
