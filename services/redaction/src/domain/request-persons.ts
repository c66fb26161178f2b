import { wholeName, wordsIn } from '@amparo/text'
import type { RequestText } from './request-text.ts'

/** By which names a text is masked: folded, as the engine compares them. */
export const listed = (suspects: readonly string[] = []): ReadonlySet<string> => new Set(suspects.map(wholeName))

/**
 * Places of the names that cannot be listed: of one word alone, which may be anybody's, or not standing so in the text, where who signs it and who
 * prints it reads who is named.
 */
export function notNamedIn(text: string, suspects: readonly string[]): number[] {
  const said = ` ${wordsIn(text).join(' ')} `
  return suspects.flatMap((name, place) => {
    const whole = wholeName(name)
    return whole.includes(' ') && said.includes(` ${whole} `) ? [] : [place]
  })
}

/** Whether a text may have let a name stand that the request does not list as a suspect: it was masked by another list, or by none as yet. */
export const isOutdated = ({ suspects }: Pick<RequestText, 'suspects'>, now: ReadonlySet<string>): boolean =>
  suspects?.some(name => !now.has(wholeName(name))) ?? true
