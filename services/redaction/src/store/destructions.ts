import type { Reader, Transaction } from '@amparo/store'

export interface Destruction {
  readonly subjectId: string
  /** The message or the recall. */
  readonly askedBy: string
  readonly at: Date
}

/** The row goes with the person's. */
export async function addDestruction({ sql }: Transaction, { subjectId, askedBy, at }: Destruction): Promise<void> {
  await sql('insert into destruction (subject_id, asked_by, begun_at) values ($1, $2, $3)', [subjectId, askedBy, at])
}

/** Of this record. */
export const isDestructionBegun = async ({ sql }: Pick<Reader, 'sql'>, subjectId: string): Promise<boolean> =>
  (await sql('select 1 as found from destruction where subject_id = $1', [subjectId])).length > 0

/**
 * The log has it: from here on the key goes, whatever is broken off. False if it was stopped (`stopDestruction`); nothing is destroyed then.
 * Of a person who is gone nothing is left to stop.
 */
export async function enterDestruction({ sql }: Transaction, subjectId: string, at: Date): Promise<boolean> {
  const [row] = await sql<{ entered: boolean }>(
    `with entered as (
       update destruction set entered_at = coalesce(entered_at, $2) where subject_id = $1 returning 1)
     select exists (select from entered) or not exists (select from subject where id = $1) as entered`,
    [subjectId, at],
  )
  return row?.entered === true
}

export const isDestructionEntered = async ({ sql }: Pick<Reader, 'sql'>, subjectId: string): Promise<boolean> =>
  (await sql('select 1 as found from destruction where subject_id = $1 and entered_at is not null', [subjectId]))
    .length > 0

/** Something stands against it that came while the log was away. */
export const stopDestruction = async ({ sql }: Transaction, subjectId: string): Promise<void> =>
  void (await sql('delete from destruction where subject_id = $1 and entered_at is null', [subjectId]))

/** Whether any record of the person is being erased now, by a request that is executed or at the word of another hub. */
export async function isBeingErased({ sql }: Pick<Reader, 'sql'>, subjectId: string): Promise<boolean> {
  const rows = await sql(
    `select 1 as found from records_of_person($1) as own (id)
      where exists (select from erasure e where e.subject_id = own.id and e.state = 'executing')
         or exists (select from destruction d where d.subject_id = own.id) limit 1`,
    [subjectId],
  )
  return rows.length > 0
}
