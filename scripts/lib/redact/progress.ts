const WIDTH = 30
const EVERY_MS = 200

/** A bar on standard error where that is a terminal; silent elsewhere. `total` in bytes. */
export function progress(total: number): { add(bytes: number): void; done(): void } {
  const began = performance.now()
  let seen = 0
  let drawn = 0
  const draw = (): void => {
    if (!process.stderr.isTTY) return
    const share = total === 0 ? 1 : Math.min(1, seen / total)
    const speed = seen / 1e6 / Math.max(0.001, (performance.now() - began) / 1000)
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
    process.stderr.write(`\r${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${speed.toFixed(1)} MB/s `)
  }
  return {
    add(bytes) {
      seen += bytes
      if (performance.now() - drawn < EVERY_MS) return
      drawn = performance.now()
      draw()
    },
    done() {
      draw()
      if (process.stderr.isTTY) process.stderr.write('\n')
    },
  }
}
