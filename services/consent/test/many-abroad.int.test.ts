import { expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'

const { xa, carry, referred, readXB, withdraw } = await useReferredAbroad()
/** For each of whom to look at all the others would take longer than a statement may. */
const MANY = 5_000

const columnsOf = async (table: string): Promise<string[]> => {
  const rows = await xa.rows(
    `select column_name as name from information_schema.columns
      where table_schema = 'consent' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  return rows.map(({ name }) => String(name))
}

/** As of a hub that has worked for years: copies of what left on the one basis, of other people. */
async function fill() {
  const [ofBasis, ofPermit] = [await columnsOf('basis'), await columnsOf('permit')]
  const other = (columns: readonly string[], changes: Readonly<Record<string, string>>) =>
    columns.map(name => changes[name] ?? `one.${name}`).join(', ')
  const random = 'gen_random_uuid()'
  const [person, basis] = [{ id: random, subject_id: `${random}::text`, subject_ref: `${random}::text` }, 'b.id::text']
  await xa.rows(
    `insert into basis (${ofBasis.join(', ')}) select ${other(ofBasis, person)}
       from (select * from basis limit 1) one, generate_series(1, $1::integer)`,
    [MANY],
  )
  const left = { permit_id: random, grant_id: random, referral_id: `${random}::text`, basis_id: basis }
  await xa.rows(
    `insert into permit (${ofPermit.join(', ')}) select ${other(ofPermit, { ...left, subject_id: 'b.subject_id' })}
       from (select * from permit where occasion = 'package' limit 1) one, basis b`,
  )
  await xa.rows('analyze')
}

test('with thousands of people in another hub, what is taken back of one stands no more there at once', async () => {
  const { basisId, there } = await referred()
  await fill()
  await carry()
  expect((await readXB(there)).code).toBe('permitted')
  // Nothing has moved since, which is seen by looking at everybody.
  await xa.tendStatements()
  await withdraw(basisId)
  await carry()
  expect((await readXB(there)).code).toBe('consent_withdrawn')
})
