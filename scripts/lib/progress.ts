/** Says what is being done and how long each step took; on a terminal the running step is on the last line. */
export function progress(out: NodeJS.WriteStream = process.stderr) {
  const began = performance.now()
  let current: { text: string; since: number } | undefined
  const finish = (mark: string) => {
    if (!current) return
    const took = ((performance.now() - current.since) / 1000).toFixed(1)
    out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ${mark} ${current.text} (${took} s)\n`)
    current = undefined
  }
  return {
    step(text: string): void {
      finish('✓')
      current = { text, since: performance.now() }
      if (out.isTTY) out.write(`  … ${text}`)
    },
    done(): string {
      finish('✓')
      return ((performance.now() - began) / 1000).toFixed(1)
    },
    failed(): void {
      finish('✗')
    },
  }
}
