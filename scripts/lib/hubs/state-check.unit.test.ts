import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { COMPILED, removeTempDir, tempDir } from '@amparo/testing'
import { afterEach, expect, test } from 'vitest'
import { layout } from './layout.ts'
import { checkOurs } from './state-check.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach(removeTempDir))

function folder(): string {
  const dir = tempDir('state')
  folders.push(dir)
  return dir
}

test('a folder that only tests have written to is the start’s to use', () => {
  const root = folder()
  const cache = COMPILED.NODE_COMPILE_CACHE
  expect(basename(dirname(dirname(cache)))).toBe('.state')
  for (const name of [basename(dirname(cache)), 'cache-of-tests']) mkdirSync(join(root, name))
  expect(() => checkOurs(layout(root))).not.toThrow()
})

test('a folder that holds somebody’s own is named, with what to do', () => {
  const root = folder()
  writeFileSync(join(root, 'letters.txt'), '')
  expect(() => checkOurs(layout(root))).toThrow(/holds something else \(letters\.txt\)\..+--state FOLDER/)
})
