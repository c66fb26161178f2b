import type { z } from 'zod'
import type { FaultCode, Finding } from './faults.ts'
import { LANGUAGES } from './file-parts.ts'
import { repaired } from './repair.ts'

export interface Parsed<T> {
  /** Absent: too broken to be checked any further. */
  readonly value?: T
  readonly findings: readonly Finding[]
}

/** What a file says, and everything in which it does not have the shape of its kind. Small faults do not hide what else is wrong. */
export function parseAs<T extends z.ZodType>(schema: T, value: unknown): Parsed<z.output<T>> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return { value: parsed.data, findings: [] }
  const findings = parsed.error.issues.flatMap(findingsOf)
  const again = schema.safeParse(repaired(value, parsed.error.issues))
  return again.success ? { value: again.data, findings } : { findings }
}

type Issue = z.core.$ZodIssue

function findingsOf(issue: Issue): Finding[] {
  const path = issue.path.map(key => (typeof key === 'number' ? key : String(key)))
  if (issue.code === 'invalid_union') return [bestOfUnion(issue, path)]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({
      path: [...path, key],
      code: 'file_invalid',
      message: `There is no "${key}" here.`,
    }))
  if (issue.code === 'invalid_key')
    return [invalid(path, `"${path.at(-1)}" cannot be a name: names are small letters, digits and hyphens.`)]
  return [{ path, ...said(issue, path) }]
}

const invalid = (path: Finding['path'], message: string): Finding => ({ path, code: 'file_invalid', message })

/** Of several shapes, that which the value comes nearest to. */
function bestOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: Finding['path']): Finding {
  const general =
    issue.message === 'Invalid input' ? 'This has none of the forms that are possible here.' : issue.message
  const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
  if (deepest === undefined || deepest.path.length === 0) return invalid(path, general)
  const [nested] = findingsOf({ ...deepest, path: [...path, ...deepest.path] })
  return nested ?? invalid(path, general)
}

function said(issue: Issue, path: Finding['path']): Omit<Finding, 'path'> {
  const last = path.at(-1)
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  if (missing && LANGUAGES.some(language => language === last))
    return {
      code: 'missing_language',
      message: `The text is not said in "${last}": texts are in ${LANGUAGES.join(', ')}.`,
    }
  if (missing) return { code: 'file_invalid', message: `"${last ?? 'everything'}" is missing.` }
  const input = typeof issue.input === 'string' ? `"${issue.input}"` : 'This'
  if (issue.code === 'invalid_value')
    return { code: codeOfList(path), message: `${input} is none of ${issue.values.join(', ')}.` }
  if (issue.code === 'invalid_format') {
    const how = issue.message.startsWith('Invalid') ? 'This is not written as it must be.' : issue.message
    return { code: 'file_invalid', message: `${input}: ${how}` }
  }
  const sentence = issue.message.replace(/^Invalid input: /, '')
  return { code: 'file_invalid', message: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` }
}

function codeOfList(path: Finding['path']): FaultCode {
  const list = path.at(-2)
  if (list === 'scopes') return 'unknown_scope'
  return list === 'effects' ? 'unknown_effect' : 'file_invalid'
}
