import type { FeatureKind } from './features.ts'
import { AGAINST, type Group, type Matched, WEIGHTS } from './weights.ts'

/** How many features of each kind somebody has, or two have in common. */
export type Counts = ReadonlyMap<FeatureKind, number>

export interface Compared {
  /** Of what is looked for. */
  readonly sought: Counts
  /** Of the person found. */
  readonly held: Counts
  readonly common: Counts
  /** The person's date of birth is the one sought with day and month changed for each other. */
  readonly swapped: boolean
}

export interface Score {
  /** Bits, to a tenth. */
  readonly score: number
  readonly matched: readonly Matched[]
}

const GROUPS: Readonly<Record<Group, readonly FeatureKind[]>> = {
  name: ['name', 'part', 'sound', 'pair'],
  birth: ['birth_date', 'birth_month'],
  document: ['document'],
  phone: ['phone'],
}

/** The same always, and readable line by line: the sum of what agrees and of what speaks against it. */
export function scoreOf(compared: Compared): Score {
  const matched: Matched[] = []
  let bits = 0
  for (const group of ['name', 'birth', 'document', 'phone'] as const) {
    const level = levelOf(group, compared)
    if (level !== undefined) matched.push(level)
    if (level !== undefined) bits += weightOf(level)
    else if (isKnownToBoth(group, compared)) bits += AGAINST[group]
  }
  return { score: Math.round(bits * 10) / 10, matched }
}

const BITS: ReadonlyMap<string, number> = new Map(Object.values(WEIGHTS).flatMap(levels => Object.entries(levels)))
const weightOf = (level: Matched): number => BITS.get(level) ?? 0

const isKnownToBoth = (group: Group, { sought, held }: Compared): boolean =>
  GROUPS[group].some(kind => sought.has(kind)) && GROUPS[group].some(kind => held.has(kind))

function levelOf(group: Group, { sought, common, swapped }: Compared): Matched | undefined {
  const has = (kind: FeatureKind, least = 1): boolean => (common.get(kind) ?? 0) >= least
  if (group === 'document' || group === 'phone') return has(group) ? group : undefined
  if (group === 'birth') {
    if (has('birth_date')) return 'birth_date'
    return swapped ? 'birth_date_swapped' : has('birth_month') ? 'birth_month' : undefined
  }
  if (has('name')) return 'name'
  if (has('part', 2)) return 'name_parts'
  if (has('pair')) return 'name_sounds'
  // Of one who is sought by one part only, no other part can disagree.
  const isOnly = !sought.has('pair')
  if (has('part')) return isOnly ? 'only_name_part' : 'name_part'
  if (has('sound')) return isOnly ? 'only_name_sound' : 'name_sound'
  return undefined
}
