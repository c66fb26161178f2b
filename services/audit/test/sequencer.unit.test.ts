import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSequencer } from '../src/commands/sequencer.ts'
import type { LogWriter } from '../src/commands/write-batch.ts'
import { type Edge, emptyEdge, type NewLeaf, type Placed, place, type SealedLeaf } from '../src/domain/placement.ts'
import { hasher } from '../src/hasher.ts'

const leaf = (entryId: string = randomUUID(), text = entryId): NewLeaf => ({
  ...{ entryId, source: 'redaction' },
  ...{ entry: Buffer.from(text), actor: Buffer.from(text), subject: Buffer.alloc(0) },
})
const sealed = (of: NewLeaf): SealedLeaf => {
  const half = {
    sealed: Buffer.alloc(0),
    key: { name: 'month', id: 1 },
    commitment: Buffer.alloc(32),
    sealedHash: Buffer.alloc(32),
  }
  return { ...of, actor: half, subject: half }
}

const nothing = { drawn: [], params: undefined }

/** A database that counts its commits, holds them back while asked to, and can fail before or after one. */
function database() {
  const state = {
    sent: [] as number[],
    commits: [] as number[],
    loads: 0,
    sealed: 0,
    expected: [] as string[],
    /** Behind how many leaves each batch was made ready. */
    readied: [] as number[],
    fail: '' as '' | 'before' | 'after' | 'once',
    gate: Promise.resolve(),
  }
  const placed = new Map<string, Placed>()
  let committed: Edge = emptyEdge
  const writer: LogWriter = {
    load: async () => {
      state.loads += 1
      return committed
    },
    expect: ({ entryId }) => void state.expected.push(entryId),
    seal: async leaves => {
      state.sealed += 1
      return { at: new Date(), leaves: leaves.map(sealed) }
    },
    ready: (edge, { at, leaves }) => {
      if (leaves.some(({ entryId }) => placed.has(entryId))) return undefined
      state.readied.push(edge.frontier.size)
      return { placement: place(edge, { leaves, known: new Map(), now: at }, hasher), packed: nothing }
    },
    write: async (edge, { at, leaves }, ready) => {
      state.sent.push(leaves.length)
      await state.gate
      const { fail } = state
      if (fail === 'once') state.fail = ''
      if (fail === 'before' || fail === 'once') throw new Error('away')
      const placement = ready?.placement ?? place(edge, { leaves, known: placed, now: at }, hasher)
      if ((placement.fresh[0]?.index ?? placed.size) !== placed.size) throw new Error('a gap, or a place twice')
      committed = placement.edge
      for (const fresh of placement.fresh) placed.set(fresh.entryId, fresh)
      state.commits.push(placement.fresh.length)
      if (state.fail === 'after') throw new Error('connection lost')
      return placement
    },
  }
  return { state, placed, writer }
}

test('Entries that come while a batch is written go into one next batch', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const appends = [sequencer.append(leaf())]
  await new Promise(setImmediate)
  for (let i = 0; i < 100; i++) appends.push(sequencer.append(leaf()))
  resolve()
  expect((await Promise.all(appends)).map(({ index }) => index)).toEqual(appends.map((_, i) => i))
  expect(state.commits).toEqual([1, 100])
})

test('What comes while a batch is written is made known at once, so that its key is looked for', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const [first, second] = [leaf(), leaf()]
  const appends = [first, second].map(sequencer.append)
  expect(state.expected).toEqual([second.entryId])
  resolve()
  await Promise.all(appends)
})

test('While a batch is written the two behind it are encrypted already, if they are full, and stand behind it', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const appends = [sequencer.append(leaf())]
  for (let i = 0; i < 1_600; i++) appends.push(sequencer.append(leaf()))
  await new Promise(setImmediate)
  expect([state.sealed, state.commits]).toEqual([3, []])
  resolve()
  expect((await Promise.all(appends)).map(({ index }) => index)).toEqual(appends.map((_, i) => i))
  expect(state.commits).toEqual([1, 512, 512, 512, 64])
})

test('While a batch is written a full next one gets its places behind it; if that fails, it gets others', async () => {
  const { state, writer } = database()
  const sequencer = createSequencer(writer)
  await sequencer.append(leaf())
  await new Promise(setImmediate)
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const lost = sequencer.append(leaf())
  const next = Array.from({ length: 512 }, () => sequencer.append(leaf()))
  await sleep(20)
  expect(state.readied).toEqual([1, 2])
  state.fail = 'once'
  resolve()
  await expect(lost).rejects.toMatchObject({ code: 'log_unavailable' })
  expect((await Promise.all(next)).map(({ index }) => index)).toEqual(next.map((_, i) => i + 1))
  expect([state.commits, state.loads]).toEqual([[1, 512], 2])
})

test('A full next batch is sent before whoever stood in the one in front hears of it', async () => {
  const { state, writer } = database()
  const sequencer = createSequencer(writer)
  await sequencer.append(leaf())
  await new Promise(setImmediate)
  const appends = Array.from({ length: 1_025 }, () => sequencer.append(leaf()))
  await appends[1]
  expect(state.sent).toEqual([1, 1, 512, 512])
  await Promise.all(appends)
})

