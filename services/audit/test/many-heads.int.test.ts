import { openStore } from '@amparo/store'
import { afterAll, expect, test } from 'vitest'
import { listHeads, unshownSince } from '../src/store/heads.ts'
import { useAudit } from './support.ts'

/** What a log that grows all the time has in two months, at a head every ten seconds. */
const HEADS = 500_000

const audit = await useAudit()
const store = await openStore({
  url: audit.database.services['audit'] ?? '',
  ...{ service: 'audit', entities: [], applicationName: 'many heads' },
})
afterAll(() => store.close())

test('However many heads a hub has signed as a witness, the last one of each log and those that others contradict are found at once', async () => {
  await audit.sql(
    `insert into audit.witnessed_head (origin, previous, size, root, note)
     select origin, nth - 1, nth, sha256(nth::text::bytea), origin || nth
       from unnest(array['log.example/a', 'log.example/b']) as origin, generate_series(1, $1::int) as nth`,
    [HEADS],
  )
  await audit.sql(
    `insert into audit.refused_head (origin, previous, size, root, beginning, proof, note, refused_at)
     values ('log.example/a', 7, 9, sha256('x'), sha256('y'), '{}', 'otherwise', now()),
            ('log.example/b', $1::bigint, $1::bigint + 2, sha256('x'), null, '{}', 'unshown', now() - interval '2 hours')`,
    [HEADS],
  )
  await audit.sql('analyze audit.witnessed_head')
  const { witnessed, refused } = await store.read(listHeads)
  expect(witnessed.map(({ origin, size }) => `${origin} ${size}`)).toEqual([
    ...[`log.example/a ${HEADS}`, 'log.example/a 7', `log.example/b ${HEADS}`],
  ])
  expect(refused.map(({ note }) => note)).toEqual(['otherwise', 'unshown'])
  expect(await store.read(reader => unshownSince(reader, new Date()))).toMatchObject([
    { origin: 'log.example/b', previous: HEADS },
  ])
}, 120_000)
