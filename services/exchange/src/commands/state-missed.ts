import { missedBy } from '../domain/dues.ts'
import { kindsStatedAbout } from '../store/evidence.ts'
import { type LookedAt, lockOutgoing, saveLook, toLookAt } from '../store/outgoing.ts'
import type { DueDeps } from './deps.ts'
import { messages } from './messages.ts'
import { ownStatement } from './own-statement.ts'
import { settle } from './settle.ts'

/**
 * Of packages of which nothing was stated by when it was due, this hub states that, signed, and the agency that sent it hears of it. They are
 * tried on: what comes late in danger is better than what does not come.
 */
export const stateMissed =
  (deps: DueDeps) =>
  async (limit: number): Promise<void> => {
    const { store, now } = deps
    for (const about of await toLookAt({ sql: store.statement }, now(), limit)) await look(deps, about)
  }

async function look(
  deps: DueDeps,
  { messageId, sha256, packageId, priority, madeAt, stated }: LookedAt,
): Promise<void> {
  const { store, dues, now, log } = deps
  const at = now()
  const { missed } = missedBy(madeAt, dues[priority], stated, at)
  const statements = await Promise.all(missed.map(kind => ownStatement(deps)({ messageId, sha256, packageId }, kind)))
  const late = await store.run(async tx => {
    const message = await lockOutgoing(tx, messageId)
    if (message === undefined) return []
    // Signing takes a moment, in which the statement that was missed may have come.
    const now = missedBy(madeAt, dues[priority], await kindsStatedAbout(tx, messageId), at)
    await saveLook(tx, messageId, now.nextAt)
    const still = statements.filter(({ kind }) => now.missed.some(code => code === kind))
    for (const statement of still) await settle(deps)(tx, message, statement)
    return still.map(({ kind: code }) => ({ messageId, peer: message.peer, referralId: message.referralId, code }))
  })
  for (const line of late) messages['edge.late'](log, line)
}
