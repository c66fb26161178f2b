import type { Reader, Transaction } from '@amparo/store'
import type { CertifiedPost, Post, PostDecision } from '../domain/registers/certification.ts'

export async function addPosts({ sql }: Transaction, lineId: string, posts: readonly Post[]): Promise<void> {
  await sql(
    `insert into certified_post (line_id, user_id, roles)
     select $1, post->>'userId', array(select jsonb_array_elements_text(post->'roles')) from jsonb_array_elements($2::jsonb) as post`,
    [lineId, JSON.stringify(posts)],
  )
}

/** Of each line, by user; a line without any is left out. */
export async function postsOf({ sql }: Reader, lineIds: readonly string[]): Promise<Map<string, CertifiedPost[]>> {
  const rows = await sql<{
    line_id: string
    user_id: string
    roles: string[]
    needed: boolean | null
    decided_by: string | null
  }>(
    `select post.line_id, post.user_id, roles, needed, decided_by
       from certified_post post left join certified_decision using (line_id, user_id)
      where post.line_id = any ($1::uuid[]) order by post.user_id`,
    [lineIds],
  )
  const posts = rows.map(({ line_id: lineId, user_id: userId, roles, needed, decided_by: by }) => ({
    lineId,
    post: { userId, roles, needed: needed ?? undefined, decidedBy: by ?? undefined },
  }))
  return new Map(
    [...Map.groupBy(posts, ({ lineId }) => lineId)].map(([lineId, of]) => [lineId, of.map(({ post }) => post)]),
  )
}

/** Throws a unique violation if somebody else has said it. */
export async function addDecisions(
  { sql }: Transaction,
  lineId: string,
  decisions: readonly PostDecision[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  for (const { userId, needed } of decisions)
    await sql('insert into certified_decision (line_id, user_id, needed, decided_by, at) values ($1, $2, $3, $4, $5)', [
      ...[lineId, userId, needed, by, at],
    ])
}

interface Ended {
  readonly lineId: string
  readonly agencyId: string
  /** How many it has. */
  readonly steps: number
}

/** Lines of which some posts were to end, and each of those has: its user is in the register of leavers since. */
export async function endedSince({ sql }: Reader): Promise<Ended[]> {
  const rows = await sql<{ id: string; agency_id: string; steps: number }>(
    `select line.id, line.agency_id, (select count(*)::int from register_step where line_id = line.id) as steps
       from register_line line
      where register = 'certification' and agency_id is not null
        and exists (select from register_step where line_id = line.id and step = 'some_to_end')
        and not exists (select from register_step where line_id = line.id and (ends or step = 'some_ended'))
        and not exists (
          select from certified_decision said
           where said.line_id = line.id and not said.needed and not exists (
             select from register_line gone
              where gone.register = 'leaver' and gone.agency_id = line.agency_id and gone.user_id = said.user_id
                and gone.opened_at >= said.at))
      order by line.id`,
  )
  return rows.map(({ id: lineId, agency_id: agencyId, steps }) => ({ lineId, agencyId, steps }))
}

export async function isQuarterOpened({ sql }: Reader, name: string): Promise<boolean> {
  return (await sql('select 1 as there from certified_quarter where name = $1', [name])).length > 0
}

export async function setQuarterOpened({ sql }: Transaction, name: string): Promise<void> {
  await sql('insert into certified_quarter (name) values ($1) on conflict do nothing', [name])
}
