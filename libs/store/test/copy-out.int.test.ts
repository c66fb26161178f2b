import { createHash } from 'node:crypto'
import type { Store } from '@amparo/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { useReferralStore } from './support.ts'

const { open } = await useReferralStore()
let store: Store
beforeAll(async () => {
  store = await open()
})

const copied = async (text: string, params: readonly (string | number)[] = []) => {
  const values: Buffer[] = []
  await store.copyOut(text, params, value => void values.push(Buffer.from(value)))
  return values
}
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('Bytes that are copied out', () => {
  it('are those of each row, in order, whatever their size', async () => {
    const rows = await copied(
      `select convert_to(repeat(chr(64 + n), $1 * n * n), 'UTF8') from generate_series(0, 4) as n order by n`,
      [50_000],
    )
    expect(rows.map(row => row.length)).toEqual([0, 50_000, 200_000, 450_000, 800_000])
    expect(rows.map(row => new Set(row).size)).toEqual([0, 1, 1, 1, 1])
  })

  it('are none where there is no row, and every byte there is', async () => {
    expect(await copied('select null::bytea where false')).toEqual([])
    const all = Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i))
    expect(await copied(`select decode($1, 'hex')`, [all.toString('hex')])).toEqual([all])
  })

  it('take what is given them as a value, never as words of the statement', async () => {
    const text = `'; drop table counter; -- \\ $1 $2`
    expect(String(await copied(`select convert_to($2 || $1, 'UTF8')`, [text, text]))).toBe(text + text)
    expect(await refusal(copied('select convert_to($1, $2)', [Number.NaN, 'UTF8']))).toBeInstanceOf(TypeError)
  })

  it('are refused as the database refuses, and the connection is of use to the next', async () => {
    expect(await refusal(copied('select 1/0 || $1::bytea', ['x']))).toMatchObject({ name: 'DatabaseError' })
    expect(await refusal(copied('select 1::bigint, $1::bytea', ['x']))).toBeInstanceOf(TypeError)
    expect(await refusal(copied('select null::bytea where true'))).toBeInstanceOf(TypeError)
    expect(String(await copied('select $1::bytea', ['still here']))).toBe('still here')
  })

  it('go through twenty at once, each its own', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const [value] = await copied(`select convert_to(repeat($1, 30000), 'UTF8')`, [`part ${n} `])
        return createHash('sha256')
          .update(value ?? '')
          .digest('hex')
      }),
    )
    expect(new Set(hashes).size).toBe(20)
  })
})
