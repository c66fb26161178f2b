import { randomUUID } from 'node:crypto'
import { Action, messageBuilt, messageReceived, messageRefused, messageStored } from '@amparo/contracts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Certified, revoked } from './fixtures/certificates.ts'
import { HEALTH, IDENTITY, NARRATIVE, NEEDS, RISK } from './fixtures/neighbours.ts'
import { agencyMachine, installed } from './fixtures/openpgp-programs.ts'
import { USER_ID, useOwnKeys } from './fixtures/own-keys.ts'
import { AGENCY, FROM, TO } from './fixtures/two-vaults.ts'

const hubs = await useOwnKeys()
const { xa, xb, listed, vouchedFor, referred, fetch, openedBy, POLICE, SHELTER } = hubs
const first = await xb.certificates.jurisdiction.certified('agency', AGENCY, { profile: 'compatible' })
const second = await xb.certificates.jurisdiction.certified('agency', AGENCY)
const ours = await xa.certificates.jurisdiction.certified('agency', AGENCY, { profile: 'compatible' })

/** The agency of XA holds its keys itself, or its hub does. */
function asking(...all: Certified[]): void {
  const theirs = all.map(one => ({ ...one, hubHeld: false }))
  for (const { state } of [xa, xb])
    state.agencies.set(`XA/${AGENCY}`, all.length > 0 ? theirs : xa.certificates.recipient)
}

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined, codeNameOnly: false })
    state.categories = [IDENTITY, NARRATIVE, NEEDS, RISK, HEALTH]
    state.entries.length = 0
    state.away.clear()
  }
  listed(first)
  asking()
})

type Vault = typeof xa
const TEXT = 'La señora Yaneth Quillahuaman llega mañana.'
const note = { name: 'nota.txt', mediaType: 'text/plain', base64: Buffer.from(TEXT).toString('base64') }
const write = (vault: Vault, who: typeof POLICE, referralId: string, text = TEXT) =>
  vault.post(who, '/messages', { referralId, lang: 'es', text, attachments: [note] })
/** As the exchanges carry what was built last about it; and what is said of it there. */
async function carry(from: Vault, to: Vault, referralId: string) {
  const built = (await from.told(messageBuilt)).filter(one => one.referralId === referralId).at(-1)
  if (built === undefined) throw new Error('nothing was built')
  const { messageId, to: agency, ciphertext, sha256 } = built
  const message = { messageId, referralId, ciphertext, sha256, ...(agency && { to: agency }) }
  await to.publish(messageReceived, { fromHub: from === xa ? 'XA' : 'XB', message })
  const of = <E extends { messageId: string }>(all: E[]) => all.find(one => one.messageId === messageId)
  const stored = of(await to.told(messageStored)) !== undefined
  return { messageId, ciphertext, stored, refused: of(await to.told(messageRefused))?.code }
}
const clearEntries = () => {
  for (const { state } of [xa, xb]) state.entries.length = 0
}
const messagesOf = async (vault: Vault, who: typeof POLICE, referralId: string) =>
  (await vault.readMessages(referralId, who)).opened.messages

