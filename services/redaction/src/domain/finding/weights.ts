/**
 * How much each agreement speaks for two records being of one person, in bits: log2 of how much likelier it is between records of
 * one person than between those of two (Fellegi and Sunter, 1969, with fixed weights set by hand and measured by
 * `find-people.unit.test.ts`). Of a group the first that holds counts, so that what hangs together is not counted twice; the last
 * speaks against it. What one side does not know says nothing.
 */
export const WEIGHTS = {
  name: {
    name: 10,
    name_parts: 9,
    name_sounds: 7.5,
    only_name_part: 6,
    only_name_sound: 5.5,
    name_part: 4,
    name_sound: 3,
  },
  birth: { birth_date: 9, birth_date_swapped: 6, birth_month: 5 },
  document: { document: 16 },
  phone: { phone: 7 },
} as const

export const AGAINST = { name: -5, birth: -4, document: -1, phone: 0 } as const

/** From here a custodian is shown a candidate: a whole name with another date of birth still is one. */
export const CANDIDATE_BITS = 5.5

/** From here a person who is registered is flagged as perhaps there already: a name alone never is enough. */
export const DUPLICATE_BITS = 13

export type Group = keyof typeof WEIGHTS
type LevelOf<G extends Group> = keyof (typeof WEIGHTS)[G]
/** What agreed, by its kind and never by its value. */
export type Matched = { [G in Group]: LevelOf<G> }[Group]
