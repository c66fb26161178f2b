import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { BEGAN, type Files, keys, leaves, log, momentOf, stranger, witness, written } from './support/small-log.ts'
import { verifiers } from './support/verifiers.ts'

const SIZE = 6
const honest = written({ records: leaves(SIZE) })
const head = (files: Files) => files.get('checkpoint') ?? Buffer.alloc(0)
const kept = [head(written({ records: leaves(4) }))]
const changed = (files: Files, path: string, change: (bytes: Buffer) => Buffer | undefined): Files => {
  const bytes = change(files.get(path) ?? Buffer.alloc(0))
  const copy = new Map(files)
  if (bytes === undefined) copy.delete(path)
  else copy.set(path, bytes)
  return copy
}

describe.each(verifiers)('%s', (_name, verify) => {
  test.each([0, 1, 2, 3, 6, 7, 255, 256, 257, 600])('finds nothing wrong in a log of %i leaves', async size => {
    expect(await verify({ files: written({ records: leaves(size) }), keys })).toEqual([])
  })

  test.each([
    [0, 6],
    [1, 6],
    [6, 6],
    [255, 256],
    [256, 257],
    [256, 600],
  ])('finds that a log that had %i leaves goes on to %i', async (from, to) => {
    const since = [head(written({ records: leaves(from) }))]
    expect(await verify({ files: written({ records: leaves(to) }), keys, since })).toEqual([])
  })

  test('finds it when any one byte of any file is another', async () => {
    const unnoticed: string[] = []
    for (const [path, bytes] of honest) {
      for (let at = 0; at < bytes.length; at++) {
        for (const flip of [0x01, 0x20, 0x80]) {
          const flipped = changed(honest, path, whole => {
            const copy = Buffer.from(whole)
            copy[at] = (copy[at] ?? 0) ^ flip
            return copy
          })
          if ((await verify({ files: flipped, keys })).length === 0) unnoticed.push(`${path} ${at} ${flip}`)
        }
      }
    }
    expect(unnoticed).toEqual([])
    // Some thousand verifications.
  })

  test('finds it when a file is away, cut off or longer', async () => {
    for (const path of honest.keys()) {
      const changes: ((bytes: Buffer) => Buffer | undefined)[] = [
        () => undefined,
        () => Buffer.alloc(0),
        bytes => bytes.subarray(0, -1),
        bytes => bytes.subarray(0, bytes.length / 2),
        bytes => Buffer.concat([bytes, Buffer.from([0])]),
        bytes => Buffer.concat([bytes, bytes]),
      ]
      for (const change of changes) expect(await verify({ files: changed(honest, path, change), keys })).not.toEqual([])
    }
  })

  test('finds it when tile and entries of the right edge are of a smaller tree', async () => {
    const smaller = written({ records: leaves(5) })
    expect(await verify({ files: new Map([...smaller, ['checkpoint', head(honest)]]), keys })).not.toEqual([])
  })
})

/** By somebody who has the log's key, and does all of it anew; the witness signs nothing but what it may. */
const forgeries = {
  'without an entry': leaves(SIZE).filter((_, i) => i !== 3),
  'without the first entry': leaves(SIZE).slice(1),
  'with an entry more than there was': leaves(SIZE).flatMap((leaf, i) => (i === 2 ? [leaf, leaf] : [leaf])),
  'with two entries in each other’s place': leaves(SIZE).map(
    (leaf, i, all) => all[i === 1 ? 2 : i === 2 ? 1 : i] ?? leaf,
  ),
  'with another in the place of one': leaves(SIZE).map((leaf, i) =>
    i === 1 ? { ...leaf, actor: { ...leaf.actor, commitment: Buffer.alloc(32, 99) } } : leaf,
  ),
  'cut off': leaves(3),
  empty: [],
}

