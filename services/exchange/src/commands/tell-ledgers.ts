import { create, LedgerSchema, ledgerStates } from '@amparo/contracts'
import { dayAfter, dayOf, type Line, type Part, partsOf, startOf } from '../domain/ledger.ts'
import {
  before,
  DAY,
  LEDGER_AFTER_MS,
  LEDGER_AGAIN_AFTER_MS,
  LEDGER_AGAIN_DAYS,
  LEDGER_DAYS,
  ledgerDeadline,
} from '../domain/times.ts'
import { idBytes } from '../ports/ledger-message.ts'
import { addTold, beginBooks, linesOf, nextDayFor } from '../store/reconciliations.ts'
import type { SigningDeps } from './deps.ts'
import { compose, queue } from './queue.ts'

/** Some 60 bytes a line, and a message of this kind may have a quarter of a megabyte. */
const LINES = 4_000

/** How long after its end a day is told for the how-manieth time, and how many days back those that were missed. */
const ROUNDS = [
  { round: 1, afterMs: LEDGER_AFTER_MS, days: LEDGER_DAYS },
  { round: 2, afterMs: LEDGER_AGAIN_AFTER_MS, days: LEDGER_AGAIN_DAYS },
] as const

export interface LedgerDeps extends SigningDeps {
  readonly peers: ReadonlySet<string>
}

/**
 * Tells each peer of the next day whose books are closed what this hub has sent it that day: soon, and once more when all of it has ended. One that is empty is told as
 * well: what the other has of it came from nobody here.
 */
export const tellLedgers = (deps: LedgerDeps) => async (): Promise<void> => {
  for (const peer of deps.peers) for (const round of ROUNDS) await tellPeer(deps, peer, round)
}

async function tellPeer(
  deps: LedgerDeps,
  peer: string,
  { round, afterMs, days }: (typeof ROUNDS)[number],
): Promise<void> {
  const { store, now } = deps
  const closed = dayOf(before(now(), afterMs + DAY))
  const oldest = dayOf(before(now(), days * DAY))
  const next = await nextDayFor({ sql: store.statement }, peer, round)
  // Nothing was sent it before: its first day is told when that is over.
  if (next === undefined) return store.run(tx => beginBooks(tx, peer, dayOf(now())))
  const day = next.localeCompare(oldest) < 0 ? oldest : next
  if (day > closed) return
  await store.run(async tx => {
    const lines = await linesOf(tx, peer, startOf(day), startOf(dayAfter(day)))
    for (const part of partsOf(lines, LINES)) {
      const ledgerId = deps.newId()
      const { fromId, toId } = part
      const told = { ledgerId, peer, direction: 'sent', day, round, fromId, toId, messages: part.lines.length } as const
      // Another instance was first.
      if (!(await addTold(tx, told, now()))) return
      const to = { messageId: ledgerId, peer, kind: 'ledger', referralId: ledgerId } as const
      const addressed = { ...to, packageId: null, fromAgency: null, deadline: ledgerDeadline(startOf(day), now()) }
      await queue(deps, tx, compose(deps, addressed, { case: 'ledger', value: ledgerOf(day, part) }))
    }
  })
}

const ledgerOf = (day: string, { fromId, toId, lines }: Part) =>
  create(LedgerSchema, { day, fromId, toId, lines: lines.map(toLine) })

const toLine = ({ messageId, sha256, state }: Line) => ({
  messageId: idBytes(messageId),
  sha256: new Uint8Array(Buffer.from(sha256, 'hex')),
  state: ledgerStates.toEnum(state),
})
