import type { FieldError } from '@amparo/kernel'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Protocol } from './run.ts'

const FORMATS = ['date', 'date-time', 'uuid'] as const

/**
 * Strict: a schema with a word that means nothing is a mistake, never an open door. Compiled without polish: what is checked here
 * has a dozen fields, and a service waits for every schema when it starts.
 */
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allErrors: true,
  ownProperties: true,
  code: { optimize: false },
})
formats.default(ajv, { mode: 'full', formats: [...FORMATS] })

const NOTHING = { type: 'object', additionalProperties: false } as const
/** Protocols share the schemas of their fragments. */
const compiled = new WeakMap<object, ValidateFunction>()

/** Throws an Error for what is no JSON Schema of 2020-12. */
export function compileSchema(schema: object = NOTHING): ValidateFunction {
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  return validate
}

/**
 * What is wrong with a step's data: RFC 6901 pointers and codes, never a value. Empty: nothing is. A step without a schema
 * says nothing. Throws a RangeError for a step that the protocol does not have.
 */
export function checkData(protocol: Protocol, step: string, data: unknown): FieldError[] {
  const def = protocol.steps[step]
  if (def === undefined) throw new RangeError('no such step in the protocol')
  const validate = compileSchema(def.data)
  if (validate(data)) return []
  return (validate.errors ?? []).map(error => ({ pointer: pointerOf(error), code: codeOf(error) }))
}

const token = (key: unknown) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Of a field that is missing: where it would be. A field that is too much is not named: its name may be anything. */
function pointerOf({ instancePath, keyword, params }: ErrorObject): string {
  return keyword === 'required' ? `${instancePath}${token(params['missingProperty'])}` : instancePath
}

const CODES: Readonly<Record<string, string>> = {
  required: 'required',
  additionalProperties: 'unknown_field',
  unevaluatedProperties: 'unknown_field',
  enum: 'not_on_the_list',
  const: 'not_on_the_list',
  type: 'wrong_type',
  format: 'wrong_format',
  minItems: 'too_few',
  maxItems: 'too_many',
  uniqueItems: 'repeated',
  minimum: 'too_small',
  maximum: 'too_big',
}
const codeOf = ({ keyword }: ErrorObject): string => CODES[keyword] ?? 'not_allowed'
