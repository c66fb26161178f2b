import type { z } from 'zod'
import type { FaultCode, Finding } from './faults.ts'
import { LANGUAGES } from './protocol-file.ts'

/** What a file says, or everything in which it does not have the shape of its kind. */
export function parseAs<T extends z.ZodType>(
  schema: T,
  value: unknown,
): { value: z.output<T> } | { findings: Finding[] } {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return { value: parsed.data }
  return { findings: parsed.error.issues.flatMap(findingsOf) }
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
    return [
      { path, code: 'file_invalid', message: `"${path.at(-1)}" is not a name of small letters, digits and hyphens.` },
    ]
  return [{ path, ...said(issue, path) }]
}

/** Of several shapes, that which the value comes nearest to. */
function bestOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: Finding['path']): Finding {
  const text = issue.message === 'Invalid input' ? 'None of the forms that are possible here.' : issue.message
  const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
  if (deepest === undefined || deepest.path.length === 0) return { path, code: 'file_invalid', message: text }
  const [nested] = findingsOf({ ...deepest, path: [...path, ...deepest.path] })
  return nested ?? { path, code: 'file_invalid', message: text }
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
  if (issue.code === 'invalid_format')
    return { code: 'file_invalid', message: `${input} is not written as it must be${pattern(issue)}.` }
  return {
    code: 'file_invalid',
    message: `${issue.message.replace(/^Invalid input: /, '').replace(/^./, c => c.toUpperCase())}.`,
  }
}

const pattern = (issue: { pattern?: string | undefined }) => (issue.pattern === undefined ? '' : ` (${issue.pattern})`)

const codeOfList = (path: Finding['path']): FaultCode => {
  const list = path.at(-2)
  if (list === 'scopes') return 'unknown_scope'
  return list === 'effects' ? 'unknown_effect' : 'file_invalid'
}
