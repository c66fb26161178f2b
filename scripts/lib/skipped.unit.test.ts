import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PREREQUISITES } from './prerequisites.ts'
import { whySkipped } from './skipped.ts'

const root = join(import.meta.dirname, '..', '..')

test('tests that were skipped say why: what is missing of what they ask for, else what the machine forbids', () => {
  const missing = PREREQUISITES.filter(({ name }) => ['sq', 'chromium'].includes(name))
  expect(whySkipped("describe.skipIf(!installed('sq'))", missing)).toBe('no sq here')
  expect(whySkipped("describe.skipIf(!installed('gpg'))", missing)).toMatch(/mounts/)
  expect(whySkipped('describe.skipIf(noBrowser)', missing)).toBe('no chromium here')
})

test('whatever a file may skip for want of a program has such a reason', () => {
  const silent = globSync('{services,libs,tests,scripts}/**/*.test.ts', {
    cwd: root,
    exclude: path => path.includes('node_modules'),
  })
    .map(file => [file, readFileSync(join(root, file), 'utf8')] as const)
    .filter(([, text]) => /(?:skipIf|runIf)\((?:!?has|!installed|noBrowser|noReader)/.test(text))
    .filter(([, text]) => /mounts/.test(whySkipped(text, PREREQUISITES)))
  expect(silent.map(([file]) => file)).toEqual([])
})
