/** All that is logged of an error. Messages are not: those of a database hold the row's values. */
export interface ErrorTrace {
  readonly code: string
  /** file:line, innermost first. */
  readonly frames: readonly string[]
  readonly cause?: ErrorTrace
}

const CODE = /^[\w.-]{1,64}$/
const FRAME = /^ {4}at (?:.* \()?(?:file:\/\/)?(?:\/|node:|[A-Z]:)([\w./\\@+:-]+?):(\d+):\d+\)?$/
const MAX_FRAMES = 12
const MAX_CAUSES = 3

export function traceOf(error: unknown, depth = 0): ErrorTrace {
  if (!(error instanceof Error)) return { code: `thrown_${typeof error}`, frames: [] }
  const trace = { code: codeOf(error), frames: framesOf(error) }
  return error.cause instanceof Error && depth < MAX_CAUSES
    ? { ...trace, cause: traceOf(error.cause, depth + 1) }
    : trace
}

function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return CODE.test(code) ? code : 'error'
}

/** The message stands at the head of the stack and can span lines: it is cut off before frames are looked for. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? ''
  const at = error.message === '' ? -1 : stack.indexOf(error.message)
  const frames = at < 0 ? stack : stack.slice(at + error.message.length)
  return frames
    .split('\n')
    .map(line => FRAME.exec(line))
    .filter(match => match !== null)
    .slice(0, MAX_FRAMES)
    .map(([, file = '', line]) => `${tail(file)}:${line}`)
}

const tail = (file: string) => file.split(/[\\/]/).slice(-3).join('/')
