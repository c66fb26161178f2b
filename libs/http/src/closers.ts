type Close = () => unknown

/** What is opened in order is closed in reverse, whatever happens on the way. */
export class Closers {
  readonly #closers: Close[] = []

  add(close: Close): void {
    this.#closers.push(close)
  }

  /** Tries them all, then throws the first failure. Closes nothing twice. */
  async closeAll(): Promise<void> {
    const failures: unknown[] = []
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  /** Passes on what `work` throws, after closing everything. */
  async orCloseAll<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      await this.closeAll().catch(() => {})
      throw error
    }
  }
}
