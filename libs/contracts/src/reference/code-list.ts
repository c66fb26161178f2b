import type { FieldError } from '@amparo/kernel'
import { z } from 'zod'

/** The code of an issue that says: a code, but not on the list. The issue's path names the field; its value is nowhere. */
export const UNKNOWN_CODE = 'unknown_code'

const message = ({ input }: { input: unknown }): string =>
  input === undefined ? 'required' : typeof input === 'string' ? UNKNOWN_CODE : 'invalid'

/** One of a short list, typed. */
export const oneOf = <const T extends readonly string[]>(codes: T) => z.enum(codes, { error: message })

/** One of a list too long to write into an API description. */
export const codeWhere = (is: (code: string) => boolean) =>
  z
    .string({ error: message })
    .max(80)
    .refine(is, { error: UNKNOWN_CODE, params: { code: UNKNOWN_CODE } })

/** For every issue the RFC 6901 pointer of its field and a code; never a value. */
export const fieldErrorsOf = (error: z.ZodError): FieldError[] => error.issues.flatMap(fieldErrors)

export const isUnknownCode = (issue: z.core.$ZodIssue): boolean => issue.message === UNKNOWN_CODE

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') return [{ pointer: pointerOf(issue.path), code: 'unexpected_field' }]
  return [{ pointer: pointerOf(issue.path), code: codeOf(issue) }]
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (isUnknownCode(issue)) return UNKNOWN_CODE
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') return issue.params['code']
  // zod keeps the input out of a finished issue; its message for an absent field is the only trace.
  return issue.message === 'required' || issue.message.endsWith('received undefined') ? 'required' : 'invalid'
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
