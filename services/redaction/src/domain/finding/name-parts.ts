import { foldText } from '@amparo/text'

/** Particles of names in the four languages: written or left out as it comes, and told apart by nobody. */
const PARTICLES: ReadonlySet<string> = new Set(
  'a al da das de del der des di do dos du e el la las le les lo los of saint sainte st ste the van vda viuda von y'.split(
    ' ',
  ),
)

/** At most so many of one name: more is no name, and their pairs grow with the square. */
const MAX_PARTS = 8

/** The parts of a written name: letters alone, without accents, in lower case. "De la Cruz, María-José" → cruz, maria, jose. */
export function nameParts(name: string): string[] {
  const words = foldText(name)
    .replace(/['’`´]/gu, '')
    .match(/\p{L}+/gu)
  const parts = (words ?? []).filter(word => word.length > 1 && !PARTICLES.has(word))
  return [...new Set(parts)].slice(0, MAX_PARTS)
}
