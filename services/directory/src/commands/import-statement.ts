import { encode, keysChanged, type SignedDirectoryStatement } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type KeyChange, keyChanges, keysIn } from '../domain/key-changes.ts'
import { namedKeys, replaceDirectory } from '../store/replace.ts'
import { addStatement, newestStatement } from '../store/statements.ts'
import { renewals } from './renewals.ts'
import { verifyDirectory } from './verify-directory.ts'

const messages = defineLog({ 'directory.imported': ['version', 'agencies', 'hubs', 'instruments'] })

export interface ImportDeps {
  readonly run: Store['run']
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  readonly hub: string
  readonly jurisdiction: string
}

/**
 * Brings a signed statement into force, once. Answers whether it was new. Throws what verifyDirectory throws,
 * directory_older, and directory_conflicting.
 */
export const importStatement =
  (deps: ImportDeps) =>
  async (signed: SignedDirectoryStatement): Promise<boolean> => {
    const { run, now, log, hub, jurisdiction } = deps
    const { version, issuedAt, sha256, directory } = await verifyDirectory(signed, { hub, jurisdiction, now: now() })
    const isNew = await run(async tx => {
      const newest = await newestStatement(tx)
      if (newest && newest.version > version) throw errors.directory_older()
      if (newest?.version === version) {
        if (newest.sha256 !== sha256) throw errors.directory_conflicting()
        return false
      }
      const { statement: text, signature } = signed
      await addStatement(tx, { version, sha256, issuedAt, text, signature, importedAt: now() })
      const before = await namedKeys(tx)
      await replaceDirectory(tx, directory, now())
      const after = keysIn(directory)
      const changes = [...keyChanges(before, after), ...(await renewals(before, after))]
      tellChanges(deps, tx, { version, changes })
      return true
    })
    if (isNew) {
      const { agencies, hubs, instruments } = directory
      const counts = { agencies: agencies.length, hubs: hubs.length, instruments: instruments.length }
      messages['directory.imported'](log, { version, ...counts })
    }
    return isNew
  }

interface Changed {
  readonly version: number
  readonly changes: readonly KeyChange[]
}

/** Each of them becomes an entry in the log of access. */
function tellChanges({ now, newId }: ImportDeps, tx: Transaction, { version, changes }: Changed): void {
  if (changes.length === 0) return
  const id = newId()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: now(), correlationId: id }
  tx.emit(encode(keysChanged, { version: BigInt(version), changes: [...changes] }, meta))
}