describe('a message to an agency that holds its keys itself', () => {
  const came = async () => {
    const { referralId } = await referred()
    clearEntries()
    expect((await write(xa, POLICE, referralId)).status).toBe(201)
    return { referralId, ...(await carry(xa, xb, referralId)) }
  }

  test('goes masked and sealed to its own key: its hub keeps that it came, and nothing in it opens the rest', async () => {
    const { referralId, messageId, stored } = await came()
    expect(stored).toBe(true)
    expect(xa.state.entries).toMatchObject([
      { action: Action.MESSAGE_WRITTEN, recipient: TO, code: `agency_held:${first.fingerprint}` },
    ])
    expect(xb.state.entries).toMatchObject([{ action: Action.PACKAGE_TAKEN_IN, referralId }])
    expect(await messagesOf(xb, SHELTER, referralId)).toMatchObject([
      { messageId, from: FROM, own: false, sealedTo: first.fingerprint },
    ])
    expect(await xb.everything()).not.toContain('mañana')

    xb.state.entries.length = 0
    const { opened, files } = await fetch(referralId, SHELTER, messageId)
    expect(opened).toMatchObject({ referralId, name: `amparo-${messageId}`, sealedTo: first.fingerprint })
    expect(xb.state.entries).toMatchObject([
      {
        ...{
          action: Action.CONTENTS_GIVEN_OUT,
          userId: SHELTER.user,
          code: first.fingerprint,
          categories: [NARRATIVE],
        },
        packageId: messageId,
      },
    ])
    const { manifest, contents } = await openedBy(first.privateKey, files)
    expect(manifest).toMatchObject({ bundle: messageId, referral: referralId, recipientKey: first.fingerprint })
    expect(Object.keys(contents.limits)).toEqual(['es', 'en', 'fr', 'pt'])
    expect(contents).toMatchObject({ messageId, referralId, from: FROM, to: TO, purpose: 'shelter' })
    expect(contents.message.text).toContain('llega mañana')
    expect(JSON.stringify(contents.message)).not.toContain('Quillahuaman')
    expect(contents.message.attachments).toMatchObject([{ mediaType: 'text/plain', text: expect.anything() }])
    for (const name of await xb.keyStore.privateKeyNames()) {
      const key = (await xb.keyStore.readPrivateKey(name)) ?? ''
      await expect(openedBy(key, files)).rejects.toMatchObject({ code: 'not_for_this_key' })
    }
  })

  test('is given to nobody without a decision that shows texts, an entry in the log and an assignment', async () => {
    const { referralId, messageId } = await came()
    xb.state.categories = [IDENTITY, NEEDS]
    expect(await fetch(referralId, SHELTER, messageId)).toMatchObject({ status: 403, code: 'contents_not_permitted' })
    xb.state.categories = [IDENTITY, NARRATIVE, NEEDS]
    xb.state.denial = 'consent_withdrawn'
    expect(await fetch(referralId, SHELTER, messageId)).toMatchObject({ code: 'consent_withdrawn' })
    xb.state.denial = undefined
    xb.state.away.add('audit')
    expect((await fetch(referralId, SHELTER, messageId)).status).toBe(503)
    xb.state.away.clear()
    const stranger = { ...SHELTER, user: randomUUID() }
    expect(await fetch(referralId, stranger, messageId)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await fetch(referralId, SHELTER, randomUUID())).toMatchObject({ status: 404, code: 'not_found' })
    const { referralId: other } = await referred()
    expect(await fetch(other, SHELTER, messageId)).toMatchObject({ status: 404, code: 'not_found' })
    listed(await revoked(first), second)
    expect(await fetch(referralId, SHELTER, messageId)).toMatchObject({ status: 409, code: 'contents_key_revoked' })
  })

  test('is refused where its key was revoked on the way, or is not the one that is named there', async () => {
    const { referralId } = await referred()
    await write(xa, POLICE, referralId)
    listed(second)
    expect(await carry(xa, xb, referralId)).toMatchObject({ stored: false, refused: 'recipient_key_unknown' })
    listed(first)
    await write(xa, POLICE, referralId)
    listed(await revoked(first), second)
    expect(await carry(xa, xb, referralId)).toMatchObject({ stored: false, refused: 'recipient_key_revoked' })
  })

  test('is answered by it as any other is: in its hub, which signs for it', async () => {
    const { referralId } = await came()
    expect((await write(xb, SHELTER, referralId, 'Está en casa.')).status).toBe(201)
    expect((await carry(xb, xa, referralId)).stored).toBe(true)
    const [answer] = await messagesOf(xa, POLICE, referralId)
    expect(answer).toMatchObject({ from: TO, text: 'Está en casa.' })
    expect(await messagesOf(xb, SHELTER, referralId)).toMatchObject([
      { own: true, text: 'Está en casa.', delivery: 'sent' },
      { own: false, sealedTo: first.fingerprint },
    ])
  })

  test('is gone with the person', async () => {
    const { messageId } = await came()
    const [{ subject_id }] = await xb.rows('select subject_id from message where message_id = $1', [messageId])
    await xb.rows('delete from subject where id = $1', [subject_id])
    expect(await xb.rows('select 1 from message where message_id = $1', [messageId])).toEqual([])
  })

  const programs = ['gpg', 'sq'].filter(installed)
  const machine = agencyMachine()
  afterAll(() => machine.close())
  test.each(programs)('opens with plain %s', async program => {
    const { certificate } = program === 'gpg' ? machine.drawWithGpg(USER_ID) : machine.drawWithSq(USER_ID, 'rfc9580')
    listed(await vouchedFor(certificate))
    const { referralId, messageId } = await came()
    const { opened } = await fetch(referralId, SHELTER, messageId)
    machine.unpack(Buffer.from(opened.zip, 'base64'))
    const chunk = `${opened.name}/bundle/chunks/000000.gpg`
    const how =
      program === 'gpg'
        ? ['gpg', '--batch', '--quiet', '--decrypt', chunk]
        : ['sq', 'decrypt', '--recipient-file', 'own.key', chunk]
    const [command = '', ...args] = how
    const json = JSON.parse(machine.run(command, ...args).toString('utf8'))
    expect(json).toMatchObject({ messageId, message: { lang: 'es' } })
  })
})

