import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { Secret } from './secret.ts'

/** Path of a text file; the config holds its contents. */
export const textFile = () => z.string().transform(problemsAsIssues(path => read(path)))

/** Path of a JSON file; the config holds what it says, checked. */
export const jsonFile = <T extends z.ZodType>(schema: T) =>
  z.string().transform(problemsAsIssues(path => fromJson(read(path), schema)))

/** Path of a file that only its owner can read; refused when group or others can. */
export const secretFile = () => z.string().transform(problemsAsIssues(path => new Secret(readOwn(path).trim())))

/**
 * What such a file says each time it is asked for, for a key that is replaced while the service runs. It said `last` at the start; a file that
 * is being put there just now, or is gone, changes nothing: the service would stop deciding for want of a key that it has.
 */
export function secretReadAnew(path: string | undefined, last: Secret<string>): () => string {
  let known = last
  return () => {
    const now = secretFile().safeParse(path)
    if (now.success) known = now.data
    return known.reveal()
  }
}

/** The same of a file that others may read: a certificate. */
export function textReadAnew(path: string | undefined, last: string): () => string {
  let known = last
  return () => {
    const now = textFile().safeParse(path)
    if (now.success) known = now.data
    return known
  }
}

/** Of a JSON file that only its owner can read: a private key, a list of users. */
export const secretJsonFile = <T extends z.ZodType>(schema: T) =>
  z.string().transform(problemsAsIssues(path => new Secret(fromJson(readOwn(path), schema))))

/** What is wrong with a file, in words that hold nothing of it. */
class FileProblem extends Error {}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new FileProblem('no readable file')
  }
}

function readOwn(path: string): string {
  const text = read(path)
  // Windows has no such bits: there every file looks readable to all.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new FileProblem('its file can be read by others (chmod 600)')
  }
  return text
}

function fromJson<T extends z.ZodType>(text: string, schema: T): z.output<T> {
  const parsed = schema.safeParse(jsonOrUndefined(text))
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(issue => `/${issue.path.map(String).join('/')}`)
  throw new FileProblem(`its file is not as described, at ${where.join(', ')}`)
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const problemsAsIssues =
  <T>(make: (path: string) => T) =>
  (path: string, ctx: z.core.$RefinementCtx<string>): T => {
    try {
      return make(path)
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error
      ctx.addIssue({ code: 'custom', message: error.message })
      return z.NEVER
    }
  }
