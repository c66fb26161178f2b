import type { Reader, Transaction } from '@amparo/store'

export interface FileQuestion {
  readonly peer: string
  readonly deliveryId: string
  readonly questionId: string
  /** In what the peer has sent. */
  readonly place: number
  readonly expiresAt: Date
}

/** In the place of the one before about the same file. */
export async function saveFileQuestion(
  { sql }: Transaction,
  { peer, deliveryId, questionId, place, expiresAt }: FileQuestion,
): Promise<void> {
  await sql(
    `insert into file_question (peer, delivery_id, question_id, place, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (peer, delivery_id) do update set question_id = $3, place = $4, expires_at = $5`,
    [peer, deliveryId, questionId, place, expiresAt],
  )
}

/** Of that peer, in order, so many at most. */
export const fileQuestionsOf = ({ sql }: Pick<Reader, 'sql'>, peer: string, limit: number): Promise<FileQuestion[]> =>
  sql<FileQuestion>(
    `select peer, delivery_id as "deliveryId", question_id as "questionId", place::float8 as place, expires_at as "expiresAt"
       from file_question where peer = $1 order by place limit $2`,
    [peer, limit],
  )

/** Whether it was still there. */
export async function dropFileQuestion({ sql }: Transaction, { peer, questionId }: FileQuestion): Promise<boolean> {
  const gone = await sql('delete from file_question where peer = $1 and question_id = $2 returning 1', [
    peer,
    questionId,
  ])
  return gone.length > 0
}
