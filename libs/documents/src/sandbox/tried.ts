interface Trying {
  /** Milliseconds. */
  readonly now: () => number
  /** Told once, the first time that the better way does not work. */
  readonly onWorse: () => void
}

/** A machine short of memory for a moment fails what works an hour later. */
const AGAIN_MS = 10 * 60_000

/**
 * The better of two ways to run, where it works; else the other. What works stays; what does not is tried again, with a task, when ten minutes
 * have passed.
 */
export function betterOf<W>(
  better: W,
  worse: W,
  works: (way: W) => Promise<boolean>,
  { now, onWorse }: Trying,
): () => Promise<W> {
  let chosen: Promise<W> | undefined
  let again = Number.POSITIVE_INFINITY
  let told = false
  const choose = async (): Promise<W> => {
    if (await works(better)) return better
    again = now() + AGAIN_MS
    if (!told) onWorse()
    told = true
    return worse
  }
  return () => {
    if (chosen === undefined || now() >= again) {
      again = Number.POSITIVE_INFINITY
      chosen = choose()
    }
    return chosen
  }
}
