const LONG_MS = 10_000

/**
 * Says what is being done and how long each step took. On a terminal the running step is on the last line; elsewhere a line is
 * only ever added, and a step that takes long says so while it lasts.
 */
export function progress(out: NodeJS.WriteStream = process.stderr) {
  const began = performance.now()
  let current: { text: string; since: number; beat: NodeJS.Timeout } | undefined
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)
  const finish = (mark: string) => {
    if (!current) return
    clearInterval(current.beat)
    out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ${mark} ${current.text} (${seconds(current.since)} s)\n`)
    current = undefined
  }
  return {
    step(text: string): void {
      finish('✓')
      const since = performance.now()
      const beat = setInterval(() => {
        if (!out.isTTY) out.write(`  … ${text} (${seconds(since)} s so far)\n`)
      }, LONG_MS)
      beat.unref()
      current = { text, since, beat }
      // One line, or it could not be taken back.
      if (out.isTTY) out.write(`  … ${text}`.slice(0, (out.columns || 80) - 1))
    },
    done(): string {
      finish('✓')
      return seconds(began)
    },
    failed(): void {
      finish('✗')
    },
  }
}
