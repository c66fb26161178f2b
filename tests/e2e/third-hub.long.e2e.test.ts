import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvidenceItem } from '@amparo/client'
import { SignedEdgeMessageSchema, toBytes } from '@amparo/contracts'
import { fingerprintOf } from '@amparo/crypto'
import { openPeerLink } from '@amparo/messaging'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { natsUrl } from '../../scripts/lib/hubs/addresses.ts'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import type { System } from '../../scripts/lib/hubs/system.ts'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf, send } from './support/journey.ts'
import { outcome, run } from './support/start-command.ts'

/** A directory looks at its file every five seconds; then others have to hear of it. */
const SOON = { interval: 500 }

const { system } = await useHubs(['XA', 'XB'], { own: true })
// On its own: another folder, another PostgreSQL, other keys, nothing in common with the two.
const { system: apart } = await useHubs(['XC'], { own: true, ephemeral: false })
const letters = tempDir('letters')
afterAll(() => removeTempDir(letters))
const [invitation, acceptance] = [join(letters, 'invitation.json'), join(letters, 'acceptance.json')]
const [here, other, second] = [
  await signInAs(system, 'police@xa'),
  await signInAs(system, 'shelter@xa'),
  await signInAs(system, 'shelter@xb'),
]
const [there, police] = [await signInAs(apart, 'shelter@xc'), await signInAs(apart, 'police@xc')]

const command = (name: 'hub-invite.ts' | 'hub-join.ts', of: System, hub: string, ...args: string[]) =>
  outcome(run(name, ['--state', of.layout.root, '--hub', hub, ...args]))
const fingerprint = (of: System, hub: string) =>
  fingerprintOf(readFileSync(of.layout.hub(hub).jurisdictionCertificate, 'utf8'))
const says = (code: number, text: string) => ({ code, output: expect.stringContaining(text) })
const evidence = async (officer: Officer, referralId: string) => {
  const { body } = await officer.call('GET', 'exchange', `/evidence?referralId=${referralId}`)
  return (body['items'] ?? []) as EvidenceItem[]
}
const stated = async (officer: Officer, referralId: string) =>
  (await evidence(officer, referralId)).map(({ issuer, kind }) => `${issuer} ${kind}`)
const inboxOf = async ({ client }: Officer) => (await client.inbox({ limit: 100 })).items.map(({ id }) => id)
const knows = (officer: Officer, of: System, hub: string) => async () => {
  const { agencyId } = agencyOf(of, hub, 'shelter')
  return (await officer.call('GET', 'directory', `/agencies/${hub}/${agencyId}`)).status
}

/** Somebody is referred across, the recipient opens and accepts, and the sender holds the evidence of all of it. */
async function referral(sender: Officer, recipient: Officer, to: System, [from, hub]: [string, string]) {
  const { id } = await send({ system: to, sender: sender.client, to: { hub, type: 'shelter' } })
  await expect.poll(() => inboxOf(recipient), SOON).toContain(id)
  await recipient.client.assign(id)
  await recipient.client.openView(id)
  await recipient.client.step(id, 'accept')
  const state = async () => (await sender.client.get(id)).state
  await expect.poll(state, SOON).toBe('accepted')
  const all = [`${from} submitted`, `${hub} relayed`, `${hub} delivered`, `${hub} retrieved`]
  await expect.poll(() => stated(sender, id), SOON).toEqual(all)
  return id
}

/** What the exchange of XA holds of the package of a referral: the bytes as signed, and how often it has sent them. */
async function outgoing(referralId: string) {
  const client = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf('XA')) })
  await client.connect()
  try {
    const query = `select message, signature, attempts from exchange.outgoing where kind = 'package' and referral_id = $1`
    const [row] = (await client.query(query, [referralId])).rows
    return row as { message: Buffer; signature: string; attempts: number } | undefined
  } finally {
    await client.end()
  }
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
  expect(await knows(second, apart, 'XC')()).toBe(404)
})

