import { encode, keysChanged, type SignedDirectoryStatement } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type KeyChange, keyChanges, keysIn } from '../domain/key-changes.ts'
import { knownAuthorities, namedKeys, replaceDirectory } from '../store/replace.ts'
import { addStatement, newestStatement } from '../store/statements.ts'
import { followAuthorities } from './follow-authorities.ts'
import { keepAsCertified } from './renew-certificate.ts'
import { renewals } from './renewals.ts'
import { verifyDirectory } from './verify-directory.ts'

const messages = defineLog({ 'directory.imported': ['version', 'agencies', 'hubs', 'instruments'] })

export interface ImportDeps {
  readonly run: Store['run']
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  readonly hub: string
  /** Certificate of the own jurisdiction, as it is given by hand at the time. */
  readonly jurisdiction: () => string
}

/**
 * Brings a signed statement into force, once. Answers whether it was new. Throws what verifyDirectory throws,
 * directory_older, directory_conflicting, and authority_not_succeeded.
 */
export const importStatement =
  (deps: ImportDeps) =>
  async (signed: SignedDirectoryStatement): Promise<boolean> => {
    const { run, now, log, hub, jurisdiction } = deps
    const verified = await verifyDirectory(signed, { hub, jurisdiction: jurisdiction(), now: now() })
    const { version, issuedAt, nextBy, sha256, directory } = verified
    const isNew = await run(async tx => {
      const newest = await newestStatement(tx)
      if (newest && newest.version > version) throw errors.directory_older()
      if (newest?.version === version) {
        if (newest.sha256 !== sha256) throw errors.directory_conflicting()
        return false
      }
      const { statement: text, signature } = signed
      await addStatement(tx, { version, sha256, issuedAt, nextBy, text, signature, importedAt: now() })
      const [before, authorities] = [await namedKeys(tx), await knownAuthorities(tx)]
      const followed = await followAuthorities(authorities, directory.hubs, now())
      await replaceDirectory(tx, directory, now())
      await keepAsCertified(tx, directory.hubs, now())
      const after = keysIn(directory)
      const changes = [...keyChanges(before, after), ...followed, ...(await renewals(before, after))]
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
