/** NIEM names of services that tell of a person's health. */
export const isHealthNeed = (need: string): boolean =>
  need === 'Medical and Dental Services' || need === 'Mental Health Services'

/** That somebody has to be kept safe is told with what keeps them so. */
export const isSafetyNeed = (need: string): boolean => need === 'Safety Planning'

/** Needs of a secret category are not to be told by their place in another list to who may not see that one. */
export const isNeedFor =
  (sees: (category: string) => boolean) =>
  (need: string): boolean =>
    (sees('health') || !isHealthNeed(need)) && (sees('safety') || !isSafetyNeed(need))

export const isHealthRisk = (risk: string): boolean =>
  /^health_|(?:^|_)(?:pregnan|hiv|illness|injur|medic|suicid|self_harm|mental|disabilit|addiction|substance)/.test(risk)

/** Risks that tell of a migration status or of protection sought. */
export const isMigrationRisk = (risk: string): boolean =>
  /(?:^|_)(?:deport|asylum|refugee|persecut|undocumented|irregular_stay|statelessness|stateless)/.test(risk)

/** Measures of protection: where somebody is kept safe, and how. Told to those who keep them safe, and to nobody else. */
export const isProtection = (risk: string): boolean => /^(?:safety|shelter|protection|witness)_/.test(risk)

/** Dangers that come from being found; they are among the risks too. */
export const isDangerOfBeingFound = (risk: string): boolean =>
  /(?:^|_)(?:address|location|safe_place|followed|located|tracked|retaliation|threat|threatened|at_large)(?:_|$)/.test(
    risk,
  )
