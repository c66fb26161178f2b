/** What is wrong, and in which file or leaf of the log. */
export interface Fault {
  readonly where: string
  readonly what: string
}

/** One fault in many leaves is told so often, and then only that there are more. */
const MOST_FAULTS = 50

export class Faults {
  readonly all: Fault[] = []

  add(where: string, what: string): void {
    if (this.all.length < MOST_FAULTS) this.all.push({ where, what })
    else if (this.all.length === MOST_FAULTS)
      this.all.push({ where: 'and more', what: 'from here on not told one by one' })
  }

  /** What is not as it should be is thrown as a TypeError by whatever reads it. */
  tried<T>(where: string, read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.add(where, error.message)
      return undefined
    }
  }
}
