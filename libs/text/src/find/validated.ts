import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { stdnum } from 'stdnum'
import type { SpanType } from '../types.ts'

/**
 * Documents of the Americas and France with a check that a number seldom passes by chance, by their form: asking the library is dear,
 * and it refuses a number of another length with an exception.
 */
const DOCUMENTS: readonly (readonly [country: string, document: string, form: RegExp])[] = [
  ['BR', 'cpf', /^\d{11}$/],
  ['BR', 'cnpj', /^\d{14}$/],
  ['MX', 'curp', /^[A-Z]{4}\d{6}[A-Z0-9]{8}$/],
  ['MX', 'rfc', /^[A-Z]{3,4}\d{6}[A-Z0-9]{3}$/],
  ['CL', 'rut', /^\d{7,8}[\dK]$/],
  ['AR', 'cuit', /^\d{11}$/],
  ['EC', 'ci', /^\d{10}$/],
  ['DO', 'cedula', /^\d{11}$/],
  ['FR', 'nir', /^\d{13}(?:\d{2})?$/],
  ['FR', 'siret', /^\d{14}$/],
  ['CA', 'sin', /^\d{9}$/],
  ['CO', 'nit', /^\d{10}$/],
  ['GT', 'cui', /^\d{13}$/],
  ['PE', 'ruc', /^\d{11}$/],
]
const MEANT_FOR = DOCUMENTS.flatMap(([country, document, form]) => {
  const validator = stdnum[country as keyof typeof stdnum]?.[document]
  return validator === undefined ? [] : [{ validator, form }]
})

/**
 * What a number is that no word announces. A right check digit settles the kind; a wrong one, or none, gates nothing: the
 * number is masked either way.
 */
export function kindOfNumber(compact: string): SpanType | undefined {
  const upper = compact.toUpperCase()
  if (/^[A-Z]{2}\d{2}/.test(upper) && upper.length >= 15) return 'BANK'
  if (/^\d{13,19}$/.test(upper) && isLuhn(upper)) return 'BANK'
  if (upper.length >= 8 && isDocument(upper)) return 'DOC_ID'
  if (/^\d{10,13}$/.test(upper) && parsePhoneNumberFromString(`+${upper}`)?.isValid()) return 'PHONE'
  return undefined
}

function isDocument(upper: string): boolean {
  const { stackTraceLimit } = Error
  // The library makes an error for every number that does not fit; telling where it stood is most of what a check costs.
  Error.stackTraceLimit = 0
  try {
    return MEANT_FOR.some(({ form, validator }) => form.test(upper) && validator.validate(upper).isValid)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}
