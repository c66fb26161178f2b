import {
  idsInBytes,
  idsToBytes,
  type Ledger,
  type LedgerAnswer,
  ledgerDifferences,
  ledgerStates,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'
import { DIFFERENCES, type Difference, isTold, type Line, type LineState } from '../domain/ledger.ts'
import { LEDGER_AGAIN_DAYS } from '../domain/times.ts'
import { orUnreadable } from './edge-message.ts'

export const idBytes = (id: string): Uint8Array<ArrayBuffer> => idsToBytes([id])

function idOf(bytes: Uint8Array): string {
  const [id, ...others] = idsInBytes(bytes) ?? []
  if (id === undefined || others.length > 0) throw errors.edge_message_unreadable()
  return id
}

function hashOf(bytes: Uint8Array): string {
  if (bytes.byteLength !== 32) throw errors.edge_message_unreadable()
  return Buffer.from(bytes).toString('hex')
}

/** Throws edge_message_unreadable for one that is not closed, not of these days, or says of a message twice. */
export function linesIn({ day, fromId, toId, lines }: Ledger, sentAt: Date): Line[] {
  if (!isTold(day, sentAt, LEDGER_AGAIN_DAYS) || !isUuid(fromId) || !isUuid(toId))
    throw errors.edge_message_unreadable()
  const read = lines.map(({ messageId, sha256, state }) => ({
    ...{ messageId: idOf(messageId), sha256: hashOf(sha256) },
    state: orUnreadable(() => ledgerStates.toCode(state)) as LineState,
  }))
  const ids = new Set(read.map(({ messageId }) => messageId))
  const isInside = (id: string) => id >= fromId && id <= toId
  if (ids.size !== read.length || ![...ids].every(isInside)) throw errors.edge_message_unreadable()
  return read
}

/** The same of what was found. */
export const differencesIn = ({ differences }: LedgerAnswer): Difference[] =>
  differences.map(({ messageId, kind }) => {
    const code = orUnreadable(() => ledgerDifferences.toCode(kind))
    const known = DIFFERENCES.find(each => each === code)
    if (known === undefined) throw errors.edge_message_unreadable()
    return { messageId: idOf(messageId), kind: known }
  })
