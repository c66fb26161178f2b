import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const document = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8')
const named = [...document.matchAll(/`([^`\s]+\.test\.ts)` › “(.+)”$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}))

describe('The threat model', () => {
  it('names tests for every attacker', () => {
    const attackers = document.split(/^## (?=\d+\. )/m).slice(1)
    expect(attackers).toHaveLength(11)
    for (const attacker of attackers)
      expect([attacker.split('\n')[0], attacker.includes('.test.ts` › “')]).toContain(true)
    // A reference that is written otherwise would not be checked.
    expect(named).toHaveLength(document.split('.test.ts').length - 1)
  })

  it.each(named)('names “$title” of $file, which is there', ({ file, title }) => {
    expect(existsSync(join(root, file))).toBe(true)
    expect(readFileSync(join(root, file), 'utf8')).toContain(title)
  })
})
