import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** The options of a command line; `--help` prints the usage and ends, a line that says nothing prints what is wrong with it too. */
export function optionsOf<const T extends ParseArgsOptionsConfig>(options: T, usage: string) {
  helpOf(usage)
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return misunderstood(error, usage)
  }
}

/** The same of a command line on which files stand, too. */
export function optionsAndFilesOf<const T extends ParseArgsOptionsConfig>(options: T, usage: string) {
  helpOf(usage)
  try {
    return parsedArgs(options)
  } catch (error) {
    return misunderstood(error, usage)
  }
}

/** Of a command line on which more than options stands. Throws UsageError on what it does not know. */
export function parsedArgs<const T extends ParseArgsOptionsConfig>(
  options: T,
  args: readonly string[] = process.argv.slice(2),
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const why = reasonOf(error)
    throw why === undefined ? error : new UsageError(why, { cause: error })
  }
}

/** Prints the usage and ends, if it was asked for. */
export function helpOf(usage: string): void {
  if (!process.argv.includes('--help')) return
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}

/** Ends with the usage where the command line was at fault, and with what is wrong where a file or a disk was; anything else is thrown on. */
export function misunderstood(error: unknown, usage: string): never {
  const why = reasonOf(error)
  if (why !== undefined) end(`${why}\n\n${usage}`, 2)
  if (error instanceof Error && 'syscall' in error) end(error.message, 1)
  throw error
}

function end(text: string, code: number): never {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message
  if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    return undefined
  // Of its hints about positional arguments none helps here.
  return error.message.split('. ')[0] ?? ''
}

/** A number of the command line, not below the least. */
export function numberOf(name: string, given: string, least: number): number {
  const number = Number(given)
  if (given.trim() === '' || !Number.isInteger(number) || number < least)
    throw new UsageError(`--${name} takes a whole number from ${least} up.`)
  return number
}
