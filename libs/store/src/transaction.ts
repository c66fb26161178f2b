import type { EncodedEvent } from '@amparo/contracts'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { Replay } from './replay.ts'
import type { Sql } from './sql.ts'

/** Sees one moment of the database, and cannot write. */
export interface Reader {
  readonly em: Pick<SqlEntityManager, 'find' | 'findOne' | 'findOneOrFail' | 'findAndCount' | 'count'>
  readonly sql: Sql
}

/** Store functions take it as their first argument, never as an option. Over when the work it was given to is over. */
export interface Transaction extends Reader {
  /** The ORM's unit of work; flushed before commit. Flush it before `sql` that must see its changes. */
  readonly em: SqlEntityManager
  /** Reaches its consumers after commit, and only if it commits. Events of one transaction keep their order. */
  emit(event: EncodedEvent): void
}

/**
 * Runs `work` in a transaction (read committed) and commits, or rolls back and throws what it threw. Deadlocks,
 * serialization failures and version conflicts run `work` again from its beginning, a few times: so it does nothing but
 * database work, and nothing remote.
 *
 * With `replay`, the answer is stored in the same transaction. If that key was answered already, `work` does not run
 * (or not to its end) and `Replayed` is thrown with the stored answer, which libs/http sends.
 */
export type UnitOfWork = <T>(work: (tx: Transaction) => Promise<T>, replay?: Replay) => Promise<T>

/** For a command that is to run inside a transaction which exists already, in an event's handler say. */
export const within =
  (tx: Transaction): UnitOfWork =>
  work =>
    work(tx)
