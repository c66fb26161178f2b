import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MIB = 1024 ** 2

/** In a process of its own: how much there was at most outside the heap, MiB, while so many MiB went through in pieces. */
function most(mib: number, pieceBytes: number, flags: readonly string[]): number {
  const program = `
    import { setImmediate as turn } from 'node:timers/promises'
    import { getHeapStatistics } from 'node:v8'
    import { tidy } from ${JSON.stringify(new URL('../src/tidy.ts', import.meta.url).href)}
    const held = Array.from({ length: 200_000 }, (_, n) => ({ n }))
    let most = 0
    for (let done = 0; done < ${mib * MIB}; done += ${pieceBytes}) {
      Buffer.allocUnsafe(${pieceBytes}).fill(1)
      await turn()
      tidy()
      most = Math.max(most, getHeapStatistics().external_memory)
    }
    console.log(most / ${MIB}, held.length)`
  const args = ['--max-semi-space-size=4', ...flags, '--input-type=module', '--eval', program]
  return Number.parseFloat(
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}

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
