import { storeErrors } from './errors.ts'
import type { Sql } from './sql.ts'

/** How a request's answer is kept, so that a retry gets the same one. */
export interface Replay {
  readonly user: string
  /** Method and route pattern, never the URL. */
  readonly route: string
  /** Of the Idempotency-Key: its hash, never what the caller wrote. */
  readonly key: string
  /** Hex SHA-256 of the request. */
  readonly fingerprint: string
  respond(result: unknown): { status: number; body: unknown }
}

export interface StoredAnswer {
  readonly fingerprint: string
  readonly status: number
  readonly body: unknown
}

/** Thrown out of `run` when the request was answered before, or by a concurrent duplicate: answer with this instead. */
export class Replayed extends Error {
  override readonly name = 'Replayed'
  readonly answer: StoredAnswer

  constructor(answer: StoredAnswer) {
    super('Answered before')
    this.answer = answer
  }
}

/**
 * Takes the key before the work begins. A concurrent duplicate waits here on the unique index: when the first commits, it
 * gets the first one's answer; when the first rolls back, it goes on in its place.
 */
export async function claim(sql: Sql, replay: Replay): Promise<void> {
  const claimed = await sql(
    `insert into idempotency (user_id, route, key, fingerprint) values ($1, $2, $3, $4)
     on conflict do nothing returning 1 as claimed`,
    [replay.user, replay.route, replay.key, replay.fingerprint],
  )
  if (claimed.length > 0) return
  const answer = await recall(sql, replay.user, replay.route, replay.key)
  // Only if the row was pruned between the two statements.
  if (!answer) throw storeErrors.database_unavailable()
  if (answer.fingerprint !== replay.fingerprint) throw storeErrors.idempotency_key_reused()
  throw new Replayed(answer)
}

export async function keepAnswer(sql: Sql, replay: Replay, result: unknown): Promise<void> {
  const { status, body } = replay.respond(result)
  await sql('update idempotency set status = $4, body = $5 where user_id = $1 and route = $2 and key = $3', [
    replay.user,
    replay.route,
    replay.key,
    status,
    JSON.stringify(body ?? null),
  ])
}

export async function recall(sql: Sql, user: string, route: string, key: string): Promise<StoredAnswer | undefined> {
  const rows = await sql<StoredAnswer>(
    'select fingerprint, status, body from idempotency where user_id = $1 and route = $2 and key = $3',
    [user, route, key],
  )
  return rows[0]
}