describe.each(verifiers)('%s does not believe a log made anew', (_name, verify) => {
  test.each(Object.entries(forgeries))('%s, if no witness has signed it', async (_of, records) => {
    expect(await verify({ files: written({ records, cosigners: [] }), keys })).not.toEqual([])
    expect(await verify({ files: written({ records, cosigners: [stranger] }), keys })).not.toEqual([])
    const [text] = head(written({ records, cosigners: [] }))
      .toString()
      .split('\n\n')
    const [, signatures] = head(honest).toString().split('\n\n')
    const pasted = Buffer.from(`${text}\n\n${signatures}`)
    expect(await verify({ files: written({ records }).set('checkpoint', pasted), keys })).not.toEqual([])
  })

  test.each(Object.entries(forgeries))('%s, if somebody kept a head, whoever else has signed', async (_of, records) => {
    expect(await verify({ files: written({ records }), keys, since: kept })).not.toEqual([])
  })

  test('whose entry was dated back behind what a witness had seen', async () => {
    const records = leaves(5).map((leaf, i) => (i === 4 ? { ...leaf, takenAt: BEGAN + 180 } : leaf))
    const since = [head(written({ records: leaves(4), at: new Date((BEGAN + 7_200) * 1_000) }))]
    const files = written({ records, at: new Date((BEGAN + 7_300) * 1_000) })
    expect(await verify({ files, keys })).toEqual([])
    expect(await verify({ files, keys, since })).not.toEqual([])
  })

  test('cut off at an earlier head that was signed and seen then, if it has to have been seen since', async () => {
    const then = written({ records: leaves(4), at: momentOf(4) })
    // Whole in itself: nobody can tell from it that there is more.
    expect(await verify({ files: then, keys })).toEqual([])
    const since = (seconds: number) => `${keys}seen ${new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')}\n`
    const now = momentOf(SIZE).getTime() / 1_000
    expect(await verify({ files: then, keys: since(now) })).not.toEqual([])
    expect(await verify({ files: written({ records: leaves(SIZE), at: momentOf(SIZE) }), keys: since(now) })).toEqual(
      [],
    )
    // By as many as have to have seen it, even where nobody had to.
    expect(await verify({ files: then, keys: `${since(now)}quorum 0\n` })).not.toEqual([])
  })

  test('whose entries go back in time, or stand ahead of it', async () => {
    const back = leaves(SIZE).map((leaf, i) => (i === 3 ? { ...leaf, takenAt: BEGAN } : leaf))
    const ahead = leaves(SIZE).map(leaf => ({ ...leaf, takenAt: leaf.takenAt + 86_400 }))
    for (const records of [back, ahead]) {
      expect(await verify({ files: written({ records, at: momentOf(SIZE) }), keys })).not.toEqual([])
    }
  })

  test('in which a source does not count on by one', async () => {
    const gap = leaves(SIZE).map((leaf, i) => (i >= 4 ? { ...leaf, sequence: leaf.sequence + 1 } : leaf))
    const twice = leaves(SIZE).map((leaf, i) => (i === 4 ? { ...leaf, sequence: 2 } : leaf))
    for (const records of [gap, twice]) expect(await verify({ files: written({ records }), keys })).not.toEqual([])
  })

  test('of another name, or by another key', async () => {
    const logs = [
      noteKeyOf('amparo.example/zz/access-log', NoteAlgorithm.ED25519, log.key.publicKey),
      noteKeyOf(log.key.name, NoteAlgorithm.ED25519, stranger.key.publicKey),
    ]
    for (const other of logs) {
      const named = keys.replace(/^log .*/, `log ${noteKeyText(other)}`)
      expect(await verify({ files: honest, keys: named })).not.toEqual([])
    }
    expect(await verify({ files: honest, keys: `${keys}quorum 1\n` })).toEqual([])
  })

  test('under one witness that goes by two names', async () => {
    const again = noteKeyText(noteKeyOf('other.example/w', NoteAlgorithm.COSIGNATURE, witness.key.publicKey))
    const refused = async () => verify({ files: honest, keys: `${keys}witness ${again}\nquorum 1\n` })
    expect(await refused().catch((error: Error) => [error.message])).not.toEqual([])
  })
})
