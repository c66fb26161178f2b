/** Trees and birds: short, harmless in es, pt, fr and en, and nobody's name. */
const FIRST = [
  'Acacia',
  'Alamo',
  'Aliso',
  'Arce',
  'Ceiba',
  'Cedro',
  'Encina',
  'Fresno',
  'Jacaranda',
  'Lapacho',
  'Manglar',
  'Nogal',
  'Palmera',
  'Quebracho',
  'Roble',
  'Sauce',
  'Tilo',
  'Yuca',
] as const
const SECOND = [
  'Albatros',
  'Calandria',
  'Condor',
  'Faisan',
  'Flamenco',
  'Garza',
  'Gaviota',
  'Golondrina',
  'Halcon',
  'Jilguero',
  'Lechuza',
  'Pelicano',
  'Tucan',
  'Zorzal',
] as const

/**
 * A name to speak of somebody without their name ("Ceiba-Zorzal-4821"). Drawn from random bytes only; nothing of the person goes
 * into it. About 2.5 million. Words rather than syllables: chance syllables make words that hurt.
 *
 * @param random at least 4 random bytes
 */
export function codeNameFrom(random: Uint8Array): string {
  const [a, b, c, d] = random
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new RangeError('too few random bytes')
  return [FIRST[a % FIRST.length], SECOND[b % SECOND.length], String(((c << 8) | d) % 10_000).padStart(4, '0')].join(
    '-',
  )
}
