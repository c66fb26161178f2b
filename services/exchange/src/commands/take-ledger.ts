import { create, type Ledger, type LedgerAnswer, LedgerAnswerSchema, ledgerDifferences } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { compare, type Difference, dayAfter, startOf } from '../domain/ledger.ts'
import { after, UPDATE_DEADLINE_MS } from '../domain/times.ts'
import { differencesIn, idBytes, linesIn } from '../ports/ledger-message.ts'
import { statedAbout } from '../store/evidence.ts'
import type { Incoming } from '../store/incoming.ts'
import { repeatEvidence } from '../store/outgoing.ts'
import { addTold, countParts, hadById, hadOf, lastRound, saveCompared } from '../store/reconciliations.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { compose, queue } from './queue.ts'

/** So many are named: more than that is no longer a matter of single messages. */
const NAMED = 200
/** Of a day, from one peer, however often it tells it. At 4,000 lines each more than a peer may send. */
const MOST_PARTS = 1_200

/**
 * A peer's books of a day are held against what this hub has, and the peer is told what differs; as often as it tells them, since it may have been restored from a backup
 * that knows of no answer. Where only an answer of this hub's was
 * lost, it is given again.
 */
export async function takeLedger(
  deps: Deps,
  tx: Transaction,
  { messageId: ledgerId, peer }: Incoming,
  { ledger, sentAt }: { readonly ledger: Ledger; readonly sentAt: Date },
): Promise<void> {
  const { day, fromId, toId } = ledger
  const lines = linesIn(ledger, sentAt)
  if ((await countParts(tx, peer, day)) >= MOST_PARTS) throw errors.edge_message_unreadable()
  const round = (await lastRound(tx, peer, day, fromId)) + 1
  const told = { ledgerId, peer, direction: 'received', day, round, fromId, toId, messages: lines.length } as const
  if (!(await addTold(tx, told, deps.now()))) return
  const range = { peer, fromId, toId, from: startOf(day), to: startOf(dayAfter(day)) }
  const had = await hadOf(tx, range, deps.hub)
  const there = new Set(had.map(({ messageId }) => messageId))
  const elsewhere = lines.map(({ messageId }) => messageId).filter(id => !there.has(id))
  const differences = compare(lines, [...had, ...(await hadById(tx, peer, elsewhere, deps.hub))])
  await record(deps, tx, { ledgerId, peer, direction: 'received', found: differences.length, differences })
  for (const { messageId, kind } of differences)
    if (kind === 'other_outcome') await repeatEvidence(tx, await statedAbout(tx, messageId, deps.hub), deps.now())
  await answer(deps, tx, { ledgerId, peer }, differences)
}

async function answer(
  deps: Deps,
  tx: Transaction,
  { ledgerId, peer }: { ledgerId: string; peer: string },
  differences: readonly Difference[],
): Promise<void> {
  const messageId = deps.newId()
  const to = { messageId, peer, kind: 'ledger_answer', referralId: messageId, packageId: null } as const
  const addressed = { ...to, fromAgency: null, deadline: after(deps.now(), UPDATE_DEADLINE_MS) }
  const named = differences.slice(0, NAMED).map(({ messageId: id, kind }) => ({
    ...{ messageId: idBytes(id), kind: ledgerDifferences.toEnum(kind) },
  }))
  const value = create(LedgerAnswerSchema, { ledgerId, found: differences.length, differences: named })
  await queue(deps, tx, compose(deps, addressed, { case: 'ledgerAnswer', value }))
}

/** What the peer found of this hub's books. An answer to none of them, or a second one, says nothing. */
export async function takeLedgerAnswer(
  deps: Deps,
  tx: Transaction,
  { peer }: Incoming,
  given: LedgerAnswer,
): Promise<void> {
  const differences = differencesIn(given).slice(0, NAMED)
  const { ledgerId } = given
  const found = Math.max(given.found, differences.length)
  await record(deps, tx, { ledgerId, peer, direction: 'sent', found, differences })
}

interface Found {
  readonly ledgerId: string
  readonly peer: string
  readonly direction: 'sent' | 'received'
  readonly found: number
  readonly differences: readonly Difference[]
}

async function record(deps: Deps, tx: Transaction, compared: Found): Promise<void> {
  const differences = compared.differences.slice(0, NAMED)
  const day = await saveCompared(tx, { ...compared, differences }, deps.now())
  if (day === undefined || compared.found === 0) return
  const { peer, direction, found } = compared
  messages['edge.difference'](deps.log, { peer, direction, day, found })
}