test('A batch that fails is refused to all of it, and the next one goes on without a gap', async () => {
  const { state, writer } = database()
  const sequencer = createSequencer(writer)
  await sequencer.append(leaf())
  state.fail = 'before'
  const lost = await Promise.allSettled([sequencer.append(leaf()), sequencer.append(leaf())])
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  state.fail = ''
  expect((await sequencer.append(leaf())).index).toBe(1)
})

test('A commit that was made but not confirmed keeps its place: the retry finds it', async () => {
  const { state, writer, placed } = database()
  const sequencer = createSequencer(writer)
  const unlucky = leaf()
  state.fail = 'after'
  await expect(sequencer.append(unlucky)).rejects.toMatchObject({ code: 'log_unavailable', kind: 'unavailable' })
  state.fail = ''
  expect((await sequencer.append(leaf())).index).toBe(1)
  expect((await sequencer.append(unlucky)).index).toBe(0)
  expect([placed.size, state.loads]).toEqual([2, 2])
})

test('Within one batch too, an id stands once, and other bytes under it get no place', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const id = randomUUID()
  const first = sequencer.append(leaf())
  const appends = [leaf(id), leaf(id), leaf(id, 'other')].map(sequencer.append)
  resolve()
  const [one, again, other] = await Promise.allSettled(appends)
  await first
  expect([one, again]).toMatchObject([{ value: { index: 1 } }, { value: { index: 1 } }])
  expect(other).toMatchObject({ reason: { code: 'log_entry_id_reused' } })
})

test('A retry after the person was erased is told by the half that is left', async () => {
  const { state, writer, placed } = database()
  const sequencer = createSequencer(writer)
  const erased = leaf()
  await sequencer.append(erased)
  const { index, leafHash } = placed.get(erased.entryId) ?? { index: -1, leafHash: Buffer.alloc(0) }
  placed.set(erased.entryId, { index, leafHash, entry: erased.actor, subjectGone: true })
  expect((await sequencer.append({ ...erased, entry: Buffer.from(`${erased.entryId} about whom`) })).index).toBe(0)
  await expect(sequencer.append(leaf(erased.entryId, 'other'))).rejects.toMatchObject({ code: 'log_entry_id_reused' })
  expect(state.commits).toEqual([1, 0, 0])
})

test('Stopping refuses what waits and lets what is being written end', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const written = sequencer.append(leaf())
  await new Promise(setImmediate)
  const waiting = sequencer.append(leaf())
  const stopped = sequencer.stop()
  await expect(waiting).rejects.toMatchObject({ code: 'log_unavailable' })
  resolve()
  await stopped
  expect((await written).index).toBe(0)
  await expect(sequencer.append(leaf())).rejects.toMatchObject({ code: 'log_unavailable' })
})

test('What is done between two batches waits for the one that is written, and whoever comes waits for it', async () => {
  const { state, writer } = database()
  const [gate, work] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  state.gate = gate.promise
  const sequencer = createSequencer(writer)
  const course: string[] = []
  const note = (what: string) => () => void course.push(what)
  const first = sequencer.append(leaf()).then(note('first'))
  await new Promise(setImmediate)
  const done = sequencer.between(async () => {
    course.push('work')
    await work.promise
    course.push('work done')
  })
  const later = Array.from({ length: 600 }, () => sequencer.append(leaf()))
  gate.resolve()
  await first
  await new Promise(setImmediate)
  expect([course, state.sealed]).toEqual([['first', 'work'], 1])
  work.resolve()
  await done
  expect((await Promise.all(later)).map(({ index }) => index)).toEqual(later.map((_, i) => i + 1))
  expect(course).toEqual(['first', 'work', 'work done'])
})

test('What is done between two batches waits for those too that are encrypted ahead', async () => {
  const { state, writer } = database()
  const { promise, resolve } = Promise.withResolvers<void>()
  state.gate = promise
  const sequencer = createSequencer(writer)
  const appends = Array.from({ length: 1_700 }, () => sequencer.append(leaf()))
  await new Promise(setImmediate)
  let committed: readonly number[] = []
  const done = sequencer.between(async () => {
    committed = [...state.commits]
  })
  resolve()
  await done
  expect([committed, state.sealed]).toEqual([[1, 512, 512], 3])
  await Promise.all(appends)
})

test.each([0, 1, 2, 3, 4, 5, 8])(
  'What comes %i turns after something was done between is done too, though nobody writes',
  async turns => {
    const { writer } = database()
    const sequencer = createSequencer(writer)
    await sequencer.between(async () => {})
    for (let turn = 0; turn < turns; turn++) await undefined
    let isDone = false
    void sequencer.between(async () => {
      isDone = true
    })
    await expect.poll(() => isDone).toBe(true)
  },
)

test('What is done while nothing is written is done at once; that it fails stops nobody', async () => {
  const { writer } = database()
  const sequencer = createSequencer(writer)
  await expect(sequencer.between(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await sequencer.append(leaf())).index).toBe(0)
  await sequencer.stop()
  await expect(sequencer.between(async () => {})).rejects.toMatchObject({ code: 'log_unavailable' })
})
