import { randomUUID } from 'node:crypto'
import { AgencyType } from '@amparo/contracts'
import { beforeAll, expect, test } from 'vitest'
import { SENDER, STRANGER } from './fixtures/parties.ts'
import { useRedaction, type Who } from './fixtures/service.ts'

const { get, register, rows, state, subjectOf } = await useRedaction()
const who: Who = { agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'identity:custody' }

/** More than are ever shown, each of a person who excludes the custodian; and below them one of two who do not. */
const EXCLUDING = 210
let last: [string, string]
beforeAll(async () => {
  for (const { agencyId } of [SENDER, STRANGER]) state.types.set(agencyId, AgencyType.SHELTER)
  const [one, other] = [await subjectOf(await register()), await subjectOf(await register())]
  last = one < other ? [one, other] : [other, one]
  await rows('delete from same_person')
  // As many people as it takes, of whom nothing but that they are there is needed.
  const made = `insert into subject select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
                  from subject s, generate_series(1, ${2 * EXCLUDING}) where s.id = $1 returning id`
  const ids = (await rows(made, [one])).map(({ id }) => id)
  const indexed = `insert into indexed select (jsonb_populate_record(i, jsonb_build_object('subject_id', id))).*
                     from indexed i, unnest($2::uuid[]) as id where i.subject_id = $1`
  await rows(indexed, [one, ids])
  await rows('insert into excluded (subject_id, hub, agency_id) select id, $2, $3 from unnest($1::uuid[]) as id', [
    ids.filter((_, n) => n % 2 === 0),
    ...[STRANGER.hub, STRANGER.agencyId],
  ])
  const pairs = ids.flatMap((id, n) => (n % 2 === 0 ? [[id, ids[n + 1]].sort()] : []))
  const flag = `insert into same_person (pair_id, one, other, score, matched, flagged_at)
                select gen_random_uuid(), one, other, $3, '{name}', now() from unnest($1::uuid[], $2::uuid[]) as p (one, other)`
  await rows(flag, [pairs.map(([a]) => a), pairs.map(([, b]) => b), 40])
  await rows(flag, [[last[0]], [last[1]], 20])
})

test('records that are perhaps of one person are shown past those of whoever excludes the custodian', async () => {
  expect((await get(who, '/duplicates')).body.pairs).toMatchObject([{ score: 20 }])
  expect((await get({ ...who, agencyId: SENDER.agencyId }, '/duplicates')).body.pairs).toHaveLength(100)
})

test('so are links, what waits to be linked, and to be named', async () => {
  const request = `insert into record_link_request (request_id, kind, link_id, one, other, reason, requested_by,
                     requested_agency, requested_at, expires_at)
                   select gen_random_uuid(), 'unlink', gen_random_uuid(), one, other, 'not_the_same_person', gen_random_uuid(), 'x',
                     flagged_at + score * interval '1 minute', now() + interval '1 day' from same_person`
  await rows(request)
  const name = `insert into reidentification (request_id, subject_id, reason, reference, requested_by, requested_agency,
                  requested_at, expires_at)
                select gen_random_uuid(), s.id, 'danger_to_life', 'XA-1', gen_random_uuid(), 'x',
                  flagged_at + score * interval '1 minute', now() + interval '1 day'
                  from same_person, lateral unnest(array[one, other]) as s (id) where s.id in (select subject_id from excluded)
                     or s.id = any ($1::uuid[])`
  await rows(name, [last])
  const { waiting } = (await get(who, '/record-links')).body
  expect(waiting).toHaveLength(1)
  expect((await get(who, '/reidentifications')).body.requests).toHaveLength(2)
  await rows(`insert into record_link (link_id, one, other, linked_at)
              select link_id, one, other, requested_at from record_link_request`)
  const { links } = (await get(who, '/record-links')).body
  expect(links.map(({ pseudonyms }: { pseudonyms: string[] }) => pseudonyms.length)).toEqual([2])
})
