import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('../../../', import.meta.url)
const HOOK_WHEN_LOADED = /^(?:after|before)(?:All|Each)\(/m

test('what test files share registers its hooks when called, not when loaded: it is loaded once for all files of a process', () => {
  const shared = globSync(['{services,libs}/*/{src,test}/**/*.ts', 'tests/**/*.ts'], { cwd: ROOT }).filter(
    file => !file.endsWith('.test.ts') && !file.includes('node_modules'),
  )
  expect(shared.length).toBeGreaterThan(500)
  expect(shared.filter(file => HOOK_WHEN_LOADED.test(readFileSync(new URL(file, ROOT), 'utf8')))).toEqual([])
})