it('while the third is away the two go on; what is for it waits, and arrives once when it is back', async () => {
  const xc = apart.hub('XC')
  const sent = async () => (await send({ system: apart, sender: here.client, to: { hub: 'XC', type: 'shelter' } })).id
  // Its broker still takes in what its exchange does not answer: this one comes several times over.
  await xc.kill('core')
  const repeated = await sent()
  await expect.poll(async () => (await outgoing(repeated))?.attempts, SOON).toBeGreaterThan(1)
  await xc.stop()
  const waiting = await sent()

  await referral(here, second, system, ['XA', 'XB'])
  for (const id of [repeated, waiting]) {
    const { state, delivery } = await here.client.get(id)
    expect({ state, stated: Object.keys(delivery ?? {}) }).toEqual({ state: 'requested', stated: ['submitted'] })
    expect(await stated(here, id)).toEqual(['XA submitted'])
  }
  expect((await outgoing(waiting))?.attempts).toBe(0)

  await xc.start()
  const arrived = ['XA submitted', 'XC relayed', 'XC delivered']
  for (const id of [repeated, waiting]) await expect.poll(() => stated(here, id), SOON).toEqual(arrived)
  // Behind this one on the same way nothing of them is left.
  const last = await referral(here, there, apart, ['XA', 'XC'])
  const ids = [repeated, waiting, last]
  expect((await inboxOf(there)).filter(id => ids.includes(id)).sort()).toEqual(ids.sort())
  for (const id of [repeated, waiting]) expect(await stated(here, id)).toEqual(arrived)
})

it('what the first has signed for the third is refused by the second when the third passes it on, and counted', async () => {
  const [inviting, answering] = [join(letters, 'of-XB.json'), join(letters, 'to-XB.json')]
  const terms = ['--for', 'XC', '--assistance', 'Agreement on assistance (XB, XC)', '--out', inviting]
  expect(await command('hub-invite.ts', system, 'XB', ...terms)).toMatchObject({ code: 0 })
  const heard = ['--fingerprint', await fingerprint(system, 'XB'), '--out', answering]
  expect(await command('hub-join.ts', apart, 'XC', inviting, ...heard)).toMatchObject({ code: 0 })
  const answer = ['--accept', answering, '--fingerprint', await fingerprint(apart, 'XC')]
  expect(await command('hub-invite.ts', system, 'XB', ...answer)).toMatchObject({ code: 0 })
  await expect.poll(knows(second, apart, 'XC'), SOON).toBe(200)
  await expect.poll(knows(police, system, 'XB'), SOON).toBe(200)

  const id = await referral(here, there, apart, ['XA', 'XC'])
  const before = { evidence: await evidence(here, id), inbox: await inboxOf(second) }
  const { message, signature } = (await outgoing(id)) ?? { message: Buffer.alloc(0), signature: '' }
  // The bytes that XC itself has signed for.
  const sha256 = createHash('sha256').update(message).digest('hex')
  expect(before.evidence.find(({ issuer }) => issuer === 'XC')?.about.sha256).toBe(sha256)

  // As the exchange of XC sends, with its own key to the edge of XB.
  const link = openPeerLink({
    ownHub: 'XC',
    url: natsUrl(system.hub('XB').installed),
    seedFile: apart.layout.hub('XC').peerSeed('XB'),
  })
  expect(await link.publish(toBytes(SignedEdgeMessageSchema, { message, signature }))).toBe('taken')
  await link.close()
  const auditor = await signInAs(system, 'auditor@xb')
  const refused = async () => (await auditor.call('GET', 'exchange', '/edge-refusals')).body['items']
  const counted = [expect.objectContaining({ hub: 'XC', code: 'edge_signature_refused', times: 1 })]
  await expect.poll(refused, SOON).toEqual(counted)

  // What XC itself signs comes in by the same way, behind it; of the other nothing is there, and nobody has heard of it.
  const own = await referral(police, second, system, ['XC', 'XB'])
  expect((await inboxOf(second)).sort()).toEqual([...before.inbox, own].sort())
  expect(await evidence(here, id)).toEqual(before.evidence)
  expect(await refused()).toEqual(counted)
})
