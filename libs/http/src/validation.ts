import type { FieldError } from '@amparo/kernel'
import type { FastifySchemaCompiler } from 'fastify'
import { type $ZodError, type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core'
import { httpErrors } from './errors.ts'

/**
 * Checks body, query and params against their zod schemas. A refusal names fields and codes, never values. A path whose
 * parameters cannot be an id leads nowhere: the answer is that of an unknown object.
 */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> =
  ({ schema, httpPart }) =>
  data => {
    const result = safeParse(schema, data)
    if (result.success) return { value: result.data }
    if (httpPart === 'params') return { error: httpErrors.not_found() }
    const fields = fieldsAtFault(result.error, data)
    const onlyCodes = fields.every(field => field.code === 'unknown_code')
    return { error: onlyCodes ? httpErrors.unknown_code({ fields }) : httpErrors.request_invalid({ fields }) }
  }

/** Of data that a schema refused: names fields and codes, never values. */
export const fieldsAtFault = ({ issues }: Pick<$ZodError, 'issues'>, data: unknown): readonly FieldError[] =>
  issues.map(issue => fieldError(issue, data))

const fieldError = (issue: $ZodIssue, data: unknown): FieldError => ({
  pointer: issue.path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
  code: codeOf(issue, data),
})

function codeOf(issue: $ZodIssue, data: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'unexpected_field'
  if (at(data, issue.path) === undefined) return 'required'
  if (issue.code === 'invalid_value') return 'unknown_code'
  // A schema's own check can say its code: `.refine(isCode, { params: { code: 'unknown_code' } })`.
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') return issue.params['code']
  return 'invalid'
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
