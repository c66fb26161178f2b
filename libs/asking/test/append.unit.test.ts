import { randomUUID } from 'node:crypto'
import { Action, AppendRequestSchema, type Entry, ReceiptSchema, timestampFromDate, toBinary } from '@amparo/contracts'
import { generateSigningKey, loadSigningKey, loadTrust, requestHash, signStatement } from '@amparo/crypto'
import { messagingErrors } from '@amparo/messaging'
import { expect, test } from 'vitest'
import { type Ask, appendTo, isAway } from '../src/index.ts'

const audit = generateSigningKey()
const other = generateSigningKey()
const trust = loadTrust({ audit: audit.publicJwk })

interface Twist {
  readonly entryId?: string
  readonly hash?: string
  readonly key?: typeof audit
  readonly away?: boolean
}

/** Audit, which answers as a test says. */
function appending(twist: Twist = {}) {
  const entered: Entry[] = []
  const ask: Ask = async (_question, request) => {
    if (twist.away) throw messagingErrors.service_unavailable()
    const { entry } = request as unknown as { entry: Entry }
    entered.push(entry)
    const receipt = {
      requestHash: twist.hash ?? requestHash(toBinary(AppendRequestSchema, request as never)),
      entryId: twist.entryId ?? entry.entryId,
      expiresAt: timestampFromDate(new Date(Date.now() + 20_000)),
    }
    const key = loadSigningKey((twist.key ?? audit).privateJwk)
    return { receipt: signStatement(ReceiptSchema, receipt, 'receipt.v1', key) } as never
  }
  const asking = { ask, signer: trust.keyOf('audit'), now: () => new Date(), newId: randomUUID }
  return { entered, append: appendTo('exchange', asking) }
}

const entry = () => ({ entryId: randomUUID(), action: Action.DELIVERY_READ, code: 'c' })

test('what is entered has the service that enters it as its source, whatever it says itself, and answers its receipt', async () => {
  const { entered, append } = appending()
  const made = entry()
  const posing = { ...made, source: 'consent' }
  expect(await append(posing)).toMatchObject({ entryId: made.entryId })
  expect(entered).toMatchObject([{ entryId: made.entryId, source: 'exchange' }])
})

test.each<[string, Twist]>([
  ['of another entry', { entryId: randomUUID() }],
  ['of another question', { hash: requestHash(new Uint8Array([1])) }],
  ['signed by another service', { key: other }],
])('a receipt %s is none, and nobody is away because of it', async (_, twist) => {
  const error = await appending(twist)
    .append(entry())
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'statement_invalid' })
  expect(isAway(error)).toBe(false)
})

test('while audit does not answer, whoever enters hears that it is away', async () => {
  const error = await appending({ away: true })
    .append(entry())
    .catch((thrown: unknown) => thrown)
  expect(isAway(error)).toBe(true)
})
