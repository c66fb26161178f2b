const NONE: readonly RegExpExecArray[] = []

/**
 * What `text.matchAll(pattern)` tells, without the copy of the pattern that it makes each time: that costs more than to read a short text.
 * The pattern is global and finds no empty piece.
 */
export function matchesIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let found = pattern.exec(text)
  if (found === null) return NONE
  const all: RegExpExecArray[] = []
  for (; found !== null; found = pattern.exec(text)) all.push(found)
  return all
}
