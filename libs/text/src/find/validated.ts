import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { stdnum } from 'stdnum'
import type { SpanType } from '../types.ts'

/** Documents of the Americas and France with a check that a number seldom passes by chance. */
const DOCUMENTS: readonly (readonly [country: string, document: string])[] = [
  ...([
    ['BR', 'cpf'],
    ['BR', 'cnpj'],
    ['MX', 'curp'],
    ['MX', 'rfc'],
    ['CL', 'rut'],
    ['AR', 'cuit'],
    ['EC', 'ci'],
    ['DO', 'cedula'],
    ['FR', 'nir'],
    ['FR', 'siret'],
    ['CA', 'sin'],
    ['CO', 'nit'],
    ['GT', 'cui'],
    ['PE', 'ruc'],
  ] as const),
]
const MEANT_FOR = DOCUMENTS.flatMap(([country, document]) => {
  const validator = stdnum[country as keyof typeof stdnum]?.[document]
  return validator === undefined ? [] : [validator]
})

/**
 * What a number is that no word announces. A right check digit settles the kind; a wrong one, or none, gates nothing: the
 * number is masked either way.
 */
export function kindOfNumber(compact: string): SpanType | undefined {
  const upper = compact.toUpperCase()
  if (/^[A-Z]{2}\d{2}/.test(upper) && upper.length >= 15) return 'BANK'
  if (/^\d{13,19}$/.test(upper) && isLuhn(upper)) return 'BANK'
  if (upper.length >= 8 && MEANT_FOR.some(validator => validator.validate(upper).isValid)) return 'DOC_ID'
  if (/^\d{10,13}$/.test(upper) && parsePhoneNumberFromString(`+${upper}`)?.isValid()) return 'PHONE'
  return undefined
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}
