import { nameParts } from './finding/name-parts.ts'

/** Somebody who works for the reader's agency. */
export interface StaffName {
  readonly userId: string
  readonly givenNames: string
  readonly familyNames: string
}

export type RelationCode = 'same_family_name' | 'colleague' | 'unknown'

/**
 * What a reader is to a person, by names alone. They prove nothing, many people share one; they say where to ask. `names` are the person's,
 * each as it was written, whose first word is taken for a given name.
 */
export function relationsOf(
  names: readonly string[],
  staff: readonly StaffName[],
  reader: Pick<StaffName, 'userId'>,
): RelationCode[] {
  const written = names.map(nameParts)
  const own = staff.find(({ userId }) => userId === reader.userId)
  const families = new Set(written.flatMap(parts => parts.slice(1)))
  const found: RelationCode[] = own === undefined ? ['unknown'] : []
  if (own !== undefined && nameParts(own.familyNames).some(part => families.has(part))) found.push('same_family_name')
  if (staff.some(member => written.some(parts => isNamed(parts, member)))) found.push('colleague')
  return found
}

const NAMES =
  /\p{Lu}[\p{L}'’-]+(?:\.?\s+(?:(?:de|da|do|dos|das|del|la|las|los|y|e|du|des|van|von)\s+)*\p{Lu}[\p{L}'’-]+)+/gu

/** What may be a name in a text: words with capitals that stand side by side. A family name that stands alone is not found. */
export const namesIn = (text: string): string[] => text.match(NAMES) ?? []

/** The whole of the shorter of the two names stands in the other, a given and a family name at least. */
function isNamed(parts: readonly string[], { givenNames, familyNames }: StaffName): boolean {
  const [given, family] = [nameParts(givenNames), nameParts(familyNames)]
  const named = new Set([...given, ...family])
  const shared = parts.filter(part => named.has(part))
  const isWhole = shared.length === Math.min(parts.length, named.size)
  return isWhole && given.some(part => shared.includes(part)) && family.some(part => shared.includes(part))
}
