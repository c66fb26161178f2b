import type { KeyObject } from 'node:crypto'
import { holdName, type Reader, type Transaction } from '@amparo/store'
import { z } from 'zod'
import type { AskedLately, MatchQuestion } from '../domain/matching/question.ts'
import { fitting, noneExcludes, type Reading } from './excluded.ts'
import { openJson, sealJson } from './sealed-json.ts'

/** What stands behind the elements of a question, in their order; made-up ones have no key. Of the person: under their data key. */
export interface MatchSecret {
  readonly elements: readonly {
    readonly key: string | null
    /** Bytes of what was blinded, the blind and the element, base64. */
    readonly text: string
    readonly blind: string
    readonly element: string
  }[]
}

const secretSchema = z.strictObject({
  elements: z.array(
    z.strictObject({ key: z.string().nullable(), text: z.string(), blind: z.string(), element: z.string() }),
  ),
})

const contextOf = ({ questionId, subjectId }: Pick<MatchQuestion, 'questionId' | 'subjectId'>) => ({
  subjectId,
  kind: `match/${questionId}`,
  version: 1,
})

interface Row extends Omit<MatchQuestion, 'to'> {
  readonly toHub: string
  readonly toAgency: string
}

const COLUMNS = `question_id as "questionId", subject_id as "subjectId", share_id as "shareId", agency_id as "agencyId",
  asked_by as "askedBy", to_hub as "toHub", to_agency as "toAgency", purpose, reason, reference, epoch, keys_hash as "keysHash",
  state, code, matched, asked_at as "askedAt", due_at as "dueAt", answered_at as "answeredAt"`

const toQuestion = ({ toHub, toAgency, ...row }: Row): MatchQuestion => ({
  ...row,
  to: { hub: toHub, agencyId: toAgency },
})

export async function addQuestion(
  { sql }: Transaction,
  q: MatchQuestion,
  { secret, caseSalt, key }: { readonly secret: MatchSecret; readonly caseSalt: Buffer; readonly key: KeyObject },
): Promise<void> {
  await sql(
    `insert into match_question (question_id, subject_id, share_id, agency_id, asked_by, to_hub, to_agency, purpose, reason, reference,
       case_salt, epoch, keys_hash, ciphertext, state, asked_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'asked', $15, $16)`,
    [
      ...[q.questionId, q.subjectId, q.shareId, q.agencyId, q.askedBy, q.to.hub, q.to.agencyId, q.purpose, q.reason],
      ...[q.reference, caseSalt, q.epoch, q.keysHash, sealJson(key, secret, contextOf(q)), q.askedAt, q.dueAt],
    ],
  )
}

/** Two questions to one hub are counted one after the other. Held until the transaction ends. */
export const holdQuestions = (tx: Transaction, peer: string): Promise<void> => holdName(tx, `match questions ${peer}`)

export async function askedLately({ sql }: Reader, peer: string, now: Date): Promise<AskedLately> {
  const [row] = await sql<AskedLately>(
    `select count(*)::int as "lastDay", (count(*) filter (where asked_at > $2::timestamptz - interval '1 hour'))::int as "lastHour"
       from match_question where to_hub = $1 and asked_at > $2::timestamptz - interval '1 day'`,
    [peer, now],
  )
  return row ?? { lastDay: 0, lastHour: 0 }
}

export interface WaitingQuestion extends MatchQuestion {
  readonly ciphertext: Buffer
}

/** One that waits for its answer. */
export async function findWaiting({ sql }: Reader, questionId: string): Promise<WaitingQuestion | undefined> {
  const [row] = await sql<Row & { ciphertext: Buffer }>(
    `select ${COLUMNS}, ciphertext from match_question where question_id = $1 and state = 'asked'`,
    [questionId],
  )
  return row && { ...toQuestion(row), ciphertext: row.ciphertext }
}

/** Throws record_unreadable. */
export const openSecret = (question: WaitingQuestion, key: KeyObject): MatchSecret =>
  secretSchema.parse(openJson(key, question.ciphertext, contextOf(question)))

export interface MatchEnd {
  readonly questionId: string
  readonly state: Exclude<MatchQuestion['state'], 'asked'>
  readonly code: string | null
  readonly matched: readonly string[] | null
  readonly at: Date
}

/** Once: false if it has ended. What stood behind the question goes. */
export async function endQuestion({ sql }: Transaction, end: MatchEnd): Promise<boolean> {
  const rows = await sql(
    `update match_question set ciphertext = null, state = $2, code = $3, matched = $4, answered_at = $5
      where question_id = $1 and state = 'asked' returning 1 as one`,
    [end.questionId, end.state, end.code, end.matched, end.at],
  )
  return rows.length > 0
}

/** Those to which no answer can come any more. */
export async function endOverdue({ sql }: Transaction, now: Date): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `update match_question set ciphertext = null, state = 'unanswered', answered_at = $1
      where state = 'asked' and due_at <= $1 returning question_id as id`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** Of the reader's agency, newest first; none of a person who is in a compartment or excludes the reader. */
export async function questionsOf({ sql }: Reader, reading: Reading, limit: number): Promise<MatchQuestion[]> {
  const rows = await sql<Row>(
    `select ${COLUMNS} from match_question q where agency_id = $1 and ${noneExcludes(['q.subject_id'], 3)}
       and not exists (select from indexed i where i.subject_id = q.subject_id and i.barred)
      order by asked_at desc, question_id limit $2`,
    [reading.agencyId, limit, ...fitting(reading)],
  )
  return rows.map(toQuestion)
}
