import { randomUUID } from 'node:crypto'
import type { Store } from '@amparo/store'
import { describe, expect, test } from 'vitest'
import type { NewLeaf } from '../src/domain/placement.ts'
import { countedNumbers } from '../src/store/source-numbers.ts'
import { useWriter } from './writing.ts'

const { store, aWriter } = await useWriter()
const writer = aWriter()
async function write(...numbers: readonly (readonly [source: string, epoch: number, number: number])[]) {
  for (const [source, epoch, number] of numbers) {
    const [entryId, entry] = [randomUUID(), Buffer.from('entry')]
    const of = { entryId, entry, actor: entry, subject: Buffer.alloc(0), source, overGap: true }
    const leaf: NewLeaf = { ...of, logNumber: { epoch, number } }
    await writer.write(await writer.load(), await writer.seal([leaf]))
  }
}

describe('Which numbers of a source stand in the log', () => {
  test('is the same, however many are read at a time: gaps, what came late, and epochs', async () => {
    await write(['referral', 5, 1], ['referral', 5, 2], ['referral', 5, 6], ['consent', 5, 1], ['referral', 5, 4])
    await write(['referral', 9, 1], ['referral', 9, 3], ['consent', 5, 4], ['consent', 5, 5], ['referral', 9, 4])
    const counted = await store.read(reader => countedNumbers(reader))
    expect(counted).toEqual(
      new Map([
        ['consent', new Map([[5, { last: 5, missing: [{ first: 2, last: 3 }] }]])],
        [
          'referral',
          new Map([
            [
              5,
              {
                last: 6,
                missing: [
                  { first: 3, last: 3 },
                  { first: 5, last: 5 },
                ],
              },
            ],
            [9, { last: 4, missing: [{ first: 2, last: 2 }] }],
          ]),
        ],
      ]),
    )
    for (let atOnce = 1; atOnce < 12; atOnce++)
      expect(await store.read(reader => countedNumbers(reader, atOnce))).toEqual(counted)
    expect((await aWriter().load()).counted).toEqual(counted)
    expect((await writer.load()).counted).toEqual(counted)
  })

  test('is counted while the lease is not held: it could not be renewed meanwhile, and whoever writes would never begin', async () => {
    const asked: string[] = []
    const watched: Pick<Store, 'run' | 'read' | 'statement'> = {
      ...{ read: store.read, statement: store.statement },
      run: work =>
        store.run(tx =>
          work({
            ...{ em: tx.em, emit: tx.emit },
            sql: (text, ...more) => {
              asked.push(text)
              return tx.sql(text, ...more)
            },
          }),
        ),
    }
    const { counted } = await aWriter(watched).load()
    expect(counted.get('referral')?.get(9)?.last).toBe(4)
    expect(asked.some(text => text.includes('from lease'))).toBe(true)
    expect(asked.filter(text => text.includes('over numbers'))).toEqual([])
  })

  test('is counted anew of a log that is shorter than it was', async () => {
    const before = [{ size: 1_000, counted: new Map() }]
    const read: Store['read'] = async query => (before.pop() as never) ?? store.read(query)
    const restored = aWriter({ ...{ run: store.run, statement: store.statement }, read })
    await expect(restored.load()).rejects.toThrow('shorter than it was')
    expect((await restored.load()).counted.get('referral')?.get(9)?.last).toBe(4)
  })
})
