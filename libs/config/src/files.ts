import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'

/** A value that prints as stars; `reveal` is the only way to it. */
export class Secret<T = string> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }
}

/** Path of a text file; the config holds its contents. */
export const textFile = () => z.string().transform((path, ctx) => attempt(ctx, () => readFileSync(path, 'utf8')))

/** Path of a JSON file; the config holds what it says, checked. */
export const jsonFile = <T extends z.ZodType>(schema: T) =>
  textFile().transform((text, ctx) => fromJson(text, schema, ctx))

/** Path of a file that only its owner can read; refused when group or others can. */
export const secretFile = () =>
  z.string().transform((path, ctx) => {
    const text = attempt(ctx, () => ownerOnly(path))
    return new Secret(text.trim())
  })

/** The same for a JSON file: a private key, a list of users. */
export const secretJsonFile = <T extends z.ZodType>(schema: T) =>
  z.string().transform((path, ctx) => {
    const text = attempt(ctx, () => ownerOnly(path))
    return new Secret(ctx.issues.length > 0 ? (z.NEVER as z.output<T>) : fromJson(text, schema, ctx))
  })

function ownerOnly(path: string): string {
  // Windows has no such bits: every file looks readable to all there.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new OpenToOthers()
  return readFileSync(path, 'utf8')
}

class OpenToOthers extends Error {}

function attempt(ctx: z.core.$RefinementCtx<string>, read: () => string): string {
  try {
    return read()
  } catch (error) {
    const message = error instanceof OpenToOthers ? 'its file can be read by others (chmod 600)' : 'no readable file'
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  }
}

function fromJson<T extends z.ZodType>(text: string, schema: T, ctx: z.core.$RefinementCtx<string>): z.output<T> {
  const parsed = schema.safeParse(jsonOrUndefined(text))
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(issue => `/${issue.path.map(String).join('/')}`)
  ctx.addIssue({ code: 'custom', message: `its file is not as described, at ${where.join(', ')}` })
  return z.NEVER
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
