import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const document = readFileSync(join(root, 'docs', 'rules-tests.md'), 'utf8')
const parts = document.split(/^## /m).slice(1)
const rules = parts.flatMap(part => part.split(/^- \*\*/m).slice(1))
/** How many sentences each part of the rules has. Whoever adds one to a part counts it here, and then it has to have a test. */
const SENTENCES = {
  'Lawful basis': 15,
  'Silence where a name for the gap would tell': 3,
  Withdrawal: 6,
  Children: 6,
  'States that a person may fear': 5,
  'Victims not punished, accused not robbed of a defence': 3,
  Statements: 5,
  'Suspects, routes, methods': 1,
  'Impostors and insiders': 1,
  'Re-offers, messages, contact': 3,
  Retention: 2,
}
const sentencesIn = (part: string) =>
  [...part.matchAll(/^- \*\*.+?\*\* \((\d+)\): /gm)].map(([, number]) => Number(number))
const keyOf = (rule: string) => rule.split('**')[0]
const named = [...document.matchAll(/^ {2}- `([^`\s]+\.test\.ts)` › “(.+)”$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}))

describe('The rules that protect people', () => {
  it('have a test each', () => {
    const untested = rules.filter(rule => !rule.includes('.test.ts` › “'))
    expect(untested.map(keyOf)).toEqual([])
    // A reference that is written otherwise would not be checked; the first is the one to this file.
    expect(named).toHaveLength(document.split('.test.ts').length - 2)
  })

  it('are each of a sentence of their part, and no sentence of a part is without one', () => {
    const found = parts.map(part => [part.split('\n')[0], [...new Set(sentencesIn(part))].toSorted((a, b) => a - b)])
    const all = Object.entries(SENTENCES).map(([part, count]) => [part, Array.from({ length: count }, (_, n) => n + 1)])
    expect(found).toEqual(all)
    expect(parts.flatMap(sentencesIn)).toHaveLength(rules.length)
  })

  it('have a key each', () => {
    const keys = rules.map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each(named)('name “$title” of $file, which is there and runs', ({ file, title }) => {
    expect(existsSync(join(root, file))).toBe(true)
    const text = readFileSync(join(root, file), 'utf8')
    expect(titlesIn(text).map(unescaped)).toContain(title)
    expect(left(text).filter(one => !MAY_BE_LEFT.has(`${file} ${one}`))).toEqual([])
  })
})

/** Of pages, which need a browser: where there is none, they cannot run. */
const MAY_BE_LEFT: ReadonlySet<string> = new Set([
  'tests/e2e/portal.e2e.test.ts describe.skipIf(noBrowser)',
  'tests/e2e/portal-news.e2e.test.ts describe.skipIf(noBrowser)',
  'tests/e2e/portal-one-case.long.e2e.test.ts describe.skipIf(noBrowser)',
])

/** Whatever lets a test, or several, not run. */
const left = (text: string): string[] =>
  [...text.matchAll(/\b(?:it|test|describe)(?:\.\w+)*\.(?:skip\w*|todo|only|runIf|fails)\b(?:\(\w+\))?/g)].map(
    ([one]) => one,
  )

it.each([
  ...['it.skip(', 'describe.skip(', 'describe.only(', 'test.todo(', 'it.skipIf(isLate)(', 'it.concurrent.skip('],
  ...['it.runIf(', 'it.fails('],
])('a test that may not run is seen: %s', start => {
  expect(left(`${start}'does', () => {})`)).toHaveLength(1)
  expect(left(`it('does', () => {})`)).toEqual([])
})

/** What stands first in the parentheses of a test, of several, or of a table of them; a comment that says the same is none. */
const titlesIn = (text: string): string[] =>
  [
    ...text.matchAll(/(?:\b(?:it|test|describe)|\))\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>).)*)\k<quote>/gs),
  ].map(({ groups }) => groups?.['title'] ?? '')

const unescaped = (title: string): string => title.replaceAll(/\\(.)/g, '$1')
