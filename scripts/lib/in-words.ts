import { PlatformError } from '@amparo/config'

/**
 * What to tell the person at the terminal: what is wrong and what to do. Never a stack trace.
 * @param otherwise what may help where nothing is known about the error
 */
export function inWords(
  error: unknown,
  state: string,
  otherwise = `If the state folder ${state} is damaged, begin anew: npm start -- --reset`,
): string {
  const chain = causes(error)
  if (chain.some(isFull))
    return `The disk is full: a first start needs about 250 MB in ${state}. Free some, then start again.`
  const platform = chain.find(cause => cause instanceof PlatformError)
  if (platform) return platform.message
  const code = chain.map(codeOf).find(known => known !== undefined && UNWRITABLE.has(known))
  if (code) return `${state} cannot be written (${code}). Name another folder (--state FOLDER), or change its owner.`
  if (chain.some(cause => codeOf(cause) === 'ENOTDIR')) return `${state} is no folder. Name another one with --state.`
  const message = chain[0]?.message ?? String(error)
  return `${message}\n${otherwise}`
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS'])
/** Node's word, PostgreSQL's code, and what the servers write. */
const FULL = /ENOSPC|EDQUOT|53100|No space left|Disk quota|insufficient storage/i

const isFull = (error: Error): boolean => FULL.test(`${codeOf(error)} ${error.message}`)

const codeOf = (error: Error): string | undefined => ('code' in error ? String(error.code) : undefined)

function causes(error: unknown): Error[] {
  const chain: Error[] = []
  for (let at = error; at instanceof Error && chain.length < 10; at = at.cause) chain.push(at)
  return chain
}
