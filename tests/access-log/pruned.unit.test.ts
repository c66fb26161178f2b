import { parseTilePath, TILE_WIDTH } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { exportLog } from '../../scripts/lib/audit/export-log.ts'
import { type Files, keys, leaves, momentOf, written } from './support/small-log.ts'
import { verifiers } from './support/verifiers.ts'

/** What C2SP lets a log leave out: what ends at the minimum index, or before it. */
const pruned = (files: Files, minimum: number): Files =>
  new Map(
    [...files].filter(([path]) => {
      const tile = parseTilePath(path)
      if (tile === undefined) return true
      const level = tile.level === 'entries' ? 0 : tile.level
      return (tile.index + 1) * TILE_WIDTH ** (level + 1) > minimum
    }),
  )
const named = (minimum: number) => `${keys}minimum ${minimum}\n`
const of = new Map([512, 520, 600, 66_050, 66_100, 70_000].map(size => [size, written({ records: leaves(size) })]))
const filesOf = (size: number): Files => of.get(size) ?? new Map()
const headOf = (size: number) => written({ records: leaves(size) }).get('checkpoint') ?? Buffer.alloc(0)

describe.each(verifiers)('%s', (_name, verify) => {
  test.each([
    [600, 0],
    [600, 255],
    [600, 256],
    [600, 300],
    [600, 600],
    [512, 512],
    [66_100, 66_000],
    [70_000, 65_536],
    [70_000, 70_000],
  ])(
    'believes a log of %i leaves that is kept from leaf %i on, with and without what it may leave out',
    async (size, minimum) => {
      const [whole, left] = [filesOf(size), pruned(filesOf(size), minimum)]
      expect(left.size < whole.size).toBe(minimum >= TILE_WIDTH)
      for (const files of [whole, left]) expect(await verify({ files, keys: named(minimum) })).toEqual([])
    },
  )

  test('does not believe one that leaves out more than it was said to', async () => {
    const files = pruned(filesOf(600), 512)
    for (const asked of [keys, named(0), named(511), named(256)])
      expect(await verify({ files, keys: asked })).not.toEqual([])
  })

  test.each([
    // Of the 512 that are gone each source says to have had half.
    [0, true],
    [1, false],
    [2 ** 40, false],
  ])('counts what sources had before: %i more than can be gone are not believed', async (more, believed) => {
    const records = leaves(600).map((leaf, i) =>
      i >= 512 && leaf.source === 'consent' ? { ...leaf, sequence: leaf.sequence + more } : leaf,
    )
    const found = await verify({ files: pruned(written({ records }), 520), keys: named(520) })
    expect(found).toEqual(believed ? [] : [expect.stringMatching(/^leaf 513: /)])
  })

  test('lets a source that is not met any more have had what is gone', async () => {
    const fewer = (sequence: number) => sequence - 100
    const records = leaves(600).map((leaf, i) => (i >= 512 ? { ...leaf, sequence: fewer(leaf.sequence) } : leaf))
    expect(await verify({ files: pruned(written({ records }), 520), keys: named(520) })).toEqual([])
  })

  test('does not believe one that has fewer leaves than are said to be gone', async () => {
    expect(await verify({ files: filesOf(600), keys: named(601) })).not.toEqual([])
  })

  test.each([
    [520, 515, 2],
    [66_050, 66_049, 3],
  ])(
    'finds it when any one byte of what is left of %i leaves from %i on is another, in tiles of %i levels',
    async (size, minimum, levels) => {
      const files = pruned(filesOf(size), minimum)
      expect([...files.keys()].filter(path => /^tile\/\d/.test(path))).toHaveLength(levels)
      const unnoticed: string[] = []
      for (const [path, bytes] of files) {
        for (let at = 0; at < bytes.length; at++) {
          for (const flip of [0x01, 0x20, 0x80]) {
            const flipped = Buffer.from(bytes)
            flipped[at] = (flipped[at] ?? 0) ^ flip
            const found = await verify({ files: new Map([...files, [path, flipped]]), keys: named(minimum) })
            if (found.length === 0) unnoticed.push(`${path} ${at} ${flip}`)
          }
        }
      }
      expect(unnoticed).toEqual([])
      // Some thousand verifications.
    },
  )

  test('compares it with heads of as many leaves as are gone, or more, and with none before', async () => {
    const files = pruned(filesOf(600), 300)
    const since = (size: number) => verify({ files, keys: named(300), since: [headOf(size)] })
    for (const size of [300, 511, 512, 600]) expect(await since(size)).toEqual([])
    for (const size of [1, 256, 299]) expect(await since(size)).not.toEqual([])
  })
})

test('An export of a pruned log has what is left of it, and both verifiers believe it', async () => {
  const files = pruned(filesOf(600), 300).set('keys', Buffer.from(named(300)))
  const copied: Files = new Map()
  const exported = await exportLog({ read: async path => files.get(path) }, (path, bytes) => {
    copied.set(path, Buffer.from(bytes))
  })
  expect(exported).toEqual({ size: 600, seen: momentOf(600).getTime() / 1_000 })
  expect([...copied.keys()].toSorted()).toEqual([...files.keys()].toSorted())
  for (const [, verify] of verifiers) expect(await verify({ files: copied, keys: named(300) })).toEqual([])
})
