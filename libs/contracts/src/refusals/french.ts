/** In French a space stands before ; : ! ? and within « », at which no line is broken: the mark would stand alone on the next one. */
export const spaced = (text: string): string => text.replaceAll(/ (?=[;:!?»])|(?<=«) /g, '\u00a0')

/** A catalogue, and what its functions say, spaced so. */
export function inFrench<T>(of: T): T
export function inFrench(of: unknown): unknown {
  if (typeof of === 'string') return spaced(of)
  if (typeof of === 'function') return (...about: unknown[]) => inFrench(of(...about))
  if (Array.isArray(of)) return of.map(inFrench)
  if (typeof of !== 'object' || of === null) return of
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, inFrench(one)]))
}
