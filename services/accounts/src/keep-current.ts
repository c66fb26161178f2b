import { followFile, secretFile } from '@amparo/config'
import { type UsersFile, usersFile } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { errors } from './domain/errors.ts'
import { messages } from './log.ts'

export interface KeepCurrentOptions {
  /** Of the users file. */
  readonly path: string
  readonly importUsers: (file: UsersFile) => Promise<void>
  readonly log: Log
  /** Default 5 s: so soon whoever was removed is out. */
  readonly everyMs?: number
}

/**
 * Imports the users now, and throws if the file is refused; then whenever it has changed. A file that is refused then, or is gone, changes
 * nothing and is reported by its code: in the file are names and secrets.
 */
export const keepCurrent = ({ path, importUsers, log, everyMs }: KeepCurrentOptions) =>
  followFile({
    read: () => read(path),
    take: text => importUsers(parse(text)),
    refused: error =>
      messages['users.refused'](log, { code: error instanceof AppError ? error.code : 'failed' }, error),
    everyMs,
  })

/** Also refused where others than its owner can read it. */
function read(path: string): string {
  const found = secretFile().safeParse(path)
  if (!found.success) throw errors.users_unreadable()
  return found.data.reveal()
}

function parse(text: string): UsersFile {
  try {
    return usersFile.parse(JSON.parse(text))
  } catch {
    // Without its cause: that of JSON.parse says a piece of the text.
    throw errors.users_unreadable()
  }
}
