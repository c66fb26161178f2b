import { type EventContract, encode, type KeysChangedSchema } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { keepOwnKeys, type UnitOfWork } from '@amparo/store'

interface OwnKeysDeps {
  readonly hub: string
  readonly run: UnitOfWork
  /** Of the service whose keys they are. */
  readonly contract: EventContract<typeof KeysChangedSchema>
  readonly now: Clock
  readonly newId: NewId
}

interface Change {
  readonly fingerprint: string
  readonly use: string
  readonly what: 'signing_with' | 'listed' | 'delisted'
}

export interface OwnKeys {
  /** Before something is signed. What has been said once is not looked at again. */
  signingWith(use: string, fingerprint: string): Promise<void>
  /** All that there are, by which others believe what the service signs. */
  published(use: string, fingerprints: readonly string[]): Promise<void>
}

/** Each change of a key with which a service signs becomes an entry of the log: it stands in the outbox before the first signature. */
export function ownKeys({ hub, run, contract, now, newId }: OwnKeysDeps): OwnKeys {
  const said = new Map<string, string>()
  const keep = (kind: string, fingerprints: readonly string[], changes: (moved: Moved) => readonly Change[]) =>
    run(async tx => {
      const at = now()
      const told = changes(await keepOwnKeys(tx, { kind, fingerprints, at }))
      if (told.length === 0) return
      const id = newId()
      const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId: id }
      tx.emit(encode(contract, { changes: told.map(change => ({ ...change, hub, agencyId: '' })) }, meta))
    })
  return {
    signingWith: async (use, fingerprint) => {
      if (said.get(use) === fingerprint) return
      await keep(`${use} signing`, [fingerprint], ({ added }) => added.map(of(use, 'signing_with')))
      said.set(use, fingerprint)
    },
    published: (use, fingerprints) =>
      keep(`${use} published`, fingerprints, ({ added, gone }) => [
        ...gone.map(of(use, 'delisted')),
        ...added.map(of(use, 'listed')),
      ]),
  }
}

type Moved = Awaited<ReturnType<typeof keepOwnKeys>>

const of =
  (use: string, what: Change['what']) =>
  (fingerprint: string): Change => ({ use, what, fingerprint })
