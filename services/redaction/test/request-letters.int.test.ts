import { randomUUID } from 'node:crypto'
import { Action, messageBuilt, messageOpened, messageReceived, messageRefused, Relation } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import type { Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'

const { xa, xb } = await useTwoVaults()
const scope = 'evidence:request evidence:decide'
const ASKING: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const ASKED: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope }
const TEXT =
  'El banco entregará mañana. El sospechoso Ramiro Quispetupa sigue detenido; la testigo Yaneth Quillahuaman declaró ayer.'

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined })
    state.away.clear()
    state.entries.length = 0
  }
})

/** Of XA's central authority to XB's, as both exchanges have it. */
function signed(): string {
  const id = randomUUID()
  const request = { draftedBy: SENDER, toHub: 'XB', parties: { sender: FROM, recipient: TO }, texts: [] }
  xa.state.requests.set(id, { ...request, roles: { [AGENCY]: 'sender', [SENDER.agencyId]: 'drafter' } })
  xb.state.requests.set(id, { ...request, roles: { [AGENCY]: 'recipient' } })
  return id
}
type Vault = typeof xa
const write = (vault: Vault, requestId: string, who: Who, text = TEXT) =>
  vault.post(who, '/request-letters', { requestId, victims: 'no-victim', lang: 'es', text, attachments: [] })
const builtFor = async (vault: Vault, id: string) =>
  (await vault.told(messageBuilt)).filter(({ referralId }) => referralId === id)
/** As exchange carries what was built last. */
async function carry(from: Vault, to: Vault, id: string) {
  const built = (await builtFor(from, id)).at(-1)
  if (built === undefined) throw new Error('nothing was built')
  const { messageId, referralId, to: agency, ciphertext, sha256 } = built
  const message = { messageId, referralId, ciphertext, sha256, ...(agency && { to: agency }) }
  await to.publish(messageReceived, { fromHub: from === xa ? 'XA' : 'XB', message })
  return messageId
}
const REASONS = 'amparo.redaction.v1.RequestReasonsRequest' as const
const party = (of: { hub: string; agencyId: string }) => ({ $typeName: 'amparo.common.v1.AgencyRef' as const, ...of })
const textsOf = async (vault: Vault, id: string, who: Who) =>
  (await vault.readLetters(id, who)).opened.letters.map(({ text }: { text: string }) => text)

