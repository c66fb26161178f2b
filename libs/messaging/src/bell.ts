/** Wakes one waiter. Rung while nobody waits, it is remembered once. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Until rung, or `ms` have passed, or aborted; whichever is first. */
  async wait(ms: number | undefined, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>(resolve => {
        const timer = ms === undefined ? undefined : setTimeout(done, ms)
        signal.addEventListener('abort', done)
        this.#wake = done
        function done() {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          resolve()
        }
      })
      this.#wake = undefined
    }
    this.#rung = false
  }
}
