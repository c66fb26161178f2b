import type { EvidenceDetail, Text } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { fieldsOf } from '../../case/fields.ts'
import type { Words } from '../../i18n/words.ts'

const HASH = /^[0-9a-f]{64}$/
/** A country's code, which is that of its hub too. Codes of requests are in small letters. */
const JURISDICTION = /^[A-Z]{2}$/

/** An answer or what a step says, in words. A hash and an id say nothing to anybody. */
export function saidOf(value: unknown, known: Readonly<Record<string, Text>>, words: Words): string {
  if (typeof value === 'boolean') return value ? words.t.app.yes : words.t.app.no
  if (Array.isArray(value)) return value.map(one => saidOf(one, known, words)).join(words.t.app.semicolon)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, one]) => !isId(String(one)) && !isHash(one))
      .map(([name, one]) => [known[name], saidOf(one, known, words)] as const)
      .map(([name, said]) => (name === undefined ? said : `${words.say(name)}${words.t.app.colon}${said}`))
      .join(', ')
  const text = String(value)
  const word = known[text]
  if (word !== undefined) return words.say(word)
  if (JURISDICTION.test(text)) return words.hubName(text)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? words.day(text) : text
}

export const isHash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value)

/** The hub's own word for a code of the request. */
export function useCode({ words }: Pick<EvidenceDetail, 'words'>): (code: string) => string {
  const { say } = useWords()
  return code => {
    const word = words[code]
    return word === undefined ? code : say(word)
  }
}

/** Those from which a field of a step is chosen. */
export function codesOfStep({ allowedSteps }: EvidenceDetail, step: string, name: string): readonly string[] {
  const action = allowedSteps.find(one => one.step === step)
  const field = fieldsOf(action?.data).find(one => one.name === name)
  return field?.kind === 'choice' ? field.codes : []
}
