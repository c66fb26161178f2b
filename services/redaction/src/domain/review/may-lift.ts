import { isOfPerson, type Span, type SpanType } from '@amparo/text'
import type { TextPolicy, ViewPolicy } from '../view-policy.ts'
import type { LIFT_REASONS } from './codes.ts'

/** Category of data that a kind of mask tells of, where it is told by what stands under it. */
const TELLS: Partial<Record<SpanType, string>> = {
  NATIONALITY: 'migration_status',
}
/** A mask that was added by hand tells of nobody whose it is. */
export type Liftable = Pick<Span, 'type'> & Partial<Pick<Span, 'tier' | 'own' | 'role'>>

/** By these somebody is reached or found, whoever it is. */
const NEVER: ReadonlySet<SpanType> = new Set<SpanType>(['DATE_BIRTH', 'ADDRESS', 'GEO', 'BANK', 'IP'])

/** Why a mask stays, whoever would lift it; undefined: it may be lifted. */
export type Stays = 'of_the_person' | 'finds_somebody' | 'secret' | 'profile'

/**
 * Never lifted is what names or reaches the person, or a child, and what would tell of a category of which even a gap is silent (rules:
 * Silence); for everybody to read nothing is lifted at all.
 */
export function staysBecause(
  { type, tier, own, role }: Liftable,
  { lifting }: Pick<TextPolicy, 'lifting'>,
  { categories }: Pick<ViewPolicy, 'categories'>,
): Stays | undefined {
  if (lifting === 'never') return 'profile'
  if (own === true && tier === 'direct') return 'of_the_person'
  if (isOfPerson(type) && (role === 'victim' || role === 'minor')) return 'of_the_person'
  if (NEVER.has(type)) return 'finds_somebody'
  const tells = TELLS[type]
  return tells !== undefined && categories[tells]?.secret !== false ? 'secret' : undefined
}

/** Whether a reason fits a mask: somebody may be read as a suspect or official where the profile lets such be read. */
export const fits = (
  reason: (typeof LIFT_REASONS)[number],
  type: SpanType,
  { readable }: Pick<TextPolicy, 'readable'>,
): boolean => reason !== 'suspect_or_official' || (isOfPerson(type) && readable.length > 0)
