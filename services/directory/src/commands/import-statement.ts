import type { SignedDirectoryStatement } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { replaceDirectory } from '../store/replace.ts'
import { addStatement, newestStatement } from '../store/statements.ts'
import { verifyDirectory } from './verify-directory.ts'

const messages = defineLog({ 'directory.imported': ['version', 'agencies', 'hubs', 'instruments'] })

export interface ImportDeps {
  readonly run: Store['run']
  readonly now: Clock
  readonly log: Log
  readonly hub: string
  readonly jurisdiction: string
}

/**
 * Brings a signed statement into force, once. Answers whether it was new. Throws what verifyDirectory throws,
 * directory_older, and directory_conflicting.
 */
export const importStatement =
  ({ run, now, log, hub, jurisdiction }: ImportDeps) =>
  async (signed: SignedDirectoryStatement): Promise<boolean> => {
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
      await replaceDirectory(tx, directory)
      return true
    })
    if (isNew) {
      const { agencies, hubs, instruments } = directory
      const counts = { agencies: agencies.length, hubs: hubs.length, instruments: instruments.length }
      messages['directory.imported'](log, { version, ...counts })
    }
    return isNew
  }
