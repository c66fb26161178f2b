import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MIB = 1024 ** 2

const TIDY = JSON.stringify(new URL('../src/tidy.ts', import.meta.url).href)

/** What a process of its own prints. */
function run(program: string, flags: readonly string[]): number {
  const args = ['--max-semi-space-size=4', ...flags, '--input-type=module', '--eval', program]
  return Number.parseFloat(
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}

/** How much there was at most outside the heap, MiB, while so many MiB went through in pieces. */
const most = (mib: number, pieceBytes: number, flags: readonly string[]): number =>
  run(
    `
    import { setImmediate as turn } from 'node:timers/promises'
    import { getHeapStatistics } from 'node:v8'
    import { tidy } from ${TIDY}
    const held = Array.from({ length: 200_000 }, (_, n) => ({ n }))
    let most = 0
    for (let done = 0; done < ${mib * MIB}; done += ${pieceBytes}) {
      Buffer.allocUnsafe(${pieceBytes}).fill(1)
      await turn()
      tidy()
      most = Math.max(most, getHeapStatistics().external_memory)
    }
    console.log(most / ${MIB}, held.length)`,
    flags,
  )

/** How many times what is held the heap was at most, while all that is held was put anew again and again. */
const grown = (first: string): number =>
  run(
    `
    import { getHeapStatistics } from 'node:v8'
    import { growInSmallSteps } from ${TIDY}
    const one = n => ({ text: \`\${n}\`.repeat(50), numbers: [n, n + 1, n + 2] })
    const held = Array.from({ length: 40_000 }, (_, n) => one(n))
    const size = () => getHeapStatistics().total_heap_size
    ${first}
    gc()
    const before = getHeapStatistics().used_heap_size
    let most = 0
    for (let n = 0; n < 800_000; n++) {
      held[(n * 7_919) % held.length] = one(n)
      if (n % 5_000 === 0) most = Math.max(most, size())
    }
    console.log(most / before, held.length)`,
    ['--expose-gc'],
  )

test.each([64 * 1024, 256 * 1024, MIB])(
  'what was let go of in pieces of %i bytes stays under 36 MiB, however much went through',
  pieceBytes => {
    expect(most(64, pieceBytes, ['--expose-gc'])).toBeLessThan(36)
    expect(most(256, pieceBytes, ['--expose-gc'])).toBeLessThan(36)
  },
)

test('without the right to collect it is what V8 makes of it', () => {
  expect(most(256, 256 * 1024, [])).toBeGreaterThan(48)
})

test('the heap grows in small steps for whoever asks for that', () => {
  // 1.8 to 2.1, and 4.7 to 4.9.
  expect(grown('growInSmallSteps()')).toBeLessThan(3)
  expect(grown('')).toBeGreaterThan(4)
})
