import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvidenceItem } from '@amparo/client'
import { fingerprintOf } from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import type { System } from '../../scripts/lib/hubs/system.ts'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf, send } from './support/journey.ts'
import { outcome, run } from './support/start-command.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { timeout: 90_000, interval: 500 }

const { system } = await useHubs(['XA', 'XB'], { own: true })
// On its own: another folder, another PostgreSQL, other keys, nothing in common with the two.
const { system: apart } = await useHubs(['XC'], { own: true })
const letters = tempDir('letters')
afterAll(() => removeTempDir(letters))
const [invitation, acceptance] = [join(letters, 'invitation.json'), join(letters, 'acceptance.json')]

const command = (name: 'hub-invite.ts' | 'hub-join.ts', of: System, hub: string, ...args: string[]) =>
  outcome(run(name, ['--state', of.layout.root, '--hub', hub, ...args]))
const fingerprint = (of: System, hub: string) =>
  fingerprintOf(readFileSync(of.layout.hub(hub).jurisdictionCertificate, 'utf8'))
const says = (code: number, text: string) => ({ code, output: expect.stringContaining(text) })
const stated = async (officer: Officer, referralId: string) => {
  const { body } = await officer.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  return ((body['items'] ?? []) as EvidenceItem[]).map(({ issuer, kind }) => `${issuer} ${kind}`)
}

/** Somebody is referred across, the recipient opens and accepts, and the sender holds the evidence of all of it. */
async function referral(sender: Officer, recipient: Officer, to: System, [from, hub]: [string, string]): Promise<void> {
  const { id } = await send({ system: to, sender: sender.client, to: { hub, type: 'shelter' } })
  const inbox = async () => (await recipient.client.inbox()).items.map(item => item.id)
  await expect.poll(inbox, SOON).toContain(id)
  await recipient.client.assign(id)
  await recipient.client.openView(id)
  await recipient.client.step(id, 'accept')
  const state = async () => (await sender.client.get(id)).state
  await expect.poll(state, SOON).toBe('accepted')
  const all = [`${from} submitted`, `${hub} relayed`, `${hub} delivered`, `${hub} retrieved`]
  await expect.poll(() => stated(sender, id), SOON).toEqual(all)
}

it('a third hub, set up apart, joins one of two while all run, and people are referred both ways with evidence', async () => {
  const invited = await command(
    ...(['hub-invite.ts', system, 'XA', '--for', 'XC', '--out', invitation] as const),
    ...['--assistance', 'Agreement on assistance (XA, XC)'],
  )
  expect(invited).toMatchObject({ code: 0 })
  // Nothing is done before people have compared, and nothing for anybody else.
  const statement = readFileSync(apart.layout.hub('XC').directoryStatement, 'utf8')
  expect(await command('hub-join.ts', apart, 'XC', invitation)).toMatchObject(says(3, 'Nothing has been done yet'))
  const told = ['--fingerprint', await fingerprint(system, 'XA')]
  const wrong = ['--fingerprint', await fingerprint(system, 'XB')]
  expect(await command('hub-join.ts', apart, 'XC', invitation, ...wrong)).toMatchObject(says(1, 'fingerprint_differs'))
  expect(await command('hub-join.ts', system, 'XB', invitation, ...told)).toMatchObject(
    says(1, 'letter_for_another_hub'),
  )
  const forged = join(letters, 'forged.json')
  writeFileSync(forged, readFileSync(invitation, 'utf8').replace('Agreement on', 'Agreement of'))
  expect(await command('hub-join.ts', apart, 'XC', forged, ...told)).toMatchObject(says(1, 'letter_not_signed'))
  expect(readFileSync(apart.layout.hub('XC').directoryStatement, 'utf8')).toBe(statement)

  const joining = ['hub-join.ts', apart, 'XC', invitation, ...told, '--out', acceptance] as const
  expect(await command(...joining)).toMatchObject({ code: 0 })
  expect(await command(...joining)).toMatchObject(says(1, 'invitation_used'))
  const accepting = ['hub-invite.ts', system, 'XA', '--accept', acceptance] as const
  expect(await command(...accepting)).toMatchObject(says(3, 'Nothing has been done yet'))
  const answered = [...accepting, '--fingerprint', await fingerprint(apart, 'XC')] as const
  expect(await command(...answered)).toMatchObject({ code: 0 })
  expect(await command(...answered)).toMatchObject(says(1, 'invitation_used'))

  const [there, here, other] = [
    await signInAs(apart, 'shelter@xc'),
    await signInAs(system, 'police@xa'),
    await signInAs(system, 'shelter@xa'),
  ]
  const police = await signInAs(apart, 'police@xc')
  const knows = (officer: Officer, of: System, hub: string) => async () => {
    const { agencyId } = agencyOf(of, hub, 'shelter')
    return (await officer.call('GET', 'directory', `/agencies/${hub}/${agencyId}`)).status
  }
  await expect.poll(knows(here, apart, 'XC'), SOON).toBe(200)
  await expect.poll(knows(police, system, 'XA'), SOON).toBe(200)
  await referral(here, there, apart, ['XA', 'XC'])
  await referral(police, other, system, ['XC', 'XA'])

  // Each change of a key is in both logs; the second hub of the first folder has nothing to do with it.
  for (const [of, auditor, hub] of [
    [system, 'auditor@xa', 'XC'],
    [apart, 'auditor@xc', 'XA'],
  ] as const) {
    const { body } = await (await signInAs(of, auditor)).call('GET', 'audit', '/entries?limit=200')
    const codes = (body['entries'] as { code?: string }[]).map(({ code }) => code)
    expect(codes).toContain(`jurisdiction.listed:${await fingerprint(hub === 'XC' ? apart : system, hub)}`)
  }
  expect(await knows(await signInAs(system, 'shelter@xb'), apart, 'XC')()).toBe(404)
}, 400_000)
