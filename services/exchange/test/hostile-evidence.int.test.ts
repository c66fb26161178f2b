import { randomUUID } from 'node:crypto'
import { EvidenceKind, evidenceReceived } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { aMessage, useForger } from './fixtures/forger.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xc } = await useTwoHubs()
/** XC is a peer of XA that states what it likes. */
const toXa = await useForger(xa, 'XC', xc.exchange.privateKey)

describe('evidence', () => {
  const state = (messageId: string) =>
    xa
      .rows<{ state: string }>('select state from outgoing where message_id = $1', [messageId])
      .then(([row]) => row?.state)
  const shaOf = (messageId: string) =>
    xa
      .rows<{ sha256: string }>('select sha256 from outgoing where message_id = $1', [messageId])
      .then(([row]) => row?.sha256 ?? '')

  interface Lie {
    readonly kind?: EvidenceKind
    readonly sha256?: string
    readonly code?: string
  }
  async function lie(about: string, { kind = EvidenceKind.DELIVERED, sha256, code = '' }: Lie = {}) {
    const value = {
      evidenceId: randomUUID(),
      aboutMessageId: about,
      kind,
      code,
      aboutSha256: sha256 ?? (await shaOf(about)),
    }
    await toXa.send(aMessage('XC', aPackage(), { toHub: 'XA', body: { case: 'evidence', value } }))
  }
  const ignored = () => xa.lines.filter(line => line.includes('edge.evidence_ignored')).length
  async function isIgnored(tell: () => Promise<void>) {
    const before = ignored()
    await tell()
    await soon(ignored).toBe(before + 1)
  }

  test('about what was sent to another hub says nothing', async () => {
    const id = await build(xa, aPackage())
    await soon(() => state(id)).toBe('relayed')
    for (const kind of [EvidenceKind.DELIVERED, EvidenceKind.REFUSED]) await isIgnored(() => lie(id, { kind }))
    expect(await state(id)).toBe('relayed')
  })

  test('about nothing that was ever sent, or about other bytes, says nothing', async () => {
    const toXc = await build(xa, aPackage(), { to: 'XC' })
    await soon(() => state(toXc)).toBe('waiting')
    await isIgnored(() => lie(randomUUID(), { sha256: 'a'.repeat(64) }))
    await isIgnored(() => lie(toXc, { sha256: 'a'.repeat(64) }))
    expect(await state(toXc)).toBe('waiting')
  })

  test('of what only the sending hub can state, or of no known kind, says nothing', async () => {
    const toXc = await build(xa, aPackage(), { to: 'XC' })
    await soon(() => state(toXc)).toBe('waiting')
    for (const kind of [EvidenceKind.EXPIRED, EvidenceKind.SUBMITTED, EvidenceKind.UNSPECIFIED])
      await isIgnored(() => lie(toXc, { kind }))
    expect(await state(toXc)).toBe('waiting')
  })

  test('against the final statement says nothing: the referral does not fail after it was taken in', async () => {
    const made = aPackage()
    const toXc = await build(xa, made, { to: 'XC' })
    await soon(() => state(toXc)).toBe('waiting')
    await lie(toXc)
    await soon(() => state(toXc)).toBe('delivered')
    await isIgnored(() => lie(toXc, { kind: EvidenceKind.REFUSED, code: 'recipient_unknown' }))
    expect(await state(toXc)).toBe('delivered')
    const told = (await xa.told(evidenceReceived)).filter(({ packageId }) => packageId === made.packageId)
    expect(told.map(({ kind }) => kind)).toEqual([EvidenceKind.SUBMITTED, EvidenceKind.DELIVERED])
  })

  test('with text in place of a code is kept without it', async () => {
    const made = aPackage()
    const toXc = await build(xa, made, { to: 'XC' })
    await soon(() => state(toXc)).toBe('waiting')
    await lie(toXc, { kind: EvidenceKind.REFUSED, code: 'Call María on 555 0171' })
    await soon(() => state(toXc)).toBe('refused')
    const told = (await xa.told(evidenceReceived)).filter(({ packageId }) => packageId === made.packageId)
    expect(told.at(-1)).toMatchObject({ kind: EvidenceKind.REFUSED, code: '' })
    expect(
      await xa.rows('select code from evidence where about_message_id = $1 and issuer = $2', [toXc, 'XC']),
    ).toEqual([{ code: null }])
  })
})
