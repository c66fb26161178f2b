import { encode, statementMade } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import type { SignGrant } from '../ports/grant-signature.ts'
import { dueStatements, markSent } from '../store/hub-statements.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

const AT_ONCE = 50

type SendDeps = Deps & { readonly store: Pick<Store, 'statement'>; readonly signGrant: SignGrant }

/** Signs what is to be said, and hands it to exchange. What is for this hub itself is signed and kept, as proof. */
export const sendStatements =
  ({ store, hub, now, newId, log, signGrant }: SendDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    for (const { statementId, toHub, bytes } of await dueStatements({ sql: store.statement }, AT_ONCE)) {
      if (signal?.aborted) return
      const signature = await signGrant(bytes)
      const sent = await store.run(async tx => {
        const at = now()
        if (!(await markSent(tx, { statementId, signature, at }))) return false
        if (toHub === hub) return true
        const payload = { statementId, toHub, signed: { statement: bytes, signature } }
        const meta = { aggregateId: statementId, aggregateVersion: 1, occurredAt: at, correlationId: statementId }
        tx.emit(encode(statementMade, payload, { ...meta, id: newId() }))
        return true
      })
      if (sent) messages['statement.sent'](log, { statementId, toHub })
    }
  }
