import { randomBytes, randomUUID } from 'node:crypto'
import {
  AnswerSchema,
  create,
  type DescMessage,
  EdgeMessageSchema,
  fieldOf,
  fromBinary,
  joined,
  type MessageInitShape,
  PackageDeliverySchema,
  toBinary,
  toBytes,
  toPieces,
} from '@amparo/contracts'
import { expect, test } from 'vitest'

const bytesOf = (length: number) => new Uint8Array(randomBytes(length))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** As the library encodes what was read of it. */
const again = <D extends DescMessage>(schema: D, bytes: Uint8Array) => hex(toBinary(schema, fromBinary(schema, bytes)))
const expectSame = <D extends DescMessage>(schema: D, message: MessageInitShape<D>) =>
  expect(again(schema, toBytes(schema, message)) === again(schema, toBinary(schema, create(schema, message)))).toBe(
    true,
  )
const part = (length: number) => ({
  ...{ messageId: randomUUID(), fromHub: 'XA', toHub: 'XB' },
  body: { case: 'filePart', value: { deliveryId: randomUUID(), number: 7, ciphertext: bytesOf(length) } } as const,
})

test.each([0, 1, 64 * 1024 - 1, 64 * 1024, 512 * 1024])('a message with %i bytes in it is read as it was', length => {
  expectSame(EdgeMessageSchema, part(length))
  // In a message that stands in another one, of which nothing else is long.
  const signed = { statement: bytesOf(length), signature: 'armored' }
  expectSame(EdgeMessageSchema, {
    ...part(0),
    body: { case: 'statement', value: { statementId: randomUUID(), signed } },
  })
  expectSame(AnswerSchema, { result: { case: 'payload', value: bytesOf(length) } })
  const fields = { packageId: randomUUID(), sha256: 'a'.repeat(64), referralId: randomUUID() }
  expectSame(PackageDeliverySchema, { ...fields, ciphertext: bytesOf(length) })
})

test('long bytes are not copied, however deep they lie, and what is short is one piece', () => {
  const message = part(100_000)
  expect(toPieces(EdgeMessageSchema, message).at(-1)?.buffer).toBe(message.body.value.ciphertext.buffer)
  expect(toPieces(EdgeMessageSchema, part(100))).toHaveLength(1)
})

test('what is encoded already becomes a field of another message', () => {
  const payload = bytesOf(100_000)
  const answer = joined(fieldOf(AnswerSchema.field.payload.number, [payload]))
  expect(again(AnswerSchema, answer) === hex(answer)).toBe(true)
  expect(hex(toBytes(AnswerSchema, { result: { case: 'payload', value: payload } })) === hex(answer)).toBe(true)
})
