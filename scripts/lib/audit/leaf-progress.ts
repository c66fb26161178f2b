const EVERY_MS = { terminal: 200, elsewhere: 10_000 }

/** How far a long log is read: on one line of a terminal, elsewhere a line every ten seconds. */
export class LeafProgress {
  readonly #began = performance.now()
  #told = this.#began

  readonly at = (done: number, of: number): void => {
    const { isTTY } = process.stderr
    const now = performance.now()
    if (now - this.#told < (isTTY ? EVERY_MS.terminal : EVERY_MS.elsewhere)) return
    this.#told = now
    const speed = Math.round((done / (now - this.#began)) * 1_000)
    const text = `${done} of ${of} leaves (${Math.floor((done / of) * 100)} %), ${speed} a second`
    process.stderr.write(isTTY ? `\r\x1b[K${text}` : `${text}\n`)
  }

  done(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  }
}
