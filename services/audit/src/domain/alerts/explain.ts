import { LANGUAGES, type Text } from '@amparo/protocols'
import type { Form, Rule } from './alert-policy.ts'
import type { Ground } from './grounds.ts'

type Facts = Ground['facts']

/** What a rule saw, in each language: in words also where the facts of the case are codes. `more`: what the case is like, after it. */
export function explainedBy(
  { says, forms, worded }: Pick<Rule, 'says' | 'forms' | 'worded'>,
  facts: Facts,
  more?: Text,
): Text {
  const form = formOf(forms, String(facts['code'] ?? ''))
  return explained(form?.says ?? says, { ...facts, ...form?.parts }, { more, worded })
}

interface Besides {
  readonly more?: Text | undefined
  readonly worded?: Rule['worded']
}

/** The words of a rule with the facts of the case, in each language; and after them those of what the case is like, if there are any. */
export const explained = (words: Text, facts: Facts, { more, worded }: Besides = {}): Text =>
  Object.fromEntries(
    LANGUAGES.map(language => [
      language,
      [words, more]
        .flatMap(one => one?.[language] ?? [])
        .join(' ')
        .replace(/\{(\w+)\}/g, (whole, name: string) => {
          const fact = facts[name]
          return String(worded?.[String(fact)]?.[language] ?? fact ?? whole)
        }),
    ]),
  ) as Text

function formOf(forms: readonly Form[] = [], code: string) {
  for (const { of, says } of forms) {
    const parts = patternOf(of).exec(code)?.groups
    if (parts !== undefined) return { says, parts }
  }
  return undefined
}

/** Names of logs have colons in them, numbers have none. */
const patternOf = (form: string): RegExp =>
  new RegExp(
    `^${form.replace(/\{(#?)(\w+)\}/g, (_, number, name) => `(?<${name}>${number === '#' ? '\\d+' : '.+'})`)}$`,
  )
