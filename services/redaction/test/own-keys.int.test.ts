import { hash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Action, grantImported, grantRefused, packageNotBuilt, Relation, viewOpened } from '@amparo/contracts'
import { bundleFolder, openBundle } from '@amparo/crypto/bundle'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keptKeyOf, nextKeyOf } from '../src/store/hub-keys.ts'
import { revoked } from './fixtures/certificates.ts'
import { CANARIES } from './fixtures/forms.ts'
import { CONTACT, IDENTITY, NEEDS } from './fixtures/neighbours.ts'
import { agencyMachine, installed } from './fixtures/openpgp-programs.ts'
import { USER_ID, useOwnKeys } from './fixtures/own-keys.ts'
import { STRANGER } from './fixtures/parties.ts'
import { AGENCY, TO } from './fixtures/two-vaults.ts'

const hubs = await useOwnKeys()
const { xa, xb, signCompatible, listed, vouchedFor, build, bring, referred, sentAgain } = hubs
const { fetch, openedBy, POLICE, SHELTER } = hubs
const { jurisdiction } = xb.certificates
const subjectRef = await xa.register(POLICE, { hub: 'XA' })
const first = await jurisdiction.certified('agency', AGENCY, { profile: 'compatible' })
const second = await jurisdiction.certified('agency', AGENCY)

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined, codeNameOnly: false, categories: [IDENTITY, CONTACT, NEEDS] })
    state.entries.length = 0
    state.away.clear()
  }
  listed(first)
})

const notBuilt = async (referralId: string | undefined) =>
  (await xa.told(packageNotBuilt)).filter(one => one.referralId === referralId).map(({ code }) => code)

describe('a referral to an agency that holds its keys itself', () => {
  test('comes sealed to its own key: the hub takes in what it has to decide by, and nothing in it opens the rest', async () => {
    const { subjectId, packageId, referralId } = await referred()
    expect(xa.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.PACKAGE_RELEASED, packageId, recipient: TO },
      code: `agency_held:${first.fingerprint}`,
    })
    expect(xb.state.entries).toMatchObject([{ action: Action.PACKAGE_TAKEN_IN, referralId }])
    const everything = await xb.everything()
    for (const canary of CANARIES) expect([canary, everything.includes(canary)]).toEqual([canary, false])

    const { status, files } = await fetch(referralId)
    expect(status).toBe(200)
    for (const name of await xb.keyStore.privateKeyNames()) {
      const key = (await xb.keyStore.readPrivateKey(name)) ?? ''
      await expect(openedBy(key, files)).rejects.toMatchObject({ code: 'not_for_this_key' })
    }
    expect(
      await xb.rows('select sealed_to, categories from sealed_contents where subject_id = $1', [subjectId]),
    ).toEqual([{ sealed_to: first.fingerprint, categories: ['identity', 'contact', 'needs'] }])
  })

  test('is given out as a folder that the agency opens: what was permitted, on what terms, and that no system limits it any more', async () => {
    const { referralId, packageId } = await referred()
    xb.state.entries.length = 0
    const { opened, files } = await fetch(referralId, { ...SHELTER, scope: 'view:open' })
    expect(opened).toMatchObject({
      referralId,
      name: `amparo-${packageId}`,
      sealedTo: first.fingerprint,
      handlingCode: 'h2',
    })
    const { manifest, contents } = await openedBy(first.privateKey, files)
    expect(manifest).toMatchObject({ bundle: packageId, referral: referralId, recipientKey: first.fingerprint })
    expect(Object.keys(contents.categories).sort()).toEqual(['contact', 'identity', 'needs'])
    expect(Object.keys(contents.limits)).toEqual(['es', 'en', 'fr', 'pt'])
    expect(xb.state.entries).toMatchObject([
      {
        action: Action.CONTENTS_GIVEN_OUT,
        userId: SHELTER.user,
        code: first.fingerprint,
        ...{ packageId, packageHash: hash('sha256', files?.[`amparo-${packageId}/bundle/SHA256SUMS`] ?? '') },
        referralId,
        relations: [Relation.UNKNOWN],
      },
    ])
    expect((await xb.told(viewOpened)).filter(one => one.referralId === referralId)).toHaveLength(1)
  })

  test('is given to nobody before the log has it, nor without a decision made just then', async () => {
    const { referralId } = await referred()
    xb.state.away.add('audit')
    expect((await fetch(referralId)).status).toBe(503)
    xb.state.away.clear()
    xb.state.denial = 'consent_withdrawn'
    expect(await fetch(referralId)).toMatchObject({ code: 'consent_withdrawn', files: undefined })
    xb.state.denial = undefined
    const others = [
      { ...SHELTER, user: randomUUID() },
      { ...SHELTER, agencyId: STRANGER.agencyId },
      { ...SHELTER, scope: 'subject:register referral:work' },
    ]
    for (const who of others) expect(await fetch(referralId, who)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await xb.told(viewOpened)).not.toContainEqual(expect.objectContaining({ referralId }))
  })

  test('is given whole or not at all: where less is permitted by then, nothing is', async () => {
    const { referralId } = await referred()
    xb.state.categories = [IDENTITY, NEEDS]
    expect(await fetch(referralId)).toMatchObject({ status: 403, code: 'contents_not_permitted' })
    xb.state.categories = [IDENTITY, CONTACT, NEEDS]
    xb.state.codeNameOnly = true
    expect(await fetch(referralId)).toMatchObject({ status: 403, code: 'contents_not_permitted' })
  })

  test('with a code name for a name is given where that is what is permitted', async () => {
    for (const { state } of [xa, xb]) Object.assign(state, { codeNameOnly: true, categories: [NEEDS] })
    const { referralId } = await referred()
    const { contents } = await openedBy(first.privateKey, (await fetch(referralId)).files)
    expect(contents.categories.identity).toEqual({ codeName: contents.codeName })
  })

  test('opens no view here: the reader is told where it can be opened', async () => {
    const { referralId } = await referred()
    const { status, body } = await xb.view(referralId, SHELTER)
    expect([status, body.code]).toEqual([409, 'contents_for_agency_alone'])
  })

  test('is gone with the person', async () => {
    const { subjectId } = await referred()
    await xb.rows('delete from subject where id = $1', [subjectId])
    expect(await xb.rows('select 1 from sealed_contents where subject_id = $1', [subjectId])).toEqual([])
  })
})

