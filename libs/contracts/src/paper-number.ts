/** Crockford's alphabet: no letter that is taken for a digit, or for another one. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM = 11
const FORM = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/

/**
 * The number printed on a paper form: 55 random bits and a check character, so that a number misread is refused instead of being taken
 * for another form. It says nothing of the person, the agency or the day. `random`: at least 11 bytes, used once.
 */
export function paperNumber(random: Uint8Array): string {
  if (random.length < RANDOM) throw new RangeError('too few random bytes')
  // 32 letters divide 256: each is as likely as any other.
  const digits = Array.from(random.subarray(0, RANDOM), byte => ALPHABET[byte % ALPHABET.length] ?? '0').join('')
  return grouped(digits + checkOf(digits))
}

/** As it is printed, hyphens and all. */
export function isPaperNumber(text: string): boolean {
  if (!FORM.test(text)) return false
  const plain = text.replaceAll('-', '')
  return checkOf(plain.slice(0, RANDOM)) === plain.at(-1)
}

/** As somebody types it: small letters, without hyphens, O for 0, I or L for 1. What cannot be one comes back as it was. */
export function readPaperNumber(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const printed = grouped(plain)
  return FORM.test(printed) ? printed : typed
}

const grouped = (plain: string): string => plain.replace(/(.{4})(?=.)/g, '$1-')

/** Luhn modulo 32: finds every single wrong character, and nearly every two that changed places. */
function checkOf(digits: string): string {
  const size = ALPHABET.length
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = ALPHABET.indexOf(digit) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / size) + (value % size)
  }, 0)
  return ALPHABET[(size - (sum % size)) % size] ?? ''
}
