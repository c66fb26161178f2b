import type { Protocol } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { errors } from '../domain/errors.ts'
import { keepFile, keptFiles } from '../store/protocol-files.ts'

/**
 * What a referral runs under is kept before it runs. Throws protocol_changed if another instance has kept something else under that version
 * since this one started; from then on this one goes by that too.
 */
export async function keepProtocol(tx: Transaction, book: Book, protocol: Protocol, at: Date): Promise<void> {
  if (await keepFile(tx, protocol, at)) return
  for (const { content } of await keptFiles(tx, [protocol.protocol])) if (content) book.keep(content)
  throw errors.protocol_changed()
}
