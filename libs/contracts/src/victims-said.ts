/**
 * What whoever lets something of a request for evidence go to another state says of the victims in it, since nothing reaches a state of which somebody
 * was not asked in private whether they fear it: nobody can be recognised; all were asked and fear nothing from it; none is, or may be, of that state.
 */
export const VICTIMS_SAID = ['no-victim', 'asked-and-safe', 'other-nationality'] as const
export type VictimsSaid = (typeof VICTIMS_SAID)[number]
