import { readFileSync } from 'node:fs'
import { followFile } from '@amparo/config'
import { type SignedDirectoryStatement, signedDirectoryStatement } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import { errors } from './domain/errors.ts'

const messages = defineLog({
  // An alarm: somebody has put a file there that is not to be believed, or has forgotten to sign it.
  'directory.refused': { level: 'error', fields: ['code'] },
})

export interface KeepCurrentOptions {
  readonly path: string
  readonly importStatement: (signed: SignedDirectoryStatement) => Promise<unknown>
  readonly log: Log
  /** Default 5 s: so soon a suspension is in force. */
  readonly everyMs?: number
}

/** Imports the file now, and throws if it is refused; then whenever it has changed, and reports a refusal then. */
export const keepCurrent = ({ path, importStatement, log, everyMs }: KeepCurrentOptions) =>
  followFile({
    read: () => readFileSync(path, 'utf8'),
    take: text => importStatement(parse(text)),
    refused: error =>
      messages['directory.refused'](log, { code: error instanceof AppError ? error.code : 'unreadable' }, error),
    everyMs,
  })

function parse(text: string): SignedDirectoryStatement {
  try {
    return signedDirectoryStatement.parse(JSON.parse(text))
  } catch (cause) {
    throw errors.directory_unreadable({ cause })
  }
}
