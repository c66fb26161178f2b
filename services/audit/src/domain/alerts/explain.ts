import { LANGUAGES, type Text } from '@amparo/protocols'
import type { Ground } from './grounds.ts'

/**
 * The words of a rule with the facts of the case, in each language; and after them those of what the case is like, if there are any.
 *
 * @param worded its code in words
 */
export const explained = (words: Text, facts: Ground['facts'], more?: Text, worded?: Text): Text =>
  Object.fromEntries(
    LANGUAGES.map(language => [
      language,
      [words, more]
        .flatMap(one => one?.[language] ?? [])
        .join(' ')
        .replace(/\{(\w+)\}/g, (whole, name: string) =>
          String((name === 'code' ? worded?.[language] : undefined) ?? facts[name] ?? whole),
        ),
    ]),
  ) as Text
