import { hash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type EvidenceItem, verifyEvidence } from '@amparo/client'
import { decodePayload, packageBuilt, toBinary } from '@amparo/contracts'
import {
  certificateName,
  decryptAndVerify,
  encryptAndSign,
  fingerprintOf,
  generateCertificate,
  openFileKeyStore,
} from '@amparo/crypto'
import { PATIENCE_MS } from '@amparo/testing/platform'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { joinDelivery } from '../../scripts/lib/audit/join-delivery.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { keyStoreDir } from '../../scripts/lib/hubs/keys.ts'
import { statementIn } from '../../scripts/lib/hubs/statement.ts'
import { signInAs } from '../privacy/support/officer.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf, inState, send } from './support/journey.ts'
import { arrives } from './support/refer.ts'

const SOON = { timeout: PATIENCE_MS, interval: 500 }

const { system } = await useHubs(['XA', 'XB'])
const police = await signInAs(system, 'police@xa')
const shelter = await signInAs(system, 'shelter@xb')
const auditor = await signInAs(system, 'auditor@xa')

/** As the superuser of XA's database, whose writing no trigger sees. */
async function rows(text: string, params: unknown[] = []) {
  const client = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf('XA')) })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    return (await client.query(text, params)).rows
  } finally {
    await client.end()
  }
}

// Between XA's vault, which has sealed a package and logged what it is, and XA's exchange, which signs what it carries: whatever is put in
// its place here comes to XB with every signature of the line in order.
beforeAll(() =>
  rows(`
    create schema held;
    create table held.package (like redaction.outbox);
    create function held.back() returns trigger language plpgsql security definer as $$
    begin
      insert into held.package values (new.*);
      return null;
    end $$;
    create trigger held_back before insert on redaction.outbox for each row
      when (new.type = '${packageBuilt.type}') execute function held.back()`),
)
afterAll(() => rows('drop schema held cascade'))

type Built = ReturnType<typeof decodePayload<typeof packageBuilt.schema>>

/** The package of a referral, as the vault has made it. */
const made = (referralId: string): Promise<Built> =>
  vi.waitFor(async () => {
    const all = (await rows('select payload from held.package')).map(row => decodePayload(packageBuilt, row.payload))
    const found = all.find(built => built.referralId === referralId)
    if (found === undefined) throw new Error('not made yet')
    return found
  }, SOON)

/** What exchange is given in its place. */
const goesOn = (built: Built, changes: Partial<Built> = {}) =>
  rows(
    `insert into redaction.outbox (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload)
     select $1, type, $2, aggregate_version, occurred_at, correlation_id, $3 from held.package where aggregate_id = $4`,
    [
      randomUUID(),
      changes.packageId ?? built.packageId,
      Buffer.from(toBinary(packageBuilt.schema, { ...built, ...changes })),
      built.packageId,
    ],
  )

const refer = async (type = 'shelter') => {
  const services = [type === 'shelter' ? 'housing' : 'legal']
  return made((await send({ system, sender: police.client, to: { hub: 'XB', type }, services })).id)
}

/** With the hash that is announced then. */
const announced = (ciphertext: Uint8Array) => ({ ciphertext, sha256: hash('sha256', ciphertext, 'hex') })
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

const keyOf = async (hub: string, name: string) => {
  const keyStore = await openFileKeyStore(keyStoreDir(system.layout.hub(hub)))
  const key = await keyStore.readPrivateKey(name)
  if (key === undefined) throw new Error(`${hub} has no ${name}`)
  return key
}
/** What is inside, to the last bit, for whoever holds the key of that agency of XB; signed with this key, and encrypted to the shelter. */
async function sealedAnew({ ciphertext: message }: Built, openedBy: string, signingKey: string) {
  const { hubs, agencies } = statementIn(system.layout.hub('XB').directoryStatement)
  const signs = hubs.find(({ hub }) => hub === 'XA')?.certificates.find(({ use }) => use === 'redaction_sign')
  const { agencyId } = agencyOf(system, 'XB', 'shelter')
  const ofShelter = agencies.find(one => one.hub === 'XB' && one.agencyId === agencyId)?.certificates[0]
  if (!signs || !ofShelter) throw new Error('no certificate')
  const privateKey = await keyOf('XB', `agency-${agencyOf(system, 'XB', openedBy).agencyId}`)
  const signer = { certificate: signs.armored, fingerprint: await fingerprintOf(signs.armored) }
  const data = await decryptAndVerify({ privateKey, signer, message, now: new Date() })
  return encryptAndSign({ recipient: ofShelter.armored, signingKey, data })
}

const evidenceOf = async (referralId: string) =>
  (await police.call('GET', 'exchange', `/evidence?referralId=${referralId}`)).body as { items: EvidenceItem[] }
const stated = async (referralId: string) =>
  (await evidenceOf(referralId)).items.map(({ issuer, kind, code }) => [issuer, kind, code].filter(Boolean).join(' '))

const jurisdictions = ['XA', 'XB'].map(hub => readFileSync(system.layout.hub(hub).jurisdictionCertificate, 'utf8'))
const known = await Promise.all(['XA', 'XB'].map(hub => police.call('GET', 'directory', `/hubs/${hub}`)))
const hubs = known.map(({ body }) => body as { hub: string; certificates: { use: string; armored: string }[] })

/** What the other hub has signed of a refusal, by the certificates that the sender's own directory has. */
async function refusalOf(referralId: string) {
  const item = (await evidenceOf(referralId)).items.find(({ kind }) => kind === 'refused')
  const ofIssuer = hubs.find(({ hub }) => hub === 'XB')?.certificates.find(({ use }) => use === 'exchange_sign')
  if (item === undefined) throw new Error('nobody has refused it')
  const trust = { certificate: ofIssuer?.armored ?? '', jurisdictionCert: jurisdictions[1] ?? '', now: new Date() }
  return verifyEvidence(item, trust)
}

