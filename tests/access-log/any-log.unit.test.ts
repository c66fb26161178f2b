import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LeafRecord } from '../../services/audit/src/domain/leaf-record.ts'
import { BEGAN, EPOCH, type Files, keys, witness, written } from './support/small-log.ts'
import { type Given, verifiers } from './support/verifiers.ts'

/** Of the order of the five minutes by which a witness's clock may differ from the log's. */
const minutes = fc.integer({ min: -7, max: 7 })
const mostly = <T>(usual: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others })

/** What a leaf does that it would not do in a whole log, seldom; and which source it is of. */
const step = fc.record({
  source: fc.constantFrom<string>('redaction', 'consent'),
  skips: mostly(0, fc.integer({ min: -2, max: 2 })),
  later: mostly(1, minutes),
  own: fc.option(
    fc.record({
      epoch: mostly(0, fc.integer({ min: -1, max: 1 })),
      number: mostly(0, fc.integer({ min: -2, max: 2 })),
    }),
  ),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Leaves that count on, but for what their steps say. */
function leavesOf(steps: readonly Step[]): LeafRecord[] {
  const sequences = new Map<string, number>()
  const numbers = new Map<string, number>()
  let takenAt = BEGAN
  return steps.map(({ source, skips, later, own }, i) => {
    const sequence = Math.max(1, (sequences.get(source) ?? 0) + 1 + skips)
    sequences.set(source, sequence)
    takenAt += 60 * later
    const half = { commitment: Buffer.alloc(32, i), sealedHash: Buffer.alloc(32, i + 1) }
    const leaf = { source, sequence, takenAt, actor: half, subject: half }
    if (own === null) return leaf
    const epoch = EPOCH + own.epoch
    const number = Math.max(1, (numbers.get(`${source} ${epoch}`) ?? 0) + 1 + own.number)
    numbers.set(`${source} ${epoch}`, number)
    return { ...leaf, logNumber: { epoch, number } }
  })
}

const headOf = (files: Files) => files.get('checkpoint') ?? Buffer.alloc(0)
const secondsOf = (seconds: number) => new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')

const log = fc.record({
  steps: fc.array(step, { maxLength: 12 }),
  /** Leaves in front of these that are gone. */
  gone: fc.constantFrom(0, 0, 256),
  minimum: mostly(0, fc.integer({ min: 0, max: 3 })),
  signed: mostly(1, minutes),
  kept: fc.array(
    fc.record({ size: fc.nat({ max: 13 }), signed: mostly(1, minutes), other: mostly(false, fc.constant(true)) }),
    {
      maxLength: 2,
    },
  ),
  seen: fc.option(mostly(0, minutes)),
  quorum: fc.option(fc.integer({ min: 0, max: 1 })),
  cosigned: mostly(true, fc.constant(false)),
})
type Log = typeof log extends fc.Arbitrary<infer L> ? L : never

/** The log with its heads and keys, as both verifiers take it. */
function givenOf({ steps, gone, minimum, signed, kept, seen, quorum, cosigned }: Log): Given {
  const before = Array.from({ length: gone }, (): Step => ({ source: 'journal', skips: 0, later: 0, own: null }))
  const records = leavesOf([...before, ...steps])
  const [size, last] = [records.length, records.at(-1)?.takenAt ?? BEGAN]
  const cosigners = cosigned ? [witness] : []
  const at = (minutes: number) => new Date((last + 60 * minutes) * 1_000)
  const lines = [
    ...(gone + minimum > 0 ? [`minimum ${gone + minimum}`] : []),
    ...(seen === null ? [] : [`seen ${secondsOf(last + 60 * (seen + 1))}`]),
    ...(quorum === null ? [] : [`quorum ${quorum}`]),
  ]
  const since = kept.map(head => {
    const first = head.other ? leavesOf(steps.slice(1)) : records
    const some = first.slice(0, gone + head.size)
    const then = (some.at(-1)?.takenAt ?? BEGAN) + 60 * head.signed
    return headOf(written({ records: some, version: 2, at: new Date(then * 1_000) }))
  })
  return {
    files: written({ records, version: 2, cosigners, at: at(signed) }),
    keys: `${keys}${lines.map(line => `${line}\n`).join('')}`,
    since: size < 1 ? [] : since,
  }
}

test('Both verifiers believe the same logs, whatever their leaves, heads and keys are', async () => {
  let [whole, wrong] = [0, 0]
  await fc.assert(
    fc.asyncProperty(log, async of => {
      const given = givenOf(of)
      const found = await Promise.all(verifiers.map(([, verify]) => verify(given)))
      expect(found.map(faults => faults.length === 0)).toEqual(found.map(() => found[0]?.length === 0))
      if (found[0]?.length === 0) whole += 1
      else wrong += 1
    }),
    // The same logs each time; 20,000 others were tried.
    { numRuns: 1_500, seed: 27 },
  )
  // It tells nothing where all are of one kind.
  expect(Math.min(whole, wrong)).toBeGreaterThan(150)
})
