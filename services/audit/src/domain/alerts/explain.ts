import { LANGUAGES, type Text } from '@amparo/protocols'
import type { Ground } from './grounds.ts'

/** The words of a rule with the facts of the case, in each language. */
export const explained = (words: Text, facts: Ground['facts']): Text =>
  Object.fromEntries(
    LANGUAGES.map(language => [
      language,
      words[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole)),
    ]),
  ) as Text
