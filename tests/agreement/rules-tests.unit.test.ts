import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const document = readFileSync(join(root, 'docs', 'rules-tests.md'), 'utf8')
const parts = document.split(/^## /m).slice(1)
const rules = parts.flatMap(part => part.split(/^- \*\*/m).slice(1))
const keyOf = (rule: string) => rule.split('**')[0]
const named = [...document.matchAll(/^ {2}- `([^`\s]+\.test\.ts)` › “(.+)”$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}))

describe('The rules that protect people', () => {
  it('have a test each', () => {
    expect(parts).toHaveLength(6)
    const untested = rules.filter(rule => !rule.includes('.test.ts` › “'))
    expect(untested.map(keyOf)).toEqual([])
    // A reference that is written otherwise would not be checked; the first is the one to this file.
    expect(named).toHaveLength(document.split('.test.ts').length - 2)
  })

  it('have a key each', () => {
    const keys = rules.map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each(named)('name “$title” of $file, which is there and runs', ({ file, title }) => {
    expect(existsSync(join(root, file))).toBe(true)
    const text = readFileSync(join(root, file), 'utf8')
    expect(titlesIn(text).map(unescaped)).toContain(title)
    expect(text).not.toMatch(/\b(?:it|test)\.(?:skip|todo|only)\b/)
  })
})

/** What stands first in the parentheses of a test, of several, or of a table of them; a comment that says the same is none. */
const titlesIn = (text: string): string[] =>
  [
    ...text.matchAll(/(?:\b(?:it|test|describe)|\))\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>).)*)\k<quote>/gs),
  ].map(({ groups }) => groups?.['title'] ?? '')

const unescaped = (title: string): string => title.replaceAll(/\\(.)/g, '$1')