describe('what is sent again to an agency that holds its keys itself', () => {
  const nameIn = async (referralId: string) => (await fetch(referralId)).opened?.name
  const kept = (referralId: string) =>
    xb.rows('select package_id from sealed_contents join share using (subject_id) where referral_id = $1', [referralId])

  test('takes the place of what came before, which goes once its grant stands', async () => {
    const { first, second } = await sentAgain()
    const { referralId, packageId } = second
    expect(await nameIn(referralId)).toBe(`amparo-${packageId}`)
    const imported = { referralId, grantId: randomUUID(), from: { ...TO, hub: 'XA' } }
    await xb.publish(grantImported, { ...imported, packageId: first.packageId })
    expect(await kept(referralId)).toHaveLength(2)
    await xb.publish(grantImported, { ...imported, packageId })
    expect(await kept(referralId)).toEqual([{ package_id: packageId }])
    expect(await nameIn(referralId)).toBe(`amparo-${packageId}`)
  })

  test.each([
    ['it is refused itself', 'second', 'first'],
    ['what came before is', 'first', 'second'],
  ] as const)('is let go of, or stays, by itself: where %s', async (_, refused, standing) => {
    const sent = await sentAgain()
    const { referralId, packageId } = sent[refused]
    await xb.publish(grantRefused, { packageId, referralId, fromHub: 'XA', code: 'grant_mismatch' })
    const { status, body } = await xb.view(referralId, SHELTER)
    expect([status, body.code]).toEqual([409, 'contents_for_agency_alone'])
    expect(await nameIn(referralId)).toBe(`amparo-${sent[standing].packageId}`)
    await openedBy(first.privateKey, (await fetch(referralId)).files)
    expect(await kept(referralId)).toEqual([{ package_id: sent[standing].packageId }])
  })
})

describe('its key', () => {
  test('that is revoked or that the receiving directory does not name is refused with its code, and another package is made', async () => {
    const built = await build(subjectRef)
    if (built === undefined) throw new Error('nothing was built')
    expect(built.remake?.sealedTo).toBe(`${first.fingerprint} ${xb.certificates.packageSign.fingerprint}`)
    listed(await revoked(first), second)
    expect(await bring(built)).toMatchObject({ opened: undefined, refused: 'recipient_key_revoked' })
    listed(second)
    expect(await bring(built)).toMatchObject({ refused: 'recipient_key_revoked' })
    const other = await build(subjectRef)
    expect(other?.remake?.sealedTo).toContain(second.fingerprint)
    listed(first)
    if (other) expect(await bring(other)).toMatchObject({ refused: 'recipient_key_unknown' })
  })

  test('that was revoked after the package came gets nothing out', async () => {
    const { referralId } = await referred()
    listed(await revoked(first), second)
    expect(await fetch(referralId)).toMatchObject({ status: 409, code: 'contents_key_revoked' })
  })

  test('that was replaced after the package came still opens it', async () => {
    const { referralId } = await referred()
    listed(second)
    await openedBy(first.privateKey, (await fetch(referralId)).files)
  })

  test('that nobody has certified gets nothing', async () => {
    listed({ ...first, armored: first.bare })
    const built = await build(subjectRef)
    expect(built).toBeUndefined()
    const [{ referralId } = { referralId: '' }] = (await xa.told(packageNotBuilt)).slice(-1)
    expect(await notBuilt(referralId)).toEqual(['certificate_not_trusted'])
  })
})

