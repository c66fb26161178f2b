import { readFileSync } from 'node:fs'
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

/** What was refused may be believed later, once its time has come or the database is back; until then it is no news. */
const AGAIN_MS = 30_000

/** Imports the file now, and throws if it is refused; then whenever it has changed, and reports a refusal then. */
export async function keepCurrent(options: KeepCurrentOptions): Promise<{ stop(): Promise<void> }> {
  const { path, importStatement, log, everyMs = 5_000 } = options
  let last = readFileSync(path, 'utf8')
  let tried = { text: last, at: performance.now() }
  await importStatement(parse(last))

  async function look(): Promise<void> {
    const text = readFileSync(path, 'utf8')
    if (text === last || (text === tried.text && performance.now() - tried.at < AGAIN_MS)) return
    tried = { text, at: performance.now() }
    await importStatement(parse(text))
    last = text
  }
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      messages['directory.refused'](log, { code: error instanceof AppError ? error.code : 'unreadable' }, error)
    })
  }, everyMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return looking
    },
  }
}

function parse(text: string): SignedDirectoryStatement {
  try {
    return signedDirectoryStatement.parse(JSON.parse(text))
  } catch (cause) {
    throw errors.directory_unreadable({ cause })
  }
}
