import { randomUUID } from 'node:crypto'
import {
  create,
  EdgeMessageSchema,
  HolderAnswer,
  HubStatementSchema,
  type MessageInitShape,
  readForeign,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { expect, test } from 'vitest'

const NOW = timestampFromDate(new Date())
const BEYOND = { ...NOW, seconds: 2n ** 62n }
const XB = { hub: 'XB', agencyId: randomUUID() }
type Changes = MessageInitShape<typeof HubStatementSchema>

const statement = (changes: Exclude<Changes, { $typeName: string }>) =>
  toBinary(
    HubStatementSchema,
    create(HubStatementSchema, { statementId: randomUUID(), fromHub: 'XB', issuedAt: NOW, ...changes }),
  )
const answer = (changes: object) =>
  statement({
    body: {
      case: 'recallAnswer',
      value: { recallId: randomUUID(), holder: XB, answer: HolderAnswer.STOPPED, answeredAt: NOW, ...changes },
    },
  })
const list = (sequence: bigint, until = NOW) =>
  statement({ body: { case: 'statusList', value: { sequence, prolonged: [{ grantId: new Uint8Array(16), until }] } } })
const part = (number: number) => {
  const body = { case: 'filePart', value: { deliveryId: randomUUID(), number } } as const
  return toBinary(EdgeMessageSchema, create(EdgeMessageSchema, { body }))
}

test('what another hub writes is read as it was written', () => {
  const bytes = answer({ reason: 'línea\n', onward: [{ holder: XB }, {}] })
  expect(toBinary(HubStatementSchema, readForeign(HubStatementSchema, bytes))).toEqual(bytes)
  expect(readForeign(HubStatementSchema, list(2n ** 63n - 1n)).body.case).toBe('statusList')
  expect(readForeign(EdgeMessageSchema, part(2 ** 31 - 1)).body.case).toBe('filePart')
})

test.each([
  ['bytes of nothing', new Uint8Array([255])],
  ['a time beyond all years', statement({ issuedAt: BEYOND })],
  ['one of less than no fraction of a second', statement({ issuedAt: { ...NOW, nanos: -1 } })],
  ['one that stands in what it says', answer({ answeredAt: BEYOND })],
  ['one in a list', list(1n, BEYOND)],
  ['a number that no column holds', list(2n ** 63n)],
  ['a sign that no text holds', answer({ reason: 'a\0b' })],
  [
    'an agency that has a sentence for an id',
    answer({ onward: [{ holder: { ...XB, agencyId: 'Odalis vive aquí' } }] }),
  ],
  ['an agency of a hub that is none', answer({ holder: { ...XB, hub: 'xb, the other' } })],
])('it is no message with %s', (_, bytes) => {
  expect(() => readForeign(HubStatementSchema, bytes)).toThrow(RangeError)
})

test('it is none with a number that only a larger column holds', () => {
  expect(() => readForeign(EdgeMessageSchema, part(2 ** 31))).toThrow(RangeError)
})
