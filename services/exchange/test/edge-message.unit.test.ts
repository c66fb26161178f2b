import { create, DeliveryEvidenceSchema, timestampFromDate } from '@amparo/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSigned, encodeMessage, encodeSigned, readMessage } from '../src/ports/edge-message.ts'

const ID = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
const AT = new Date('2026-03-04T10:00:00Z')
const way = { peer: 'XA', ownHub: 'XB' }
const addressed = { messageId: ID, fromHub: 'XA', toHub: 'XB', sentAt: AT, expiresAt: AT }
const body = {
  case: 'evidence' as const,
  value: create(DeliveryEvidenceSchema, { evidenceId: ID, aboutMessageId: ID }),
}

describe('a message', () => {
  it('is read as it was written', () => {
    const { message, signature } = decodeSigned(encodeSigned(encodeMessage(addressed, body), 'signature'))
    expect(signature).toBe('signature')
    expect(readMessage(message, way)).toMatchObject({ messageId: ID, peer: 'XA', sentAt: AT, expiresAt: AT, body })
  })

  it('is of no use by another way or in another hub', () => {
    const bytes = encodeMessage(addressed, body)
    expect(() => readMessage(bytes, { ...way, peer: 'XC' })).toThrow(
      expect.objectContaining({ code: 'edge_message_not_for_us' }),
    )
    expect(() => readMessage(bytes, { ...way, ownHub: 'XC' })).toThrow(
      expect.objectContaining({ code: 'edge_message_not_for_us' }),
    )
  })

  it('carries a log as long as one can be', () => {
    const at = timestampFromDate(AT)
    const steps = Array.from({ length: 1_000 }, (_, index) => ({
      ...{ number: index + 1, seen: 1_000, step: 'record-return-of-person', at },
      data: JSON.stringify({ reason: 'a'.repeat(150) }),
    }))
    const value = { referralId: ID, by: { hub: 'XA', agencyId: 'shelter' }, steps }
    const read = readMessage(encodeMessage(addressed, { case: 'referralUpdate', value }), way)
    expect(read.body.case === 'referralUpdate' && read.body.value.steps).toHaveLength(1_000)
  })

  it('that reports steps says which agency took them, as an id', () => {
    const read = (by: object | undefined) => () =>
      readMessage(
        encodeMessage(addressed, { case: 'referralUpdate', value: { referralId: ID, steps: [], ...(by && { by }) } }),
        way,
      )
    expect(read({ hub: 'XA', agencyId: 'shelter' })).not.toThrow()
    for (const by of [undefined, { hub: 'XA', agencyId: 'a text' }, { hub: 'XC', agencyId: 'shelter' }])
      expect(read(by)).toThrow(expect.objectContaining({ code: 'edge_message_unreadable' }))
  })

  it('that reports steps says what is meant by their protocol as a hash, or not at all', () => {
    const by = { hub: 'XA', agencyId: 'shelter' }
    const read = (protocolHash: string) => () =>
      readMessage(
        encodeMessage(addressed, { case: 'referralUpdate', value: { referralId: ID, steps: [], by, protocolHash } }),
        way,
      )
    for (const hash of ['', 'ab'.repeat(32)]) expect(read(hash)).not.toThrow()
    for (const hash of ['a name', 'ab', `${'ab'.repeat(32)}\n`])
      expect(read(hash)).toThrow(expect.objectContaining({ code: 'edge_message_unreadable' }))
  })

  it('needs ids that are ids', () => {
    const bytes = encodeMessage({ ...addressed, messageId: 'x' }, body)
    expect(() => readMessage(bytes, way)).toThrow(expect.objectContaining({ code: 'edge_message_unreadable' }))
  })

  it('is never read half: any bytes are a message or are refused', () => {
    const good = encodeMessage(addressed, body)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(good.length), (at, xor, cut) => {
        const bytes = good.slice(0, cut)
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ xor
        try {
          expect(readMessage(bytes, way).messageId).toMatch(/^[0-9a-f-]{36}$/)
        } catch (error) {
          expect(error).toMatchObject({ kind: 'invalid' })
        }
      }),
    )
  })
})
