import type { FieldError } from '@amparo/kernel'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { StepDef } from './protocol-file.ts'
import type { Protocol } from './run.ts'

const FORMATS = ['date', 'date-time', 'uuid'] as const

/** Strict: a schema with a word that means nothing is a mistake, never an open door. */
export function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    ownProperties: true,
  })
  formats.default(ajv, { mode: 'full', formats: [...FORMATS] })
  return ajv
}

const NOTHING = { type: 'object', additionalProperties: false } as const
const validators = new WeakMap<StepDef, ValidateFunction>()

function validatorOf(def: StepDef): ValidateFunction {
  const known = validators.get(def)
  if (known !== undefined) return known
  const compiled = newAjv().compile(def.data ?? NOTHING)
  validators.set(def, compiled)
  return compiled
}

/**
 * What is wrong with a step's data: RFC 6901 pointers and codes, never a value. Empty: nothing is. A step without a schema
 * says nothing. Throws a RangeError for a step that the protocol does not have.
 */
export function checkData(protocol: Protocol, step: string, data: unknown): FieldError[] {
  const def = protocol.steps[step]
  if (def === undefined) throw new RangeError('no such step in the protocol')
  const validate = validatorOf(def)
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
