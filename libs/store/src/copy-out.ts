import pg, { type Pool, type Submittable } from 'pg'
import { translated } from './database-error.ts'
import { tidy } from './tidy.ts'

/**
 * The values of a statement's one column, of type bytea, each handed over in the order of its rows; it is good until `take` returns. For what is
 * large: in the answer to any other statement bytes are text of twice their size. $1, $2 … stand for the values, which are strings and
 * whole numbers. A transaction of its own.
 */
export type CopyOut = (
  text: string,
  params: readonly (string | number)[],
  take: (value: Buffer) => void,
) => Promise<void>

export const copyOutOn =
  (pool: Pool): CopyOut =>
  async (text, params, take) => {
    // COPY takes no parameters. Made first: what is no value must not cost a connection.
    const query = `copy (${text.replace(/\$(\d+)/g, (_, n) => literal(params[Number(n) - 1]))}) to stdout (format binary)`
    const client = await translated(pool.connect())
    try {
      await translated(new Promise<void>((resolve, reject) => client.query(copying(query, { take, resolve, reject }))))
      client.release()
      tidy()
    } catch (error) {
      client.release(true)
      throw error
    }
  }

function literal(value: string | number | undefined): string {
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (!Number.isSafeInteger(value)) throw new TypeError('neither text nor a whole number')
  return String(value)
}

interface Copying {
  readonly take: (value: Buffer) => void
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** What the client of `pg` asks of a query of one's own: it is told of each message that comes for it. */
function copying(text: string, { take, resolve, reject }: Copying): Submittable {
  const values = valuesIn(take)
  let failed: Error | undefined
  const nothing = () => {}
  const handlers = {
    handleCopyData({ chunk }: { readonly chunk: Buffer }) {
      if (failed) return
      try {
        values(chunk)
      } catch (error) {
        // What is still to come is passed over.
        failed = error instanceof Error ? error : new TypeError('not what was asked for')
      }
    },
    handleError(error: Error) {
      ended.callback()
      reject(error)
    },
    handleReadyForQuery() {
      ended.callback()
      if (failed) reject(failed)
      else resolve()
    },
    ...{ handleRowDescription: nothing, handleDataRow: nothing, handlePortalSuspended: nothing },
    ...{ handleCommandComplete: nothing, handleCopyInResponse: nothing, handleEmptyQuery: nothing },
  }
  // The client puts one in its place by which it hears that nothing is waited for any more.
  const ended = { callback: nothing }
  return Object.assign(
    ended,
    { submit: (connection: pg.Connection) => void connection.query(text) },
    handlers,
  ) as Submittable
}

/** Signature, flags, length of an extension that there is not. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')

/** PostgreSQL sends a message for each row; the header is in front of the first, and the last is an end. */
function valuesIn(take: (value: Buffer) => void): (message: Buffer) => void {
  let isFirst = true
  return message => {
    if (isFirst && !message.subarray(0, HEADER.length).equals(HEADER)) throw new TypeError('not what was asked for')
    const row = isFirst ? message.subarray(HEADER.length) : message
    isFirst = false
    const fields = row.length >= 2 ? row.readInt16BE(0) : -1
    if (fields < 0) return
    const length = row.length >= 6 ? row.readInt32BE(2) : -1
    if (fields !== 1 || length !== row.length - 6) throw new TypeError('not one column of bytes')
    take(row.subarray(6))
  }
}