/** What XA's log says was released, joined with what XB states it has received, as a court is shown both. */
async function deliveryOf(referralId: string) {
  const { body } = await auditor.call('GET', 'audit', `/entries?referralId=${referralId}`)
  const released = (body['entries'] as { id: string; action: string }[]).find(one => one.action === 'package_released')
  const trusted = readTrusted(noteIn((await auditor.call('GET', 'audit', '/keys')).text))
  const evidence = await evidenceOf(referralId)
  // A witness signs each head a little later.
  const proven = await vi.waitFor(async () => {
    const { text } = await auditor.call('GET', 'audit', `/entries/${released?.id}/tlog-proof`)
    return verifyProof(Buffer.from((await joinDelivery({ proof: noteIn(text), evidence, hubs })).file), trusted)
  }, SOON)
  return verifyDelivery(proven, { jurisdictions, now: new Date() })
}
const noteIn = (text: string) => text.split('\n\n').slice(1).join('\n\n')

const hasCome = async (referralId: string) =>
  (await shelter.client.inbox()).items.some(({ id }) => id === referralId) ||
  (await shelter.call('GET', 'referral', `/referrals/${referralId}`)).status !== 404

describe('what was put in the place of a package before its hub’s exchange signed it', () => {
  it.each<[what: string, change: (built: Built) => Promise<Partial<Built>>, ends: string[]]>([
    [
      'one bit turned over, and the hash left as it was',
      async ({ ciphertext }) => ({ ciphertext: flipped(ciphertext, ciphertext.length - 40) }),
      ['XB refused package_altered'],
    ],
    [
      'one bit turned over, and announced as it is',
      async ({ ciphertext }) => announced(flipped(ciphertext, ciphertext.length - 40)),
      ['XB relayed', 'XB refused package_unreadable'],
    ],
    [
      'its end cut off',
      async ({ ciphertext }) => announced(ciphertext.slice(0, -40)),
      ['XB relayed', 'XB refused package_unreadable'],
    ],
    [
      'what its hub has signed for another agency, encrypted to this one',
      async () => announced(await sealedAnew(await refer('legal_aid'), 'legal_aid', await keyOf('XA', 'sign'))),
      ['XB relayed', 'XB refused package_not_for_us'],
    ],
  ])(
    '%s: is refused, the sender sees why, and its log proves that it released something else',
    async (_, change, ends) => {
      const built = await refer()
      const { referralId, packageId } = built
      const changes = await change(built)
      await goesOn(built, changes)
      await expect.poll(() => stated(referralId), SOON).toEqual(['XA submitted', ...ends])

      const code = ends.at(-1)?.split(' ').at(-1)
      const came = hash('sha256', changes.ciphertext ?? built.ciphertext, 'hex')
      const refusal = { issuer: 'XB', kind: 'refused', code, aboutPackageId: packageId, aboutPackageSha256: came }
      expect(await refusalOf(referralId)).toMatchObject(refusal)
      await expect(deliveryOf(referralId)).rejects.toThrow('what XB received is not what left')

      const sent = await inState(police.client, referralId, 'failed')
      expect(sent).toMatchObject({ reason: code, delivery: { refused: expect.any(String) } })
      expect(await hasCome(referralId)).toBe(false)
    },
  )

  it('signed by a key of the right name that no directory knows: is refused, and waits for the other hub to hear of the key', async () => {
    const built = await refer()
    const { referralId } = built
    const userId = certificateName({ hub: 'XA', use: 'redaction-sign' })
    const { privateKey } = await generateCertificate({ userId, profile: 'modern' })
    await goesOn(built, announced(await sealedAnew(built, 'shelter', privateKey)))
    const refused = ['XA submitted', 'XB relayed', 'XB refused signer_unknown']
    await expect.poll(() => stated(referralId), SOON).toEqual(refused)
    expect(await refusalOf(referralId)).toMatchObject({ issuer: 'XB', code: 'signer_unknown' })
    await expect(deliveryOf(referralId)).rejects.toThrow('what XB received is not what left')
    expect(await hasCome(referralId)).toBe(false)
  })

  it('nothing: it arrives; and comes once, though it is sent again under another id', async () => {
    const built = await refer()
    const { referralId, packageId } = built
    await goesOn(built)
    await arrives(shelter.client, referralId)
    await shelter.client.assign(referralId)
    await shelter.client.step(referralId, 'accept')
    await inState(police.client, referralId, 'accepted')
    expect((await deliveryOf(referralId)).map(({ kind }) => kind)).toContain('delivered')

    const again = randomUUID()
    await goesOn(built, { packageId: again })
    const taken = ['XA submitted', 'XB relayed', 'XB delivered']
    const replayed = ['XA submitted', 'XB relayed', 'XB refused package_replayed']
    await expect.poll(() => stated(referralId), SOON).toEqual([...taken, ...replayed])
    const refusal = { code: 'package_replayed', aboutPackageId: again, aboutPackageSha256: built.sha256 }
    expect(await refusalOf(referralId)).toMatchObject(refusal)
    // What is stated of the one says nothing against the other.
    const about = (await deliveryOf(referralId)).map(({ aboutPackageId }) => aboutPackageId)
    expect(new Set(about)).toEqual(new Set([packageId]))
    expect(await police.client.get(referralId)).toMatchObject({ state: 'accepted' })
  })
})
