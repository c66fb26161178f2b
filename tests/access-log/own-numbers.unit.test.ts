import { describe, expect, test } from 'vitest'
import { EPOCH, keys, leaves, written } from './support/small-log.ts'
import { verifiers } from './support/verifiers.ts'

type Own = readonly [number: number, epoch?: number]

/** A log of entries that their source numbered so, whole but for that. */
const numbered = (...own: readonly Own[]) =>
  leaves(own.length).map((leaf, i) => {
    const [number, epoch = EPOCH] = own[i] ?? [0]
    return { ...leaf, source: 'referral', sequence: i + 1, logNumber: { epoch, number } }
  })
const PRUNED_AT = 256
const after = (...own: readonly Own[]) => [
  ...leaves(PRUNED_AT),
  ...leaves(PRUNED_AT + own.length)
    .slice(PRUNED_AT)
    .map((leaf, i) => ({
      ...{ ...leaf, source: 'referral', sequence: i + 1 },
      logNumber: { number: own[i]?.[0] ?? 0, epoch: own[i]?.[1] ?? EPOCH },
    })),
]

describe.each(verifiers)('%s', (_name, verify) => {
  const faultsOf = (...own: readonly Own[]) =>
    verify({ files: written({ records: numbered(...own), version: 2 }), keys })
  const prunedFaultsOf = (...own: readonly Own[]) =>
    verify({ files: written({ records: after(...own), version: 2 }), keys: `${keys}minimum ${PRUNED_AT}\n` })

  test.each<[string, Own[]]>([
    ['one after the other', [[1], [2], [3]]],
    ['late, after others', [[1], [3], [4], [2]]],
    ['anew in a later epoch', [[1], [2], [1, EPOCH + 1], [2, EPOCH + 1]]],
    ['anew, with one of the epoch before still under way', [[1], [1, EPOCH + 1], [2], [2, EPOCH + 1]]],
  ])('believes what a source has numbered %s', async (_of, own) => {
    expect(await faultsOf(...own)).toEqual([])
  })

  test.each<[string, Own[], RegExp]>([
    ['left out', [[1], [2], [4]], /^leaf 2: .*3.*referral/],
    ['left out at its beginning', [[2], [3]], /^leaf 0: .*1.*referral/],
    ['left out at the beginning of a later epoch', [[1], [2, EPOCH + 1]], /^leaf 1: .*1.*referral/],
    ['given twice', [[1], [2], [2]], /^leaf 2: .*2.*referral/],
    ['given again after it came late', [[1], [3], [2], [2]], /^leaf 3: .*2.*referral/],
    ['of an epoch that begins after a later one', [[1], [1, EPOCH - 1]], /^leaf 1: .*referral/],
    ['0', [[0]], /^leaf 0: .*number/],
    ['of no epoch', [[1, 0]], /^leaf 0: .*number/],
  ])('says where a number is %s', async (_of, own, what) => {
    const found = await faultsOf(...own)
    expect(found).toEqual([expect.stringMatching(what)])
  })

  test('takes up a pruned log with any number, and goes on from there', async () => {
    for (const own of [
      [[7], [8]],
      [[7], [9], [8]],
      [[7], [5], [8]],
      [[7], [2, EPOCH - 1]],
    ] satisfies Own[][])
      expect(await prunedFaultsOf(...own)).toEqual([])
    expect(await prunedFaultsOf([7], [9])).toEqual([expect.stringMatching(/^leaf 257: .*8/)])
    expect(await prunedFaultsOf([7], [8], [8])).toEqual([expect.stringMatching(/^leaf 258: .*8/)])
    expect(await prunedFaultsOf([7], [5], [5])).toEqual([expect.stringMatching(/^leaf 258: .*5/)])
  })
})
