export interface FollowedFile {
  /** What the file says now. Throws while it cannot be read. */
  readonly read: () => string
  /** Makes it so. Throws what is refused: then nothing has changed. */
  readonly take: (text: string) => Promise<unknown>
  /** Told of what was refused, or could not be read, after the start. */
  readonly refused: (error: unknown) => void
  /** Default 5 s: so soon is in force what was written. */
  readonly everyMs?: number | undefined
}

/** What was refused may be taken later, once its time has come or the database is back; until then it is no news. */
const AGAIN_MS = 30_000

/** Takes the file now, and throws if it is refused; then whenever it has changed, and reports a refusal then. */
export async function followFile(file: FollowedFile): Promise<{ stop(): Promise<void> }> {
  const { read, take, refused, everyMs = 5_000 } = file
  let last = read()
  let tried: { readonly text: string | undefined; readonly at: number } = { text: last, at: performance.now() }
  await take(last)

  async function look(): Promise<void> {
    const found = attempt(read)
    if (found.text === last && found.text !== undefined) return
    if (found.text === tried.text && performance.now() - tried.at < AGAIN_MS) return
    tried = { text: found.text, at: performance.now() }
    if (found.text === undefined) throw found.error
    await take(found.text)
    last = found.text
  }
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch(refused)
  }, everyMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return looking
    },
  }
}

function attempt(read: () => string): { readonly text: string | undefined; readonly error?: unknown } {
  try {
    return { text: read() }
  } catch (error) {
    return { text: undefined, error }
  }
}
