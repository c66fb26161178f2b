import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fingerprintOf } from '@amparo/crypto'
import { expect, it } from 'vitest'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { interval: 500 }
type Hub = 'XA' | 'XB'

const { system } = await useHubs(['XA', 'XB'], { own: true })
const script = fileURLToPath(new URL('../../scripts/keys.ts', import.meta.url))
const run = promisify(execFile)
/** As whoever runs a hub types it. */
async function keys(hub: Hub, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [script, ...args, '--state', system.layout.root, '--hub', hub])
  return stdout
}
const inFile = (name: string, text: string): string => {
  const path = join(system.layout.root, name)
  writeFileSync(path, text)
  return path
}
const pinned = (hub: Hub) => fingerprintOf(readFileSync(system.layout.hub(hub).jurisdictionCertificate, 'utf8'))
const signIn = async (hub: Hub) => ({
  police: await signInAs(system, `police@${hub.toLowerCase()}`),
  shelter: await signInAs(system, `shelter@${hub.toLowerCase()}`),
})
async function signInAll() {
  await forgetCodes(system.postgres, ['XA', 'XB'])
  return { XA: await signIn('XA'), XB: await signIn('XB') }
}
let officers = await signInAll()
const auditors = { XA: await signInAs(system, 'auditor@xa'), XB: await signInAs(system, 'auditor@xb') }
const named = async (at: Hub, of: Hub) =>
  (await officers[at].police.call('GET', 'directory', `/hubs/${of}`)).body['jurisdictionFingerprint']

async function refer(by: Officer, to: Hub): Promise<string> {
  const agencyId = system.hub(to).installed.agencies.find(({ type }) => type === 'shelter')?.agencyId ?? ''
  const { subjectRef } = await by.client.registerSubject(anAdult())
  await by.client.recordConsent(consentTo(subjectRef, { hub: to, type: 'shelter' }))
  const { id } = await by.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to: { hub: to, agencyId } },
    services: ['housing'],
  })
  return id
}
const bothWays = async () => ({ XB: await refer(officers.XA.police, 'XB'), XA: await refer(officers.XB.police, 'XA') })
async function opened(sent: Record<Hub, string>): Promise<void> {
  for (const at of ['XA', 'XB'] as const) {
    const { shelter } = officers[at]
    const arrived = async () => (await shelter.client.inbox()).items.some(({ id }) => id === sent[at])
    await expect.poll(arrived, SOON).toBe(true)
    await shelter.client.assign(sent[at])
    const view = () =>
      shelter.client.openView(sent[at]).then(
        () => 'opened',
        ({ code }) => code,
      )
    await expect.poll(view, SOON).toBe('opened')
  }
}
async function log(hub: Hub): Promise<(string | undefined)[]> {
  const { body } = await auditors[hub].call('GET', 'audit', '/entries?limit=200')
  return (body['entries'] as { code?: string }[]).map(({ code }) => code)
}

it('a jurisdiction changes its key while two hubs exchange: who has not heard goes on, who has confirmed believes the next, and the one before ends', async () => {
  const old = await pinned('XA')
  const underWay = await bothWays()
  const letter = inFile('letter.json', await keys('XA', 'authority-key'))
  const next = await pinned('XA')
  expect(next).not.toBe(old)
  await expect.poll(() => named('XA', 'XA'), SOON).toBe(next)
  expect(await named('XB', 'XA')).toBe(old)
  await opened(underWay)
  // XB has not heard; the officers' pages were loaded before.
  await opened(await bothWays())

  await expect(keys('XB', 'confirm', '--letter', letter)).rejects.toThrow('the one before has signed')
  await expect(keys('XB', 'confirm', '--letter', letter, '--fingerprint', old)).rejects.toThrow('read it out again')
  const confirmation = inFile(
    'confirmation.json',
    await keys('XB', 'confirm', '--letter', letter, '--fingerprint', next),
  )
  await expect(keys('XA', 'authority-key', '--end')).rejects.toThrow('of XB does not name the next key yet')
  const meanwhile = await bothWays()
  await keys('XB', 'statement', '--letter', letter, '--confirmation', confirmation)
  await expect.poll(() => named('XB', 'XA'), SOON).toBe(next)
  await opened(meanwhile)
  const before = await bothWays()
  await expect
    .poll(() => keys('XA', 'authority-key', '--end').catch(String), { ...SOON, interval: 5_000 })
    .toContain(`${old} has ended`)
  await opened(before)

  // A page that was loaded under the key before believes nothing any more; one that is loaded now does.
  await expect
    .poll(() => officers.XA.police.client.registerSubject(anAdult()).catch(({ code }) => code), SOON)
    .toBe('certificate_not_trusted')
  officers = await signInAll()
  await opened(await bothWays())
  const told = ['delisted', 'listed', 'succeeded'].map(
    what => `jurisdiction.${what}:${what === 'delisted' ? old : next}`,
  )
  expect(await log('XB')).toEqual(expect.arrayContaining(told))
  await expect.poll(() => log('XA'), SOON).toEqual(expect.arrayContaining([...told, `jurisdiction.ended:${old}`]))
})

it('a key that was stolen is revoked at the peer at once; then people compare, and it goes on', async () => {
  const stolen = await pinned('XA')
  const letter = inFile('letter.json', await keys('XA', 'authority-key', '--compromised'))
  const next = await pinned('XA')
  await keys('XB', 'statement', '--certificate', system.layout.hub('XA').jurisdictionRevoked)
  await expect.poll(() => log('XB'), SOON).toContain(`jurisdiction.revoked:${stolen}`)
  officers = await signInAll()
  await expect.poll(() => named('XA', 'XA'), SOON).toBe(next)

  const confirmation = await keys('XB', 'confirm', '--letter', letter, '--fingerprint', next)
  await keys('XB', 'statement', '--letter', letter, '--confirmation', inFile('confirmation.json', confirmation))
  await expect.poll(() => named('XB', 'XA'), SOON).toBe(next)
  await opened(await bothWays())
  expect(await log('XB')).toContain(`jurisdiction.replaced:${next}`)
})