describe('what the recipient assessed, to a sender that holds its keys itself', () => {
  const ANSWERS = { followed: 'yes', alone: 'no', illness: 'yes', threats: 'medium' }
  const assessed = async () => {
    const { referralId } = await referred({ protocolId: 'standard', protocolVersion: 1 })
    asking(ours)
    clearEntries()
    const form = { referralId, form: 'risks-and-health', version: 1, answers: ANSWERS }
    expect((await xb.post(SHELTER, '/assessments', form)).status).toBe(201)
    return { referralId, ...(await carry(xb, xa, referralId)) }
  }
  const fetchHere = (referralId: string, id: string, who = POLICE) => fetch(referralId, who, id, xa)

  test('goes cut and sealed to it, is listed with its reports, and opens where its key is', async () => {
    const { referralId, messageId, stored, refused } = await assessed()
    expect({ stored, refused }).toEqual({ stored: true, refused: undefined })
    expect(xb.state.entries.find(({ action }) => action === Action.PACKAGE_RELEASED)).toMatchObject({
      code: `agency_held:${ours.fingerprint}`,
    })
    const { opened: reports } = await xa.readReports(referralId, POLICE)
    expect(reports.sealedReports).toEqual([
      { reportId: messageId, at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), sealedTo: ours.fingerprint },
    ])
    expect(reports.categories).toEqual({})
    expect(await messagesOf(xa, POLICE, referralId)).toEqual([])
    expect(await xa.everything()).not.toContain('followed')

    xa.state.entries.length = 0
    const { files } = await fetchHere(referralId, messageId)
    expect(xa.state.entries).toMatchObject([{ action: Action.CONTENTS_GIVEN_OUT, categories: [RISK, HEALTH] }])
    const { contents } = await openedBy(ours.privateKey, files)
    expect(contents.report).toEqual({
      ...{ form: 'risks-and-health', version: 1 },
      answers: { followed: 'yes', alone: 'no', illness: 'yes' },
    })
  })

  test('is given out only as far as the person has agreed to that direction by then', async () => {
    const { referralId, messageId } = await assessed()
    xa.state.decided.length = 0
    expect((await fetchHere(referralId, messageId)).status).toBe(200)
    expect(xa.state.decided).toMatchObject([{ report: true, sender: TO, recipient: FROM }])
    xa.state.categories = [RISK]
    expect(await fetchHere(referralId, messageId)).toMatchObject({ status: 403, code: 'contents_not_permitted' })
    expect(await fetchHere(referralId, messageId, { ...POLICE, user: randomUUID() })).toMatchObject({ status: 404 })
  })
})