describe('what two central authorities write to each other about a request', () => {
  test('goes either way, masked as what is asked is, and is read by both and by whoever leads the case', async () => {
    const id = signed()
    expect((await write(xa, id, ASKING)).status).toBe(201)
    const written = [await carry(xa, xb, id)]
    xb.state.staff = [{ userId: ASKED.user, givenNames: 'Ficticio', familyNames: 'Quispetupa' }]
    const [came] = await textsOf(xb, id, ASKED)
    expect(xb.state.entries.at(-1)).toMatchObject({
      action: Action.MESSAGES_READ,
      relations: [Relation.SAME_FAMILY_NAME],
    })
    expect(came).toContain('Ramiro Quispetupa')
    expect(came).not.toContain('Quillahuaman')
    expect((await write(xb, id, ASKED, 'Recibido.')).status).toBe(201)
    written.push(await carry(xb, xa, id))
    expect(await textsOf(xa, id, ASKING)).toEqual(['Recibido.', came])
    expect(await textsOf(xa, id, DRAFTER)).toEqual(['Recibido.', came])
    for (const vault of [xa, xb])
      expect((await vault.told(messageOpened)).filter(({ messageId }) => written.includes(messageId))).toHaveLength(1)
    expect((await xa.readLetters(id, ASKING)).opened.letters[1]).toMatchObject({ by: FROM, delivery: 'sent' })
  })

  test('stands in the log before it leaves and before it is read, and nowhere else in clear', async () => {
    const id = signed()
    // What their own agency has written is no disclosure to them.
    xa.state.staff = [{ userId: ASKING.user, givenNames: 'Ficticio', familyNames: 'Quispetupa' }]
    await write(xa, id, ASKING)
    await xa.readLetters(id, ASKING)
    expect(xa.state.entries).toMatchObject([
      { action: Action.REQUEST_TEXT_RELEASED, referralId: id, code: 'letter', recipient: TO, userId: ASKING.user },
      { action: Action.MESSAGES_READ, referralId: id, userId: ASKING.user, relations: [] },
    ])
    expect(await xa.everything()).not.toContain('Quispetupa')
    xa.state.away.add('audit')
    expect((await write(xa, id, ASKING)).status).toBe(503)
    expect(await builtFor(xa, id)).toHaveLength(1)
  })

  test('goes only with what is said of the victims in it and the other state', async () => {
    const id = signed()
    const data = { requestId: id, lang: 'es', text: TEXT, attachments: [] }
    for (const victims of [undefined, '', 'not-asked'])
      expect(
        await xa.post(ASKING, '/request-letters', { ...data, ...(victims !== undefined && { victims }) }),
      ).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/victims' }] },
      })
    expect(await builtFor(xa, id)).toEqual([])
  })

  test('is no text of the request: neither is taken for the other', async () => {
    const id = signed()
    await write(xa, id, ASKING)
    expect((await xa.readTexts(id, ASKING)).opened.texts).toEqual([])
    const draft = randomUUID()
    const roles = { [DRAFTER.agencyId]: 'drafter' }
    xa.state.requests.set(draft, { roles, open: true, draftedBy: SENDER, toHub: 'XB', texts: [] })
    const data = { requestId: draft, field: 'letter', lang: 'es', text: TEXT, attachments: [] }
    expect((await xa.post(DRAFTER, '/request-texts', data)).status).toBe(400)
  })

  test('is written by whoever leads the case, too, to the other state’s authority; all read it, and the answer', async () => {
    const id = signed()
    expect((await write(xa, id, DRAFTER, 'Soy quien lleva la causa.')).status).toBe(201)
    expect(xa.state.entries).toMatchObject([{ agency: SENDER, recipient: TO, userId: DRAFTER.user }])
    expect((await builtFor(xa, id))[0]).toMatchObject({ from: SENDER, to: TO })
    await carry(xa, xb, id)
    expect((await write(xb, id, ASKED, 'Recibido.')).status).toBe(201)
    await carry(xb, xa, id)
    for (const who of [ASKING, DRAFTER])
      expect(await textsOf(xa, id, who)).toEqual(['Recibido.', 'Soy quien lleva la causa.'])
    expect((await xb.readLetters(id, ASKED)).opened.letters[1]).toMatchObject({ by: SENDER })
    // Not of another prosecution, which has nothing to do with it.
    const other = signed()
    await write(xa, other, DRAFTER)
    const there = xb.state.requests.get(other)
    if (there) xb.state.requests.set(other, { ...there, draftedBy: STRANGER })
    const messageId = await carry(xa, xb, other)
    expect((await xb.told(messageRefused)).find(one => one.messageId === messageId)?.code).toBe('request_text_unknown')
  })

  test('is, where an answer names it by its hash, shown as the reasons on both sides; what is named and not here is told', async () => {
    const id = signed()
    const { body } = await write(xb, id, ASKED, 'El juicio propio sigue abierto.')
    await carry(xb, xa, id)
    const named = (sha256: string, side = 'recipient') => {
      for (const { state } of [xa, xb]) {
        const stand = state.requests.get(id)
        if (stand) state.requests.set(id, { ...stand, reasons: [{ step: 'postpone', side, sha256 }] })
      }
    }
    const shown = async (vault: Vault, who: Who) => {
      const { letters, unheld } = (await vault.readLetters(id, who)).opened
      return [letters.map(({ reasonsFor }: { reasonsFor: string[] }) => reasonsFor), unheld]
    }
    named(body.sha256)
    for (const [vault, who] of [[xa, ASKING] as const, [xb, ASKED] as const])
      expect(await shown(vault, who)).toEqual([[['postpone']], []])
    // Another text, and the same of the other side.
    named('d'.repeat(64))
    expect(await shown(xa, ASKING)).toEqual([[[]], ['postpone']])
    named(body.sha256, 'sender')
    expect(await shown(xa, ASKING)).toEqual([[[]], ['postpone']])
    const asked = { requestId: id, sha256: body.sha256, by: TO }
    expect(await xb.app.requestReasons({ $typeName: REASONS, ...asked, by: party(TO) })).toEqual({ written: true })
    expect(await xb.app.requestReasons({ $typeName: REASONS, ...asked, by: party(FROM) })).toEqual({ written: false })
  })

  test('is written by nobody else, and not where consent does not let it go', async () => {
    const id = signed()
    const stranger = { ...ASKING, agencyId: STRANGER.agencyId }
    expect((await write(xa, id, stranger)).status).toBe(404)
    // Nor before it was signed.
    const draft = randomUUID()
    const roles = { [DRAFTER.agencyId]: 'drafter' }
    xa.state.requests.set(draft, { roles, open: true, draftedBy: SENDER, toHub: 'XB', texts: [] })
    expect((await write(xa, draft, DRAFTER)).status).toBe(404)
    xa.state.denial = 'no_instrument'
    expect((await write(xa, id, ASKING)).body.code).toBe('no_instrument')
    expect(await builtFor(xa, id)).toEqual([])
  })

  test('is not taken in between other authorities than the two', async () => {
    const id = signed()
    await write(xa, id, ASKING)
    const there = xb.state.requests.get(id)
    const sender = { ...FROM, agencyId: STRANGER.agencyId }
    if (there) xb.state.requests.set(id, { ...there, parties: { sender, recipient: TO } })
    const messageId = await carry(xa, xb, id)
    const refusal = (await xb.told(messageRefused)).find(one => one.messageId === messageId)
    expect(refusal?.code).toBe('request_text_unknown')
  })
})
