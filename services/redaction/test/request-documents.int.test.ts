import { spawnSync } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { Action, DataCategory, messageBuilt, messageReceived, Relation, requestSigned } from '@amparo/contracts'
import { verifyDetached } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { aFile, aPdf, PDF } from './fixtures/files.ts'
import { SENDER, WORKER } from './fixtures/parties.ts'
import { aSheet } from './fixtures/request-sheet.ts'
import type { Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'

const { xa, xb } = await useTwoVaults()
const scope = 'evidence:request'
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope }
const AUTHORITY: Who = { agencyId: AGENCY, user: randomUUID(), scope }

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined })
    state.away.clear()
    state.entries.length = 0
  }
})

const FACTS = 'El sospechoso Ramiro Quispetupa captó a la víctima Yaneth Quillahuaman en Urubambilla.'
const HOLDER = 'Banco Ficticio del Sur, cuenta 99-0001.'
const PERSONS = { text: 'Ramiro Quispetupa, nacido en 1984.', suspects: ['Ramiro Quispetupa'] }
const TRANSLATED = { lang: 'pt', text: 'O suspeito Ramiro Quispetupa captou a vítima Yaneth Quillahuaman.' }
type Text = { readonly field: string; readonly sha256: string }

const stand = { draftedBy: SENDER, toHub: 'XB' }
const rowsOf = (texts: readonly Text[]) =>
  texts.map(({ field, sha256 }) => ({ label: [`Campo ${field}`, `Campo pt ${field}`], field, sha256 }))
const sheetOf = (texts: readonly Text[]) => aSheet(rowsOf(texts))

/** A draft of XA's prosecution that says what `said` says, by field. */
async function drafted(said: Readonly<Record<string, object>>) {
  const id = randomUUID()
  const roles = { [DRAFTER.agencyId]: 'drafter' }
  xa.state.requests.set(id, { ...stand, roles, open: true, texts: [] })
  const texts: Text[] = []
  for (const [field, content] of Object.entries(said)) {
    const data = { requestId: id, field, lang: 'es', text: FACTS, attachments: [], ...content }
    const { status, body } = await xa.post(DRAFTER, '/request-texts', data)
    expect([field, status]).toEqual([field, 201])
    texts.push(body)
  }
  xa.state.requests.set(id, { ...stand, roles, open: true, texts, sheet: sheetOf(texts) })
  return { id, texts }
}

function read(base64: string): string {
  const { stdout, error } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(base64, 'base64') })
  if (error) throw error
  return stdout.toString('utf8')
}
const flat = (text: string) => text.replace(/\s+/g, ' ')
const noReader = spawnSync('pdftotext', ['-v']).error !== undefined

