import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { validate as cuit } from 'stdnum/lib/cjs/ar/cuit.js'
import { validate as cnpj } from 'stdnum/lib/cjs/br/cnpj.js'
import { validate as cpf } from 'stdnum/lib/cjs/br/cpf.js'
import { validate as sin } from 'stdnum/lib/cjs/ca/sin.js'
import { validate as rut } from 'stdnum/lib/cjs/cl/rut.js'
import { validate as nit } from 'stdnum/lib/cjs/co/nit.js'
import { validate as cedula } from 'stdnum/lib/cjs/do/cedula.js'
import { validate as ci } from 'stdnum/lib/cjs/ec/ci.js'
import { validate as nir } from 'stdnum/lib/cjs/fr/nir.js'
import { validate as siret } from 'stdnum/lib/cjs/fr/siret.js'
import { validate as cui } from 'stdnum/lib/cjs/gt/cui.js'
import { validate as curp } from 'stdnum/lib/cjs/mx/curp.js'
import { validate as rfc } from 'stdnum/lib/cjs/mx/rfc.js'
import { validate as ruc } from 'stdnum/lib/cjs/pe/ruc.js'
import type { SpanType } from '../types.ts'

/**
 * Documents of the Americas and France with a check that a number seldom passes by chance, by their form: asking the library is dear,
 * and it refuses a number of another length with an exception. Each is taken by itself, for the library's own index loads every country's.
 */
const DOCUMENTS: readonly (readonly [validate: typeof cpf, form: RegExp])[] = [
  [cpf, /^\d{11}$/],
  [cnpj, /^\d{14}$/],
  [curp, /^[A-Z]{4}\d{6}[A-Z0-9]{8}$/],
  [rfc, /^[A-Z]{3,4}\d{6}[A-Z0-9]{3}$/],
  [rut, /^\d{7,8}[\dK]$/],
  [cuit, /^\d{11}$/],
  [ci, /^\d{10}$/],
  [cedula, /^\d{11}$/],
  [nir, /^\d{13}(?:\d{2})?$/],
  [siret, /^\d{14}$/],
  [sin, /^\d{9}$/],
  [nit, /^\d{10}$/],
  [cui, /^\d{13}$/],
  [ruc, /^\d{11}$/],
]

/**
 * What a number is that no word announces. A right check digit settles the kind; a wrong one, or none, gates nothing: the
 * number is masked either way, as `otherwise`. What cannot change that is not asked.
 */
export function kindOfNumber(compact: string, otherwise: SpanType): SpanType {
  const upper = compact.toUpperCase()
  if (/^[A-Z]{2}\d{2}/.test(upper) && upper.length >= 15) return 'BANK'
  if (/^\d{13,19}$/.test(upper) && isLuhn(upper)) return 'BANK'
  if (upper.length < 8) return otherwise
  const { stackTraceLimit } = Error
  // The libraries make an error for every number that does not fit; telling where it stood is most of what a check costs.
  Error.stackTraceLimit = 0
  try {
    if (otherwise === 'PHONE') return isDocument(upper) ? 'DOC_ID' : otherwise
    if (otherwise === 'DOC_ID') return isTelephone(upper) && !isDocument(upper) ? 'PHONE' : otherwise
    return isDocument(upper) ? 'DOC_ID' : isTelephone(upper) ? 'PHONE' : otherwise
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

const isDocument = (upper: string): boolean =>
  DOCUMENTS.some(([validate, form]) => form.test(upper) && validate(upper).isValid)

/** No country has a code that begins with zero. */
const isTelephone = (upper: string): boolean =>
  /^[1-9]\d{9,12}$/.test(upper) && parsePhoneNumberFromString(`+${upper}`)?.isValid() === true

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}
