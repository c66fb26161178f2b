import { writeFileSync } from 'node:fs'
import { pino } from 'pino'
import { traceOf } from './error-trace.ts'

export type Level = 'error' | 'warn' | 'info' | 'debug'
export type LogValue = string | number | bigint | boolean | undefined

const write = Symbol('write')

/** Where lines go. Only a message registered with `defineLog` can be written to it. */
export interface Log {
  readonly [write]: (level: Level, message: string, fields: Record<string, unknown>) => void
}

interface LogOptions {
  readonly service: string
  readonly hub: string
  readonly level?: Level | 'silent'
  /** Where the JSON lines go; standard output if not given. */
  readonly stream?: { write(line: string): void }
}

/**
 * At once, so that nothing is lost at the end; and what cannot be written is let go. A full disk must not end a service, nor keep it
 * from ending, which pino's own stream does: who looked at what stands in the hub's audit log, not here.
 */
const standardOutput = {
  write(line: string): void {
    try {
      writeFileSync(1, line)
    } catch {
      // There is nowhere to say so.
    }
  },
}

export function createLog({ service, hub, level = 'info', stream }: LogOptions): Log {
  const options = { level, base: { service, hub }, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message' }
  const out = pino(options, stream ?? standardOutput)
  return { [write]: (lineLevel, message, fields) => out[lineLevel](fields, message) }
}

type Registered = readonly string[] | { readonly level: Level; readonly fields: readonly string[] }
type FieldsOf<R extends Registered> = R extends { readonly fields: readonly (infer F extends string)[] }
  ? F
  : R extends readonly (infer F extends string)[]
    ? F
    : never
/** `error` becomes its code and stack frames; its message, which may hold a row's values, is never written. */
type Write<F extends string> = (log: Log, fields: { readonly [K in F]: LogValue }, error?: unknown) => void

/**
 * Registers messages with the fields they may carry: ids, codes, numbers. What is not listed is dropped.
 * `{ 'referral.submitted': ['referralId'], 'event.parked': { level: 'warn', fields: ['eventId'] } }`
 */
export function defineLog<const T extends Record<string, Registered>>(
  messages: T,
): { readonly [M in keyof T]: Write<FieldsOf<T[M]>> } {
  const writers = Object.entries(messages).map(([message, registered]) => [message, writer(message, registered)])
  return Object.fromEntries(writers)
}

function writer(message: string, registered: Registered): Write<string> {
  const { level, fields: allowed } =
    'fields' in registered ? registered : { level: 'info' as const, fields: registered }
  return (log, fields, error) => {
    const known = Object.fromEntries(allowed.map(name => [name, plain(fields[name])]))
    log[write](level, message, error === undefined ? known : { ...known, error: traceOf(error) })
  }
}

/** Objects do not get in, whatever a cast says; long strings are no ids. */
function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return value.length <= 200 ? value : `${value.slice(0, 200)}…`
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