describe('a request as a document', () => {
  test.skipIf(noReader)('has labels in both languages side by side, and each text as it leaves', async () => {
    const order = aFile('orden.pdf', PDF, aPdf(['Orden del juez']))
    const holder = { text: HOLDER, attachments: [order] }
    const { id } = await drafted({ persons: PERSONS, facts: { translation: TRANSLATED }, holder })
    const { opened, status } = await xa.printRequest(id, DRAFTER)
    expect(status).toBe(200)
    expect(opened.document).toMatchObject({ name: `request-${id}.pdf`, mediaType: 'application/pdf' })
    const text = read(opened.document.base64)
    expect(text).toMatch(/Solicitud de asistencia {3,}Pedido de assistência/)
    expect(text).toMatch(/Campo facts {3,}Campo pt facts/)
    expect(text).toMatch(/Idioma del texto: español {3,}Idioma do texto: espanhol/)
    expect(text).toMatch(/Traducción: portugués {3,}Tradução: português/)
    const words = flat(text)
    expect(words).toContain('Ramiro Quispetupa captó')
    expect(words).toContain('Ramiro Quispetupa captou')
    expect(words).not.toContain('Quillahuaman')
    expect(words).toContain(HOLDER)
    expect(text).toMatch(/Espacio para la traducción {3,}Espaço para a tradução\n[^\n]*_{60}/)
    expect(words).toMatch(/orden\.pdf SHA-256 [0-9a-f]{64}/)
    expect(text).toContain(id)
  })

  test('is the same file each time, whose hash the log has before it is shown, and the vault keeps', async () => {
    const { id } = await drafted({ holder: { text: HOLDER } })
    xa.state.entries.length = 0
    const [one, two] = [await xa.printRequest(id, DRAFTER), await xa.printRequest(id, DRAFTER)]
    const { sha256 } = one.opened
    expect(hash('sha256', Buffer.from(one.opened.document.base64, 'base64'), 'hex')).toBe(sha256)
    expect(two.opened.document.base64).toBe(one.opened.document.base64)
    const entry = {
      action: Action.REQUEST_DOCUMENT_MADE,
      code: `request:${sha256}`,
      referralId: id,
      userId: WORKER,
      relations: [Relation.UNKNOWN],
      // Whoever holds the objects is named as written.
      categories: [DataCategory.IDENTITY, DataCategory.NARRATIVE],
    }
    expect(xa.state.entries).toMatchObject([entry, entry])
    const kept = await xa.rows('select kind, sha256 from request_document where request_id = $1', [id])
    expect(kept).toEqual([{ kind: 'request', sha256 }])
    expect(await xa.everything()).not.toContain('Banco Ficticio')
    xa.state.away.add('audit')
    expect((await xa.printRequest(id, DRAFTER)).status).toBe(503)
    expect(xa.state.entries).toHaveLength(2)
  })

  test('is nothing without a permit, and to nobody to whom the request is nothing', async () => {
    const { id } = await drafted({ holder: { text: HOLDER } })
    xa.state.denial = 'purpose_outside_mandate'
    expect((await xa.printRequest(id, DRAFTER)).body.code).toBe('purpose_outside_mandate')
    xa.state.denial = undefined
    expect((await xa.printRequest(id, AUTHORITY)).status).toBe(404)
    expect((await xa.printRequest(randomUUID(), DRAFTER)).status).toBe(404)
  })

  test('says what is held elsewhere by its hash, and is the same file in the other state', async () => {
    const { id, texts } = await drafted({ facts: { translation: TRANSLATED } })
    const elsewhere = { field: 'provisions', sha256: 'c'.repeat(64) }
    const parties = { sender: FROM, recipient: TO }
    const all = [...texts, elsewhere]
    const signed = { ...stand, parties, texts: all, sheet: sheetOf(all) }
    xa.state.requests.set(id, { ...signed, roles: { [AGENCY]: 'sender' } })
    xb.state.requests.set(id, { ...signed, roles: { [AGENCY]: 'recipient' } })
    expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
    const [built] = (await xa.told(messageBuilt)).filter(({ referralId }) => referralId === id)
    if (built === undefined) throw new Error('nothing was built')
    const { messageId, referralId, to, ciphertext, sha256 } = built
    const message = { messageId, referralId, ciphertext, sha256, ...(to && { to }) }
    expect(await xb.publish(messageReceived, { fromHub: 'XA', message })).toBe('done')
    const here = (await xa.printRequest(id, AUTHORITY)).opened
    const there = (await xb.printRequest(id, AUTHORITY)).opened
    expect(there.sha256).toBe(here.sha256)
    if (noReader) return
    const text = read(there.document.base64)
    expect(text).toMatch(/No está aquí {3,}Não está aqui\n\s*SHA-256 c{64}/)
  })

  test('is signed by the hub that printed it, and another kind of it says so in its name and in the log', async () => {
    const { id } = await drafted({})
    xa.state.entries.length = 0
    const { opened } = await xa.printRequest(id, DRAFTER, 'certificate')
    const bytes = Buffer.from(opened.document.base64, 'base64')
    const { armored: certificate, fingerprint } = xa.certificates.packageSign
    const signed = { signature: opened.signature, signer: { certificate, fingerprint }, now: new Date() }
    await verifyDetached({ ...signed, bytes })
    await expect(verifyDetached({ ...signed, bytes: Buffer.concat([bytes, Buffer.from(' ')]) })).rejects.toThrow()
    expect(opened.document.name).toBe(`certificate-${id}.pdf`)
    expect(xa.state.entries).toMatchObject([{ code: `certificate:${opened.sha256}` }])
  })

  test('that is not there yet is not printed', async () => {
    const { id } = await drafted({})
    const found = xa.state.requests.get(id)
    if (found) xa.state.requests.set(id, { ...found, sheet: undefined })
    const { status, body } = await xa.printRequest(id, DRAFTER, 'schedule')
    expect([status, body.code]).toEqual([409, 'request_document_not_yet'])
  })

  test('longer than a document may be is refused, and leaves no trace', async () => {
    const lines = { text: `${'a\n'.repeat(9_999)}a` }
    const { id } = await drafted({ holder: lines, persons: lines })
    xa.state.entries.length = 0
    const { status, body } = await xa.printRequest(id, DRAFTER)
    expect([status, body.code]).toEqual([400, 'request_document_too_long'])
    expect(xa.state.entries).toEqual([])
  })
})