describe.skipIf(!installed('gpg'))('with a key that gpg made', () => {
  const machine = agencyMachine()
  afterAll(() => machine.close())

  test('the folder opens with plain gpg', async () => {
    const { certificate, privateKey } = machine.drawWithGpg(USER_ID)
    listed(await vouchedFor(certificate))
    const { referralId } = await referred()
    const { opened } = await fetch(referralId)
    machine.unpack(Buffer.from(opened.zip, 'base64'))
    const json = machine.run('gpg', '--batch', '--quiet', '--decrypt', `${opened.name}/bundle/chunks/000000.gpg`)
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({ referralId, purpose: 'shelter' })
    // The certificate that signed is beside it, in the form that gpg takes.
    const signer = `${opened.name}/signers/${signCompatible.fingerprint}.asc`
    machine.run('gpg', '--batch', '--import', signer)
    const list = `${opened.name}/bundle/SHA256SUMS`
    expect(machine.run('gpg', '--batch', '--status-fd', '1', '--verify', `${list}.asc`, list).toString()).toMatch(
      new RegExp(`VALIDSIG .*${signCompatible.fingerprint}`, 'i'),
    )
    const folder = bundleFolder(`${machine.dir}/${opened.name}/bundle`)
    await openBundle(folder, { privateKeys: [privateKey], signers: [signCompatible.armored], at: new Date() })
  })
})

describe.skipIf(!installed('sq'))('with a key that sq made', () => {
  const machine = agencyMachine()
  afterAll(() => machine.close())

  test.each(['rfc4880', 'rfc9580'] as const)('of %s the folder opens with sq', async profile => {
    if (existsSync(`${machine.dir}/own.key`)) machine.run('rm', 'own.key', 'own.rev')
    const { certificate } = machine.drawWithSq(USER_ID, profile)
    listed(await vouchedFor(certificate))
    const { referralId } = await referred()
    const { opened } = await fetch(referralId)
    machine.unpack(Buffer.from(opened.zip, 'base64'))
    const chunk = `${opened.name}/bundle/chunks/000000.gpg`
    const json = machine.run('sq', 'decrypt', '--recipient-file', 'own.key', chunk)
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({ referralId })
  })
})

describe('the key of its hub, to which the envelope is encrypted', () => {
  test('may be changed while a package is under way: it opens with the one before, and with the next', async () => {
    const { packageSign: before, jurisdiction: of } = xb.certificates
    const next = await of.certified('redaction-sign')
    const under = await build(subjectRef)
    await xb.keyStore.savePrivateKey(nextKeyOf('sign'), next.privateKey)
    for (const { state } of [xa, xb]) state.hubs.set('XB', { jurisdiction: of, sign: before, others: [next] })
    const early = await build(subjectRef)
    expect(early?.remake?.sealedTo).toBe(`${first.fingerprint} ${next.fingerprint}`)
    if (early) expect((await bring(early)).opened).toBeDefined()

    await xb.keyStore.savePrivateKey(keptKeyOf('sign', before.fingerprint), before.privateKey)
    await xb.keyStore.savePrivateKey('sign', next.privateKey)
    await xb.keyStore.destroyPrivateKey(nextKeyOf('sign'))
    if (under) expect((await bring(under)).opened).toBeDefined()
    const late = await build(subjectRef)
    xb.state.hubs.set('XB', { jurisdiction: of, sign: next, others: [await revoked(before)] })
    if (late) expect((await bring(late)).opened).toBeDefined()
    xa.state.hubs.set('XB', { jurisdiction: of, sign: before })
    const stale = await build(subjectRef)
    if (stale) expect(await bring(stale)).toMatchObject({ refused: 'recipient_key_revoked' })
  })
})
