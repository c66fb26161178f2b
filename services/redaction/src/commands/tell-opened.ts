import { encode, messageOpened } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import type { FirstOpened } from '../store/messages.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly now: Clock
  readonly newId: NewId
}

type Mark = (
  tx: Transaction,
  ids: readonly string[],
  of: { readonly hub: string; readonly at: Date },
) => Promise<readonly FirstOpened[]>

/** Its sender gets one signed statement that what it wrote was read, of the first time. Comes after the entry in the log. */
export async function tellOpened(
  { hub, store, now, newId }: Deps,
  mark: Mark,
  { ids, correlationId }: { readonly ids: readonly string[]; readonly correlationId: string },
): Promise<void> {
  if (ids.length === 0) return
  await store.run(async tx => {
    for (const one of await mark(tx, ids, { hub, at: now() })) {
      const meta = { id: newId(), aggregateId: one.messageId, aggregateVersion: 2, occurredAt: now(), correlationId }
      tx.emit(encode(messageOpened, one, meta))
    }
  })
}
