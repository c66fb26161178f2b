import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterEach, expect, test } from 'vitest'
import { bundleFolder } from './bundle-folder.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach(removeTempDir))

test('a bundle is made again when a source, a package or what is installed is another, and only then', () => {
  const root = tempDir('sources')
  folders.push(root)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('node_modules/.package-lock.json', '{}')
  write('libs/store/package.json', '{}')
  write('libs/store/src/index.ts', '')
  write('services/audit/src/main.ts', '')
  write('scripts/start.ts', '')
  const seen = [bundleFolder('cache', root)]
  const isKnown = () => {
    const now = bundleFolder('cache', root)
    const known = seen.includes(now)
    seen.push(now)
    return known
  }
  expect(isKnown()).toBe(true)
  write('services/audit/test/new.ts', 'not part of it')
  expect(isKnown()).toBe(true)
  for (const path of [
    'node_modules/.package-lock.json',
    'libs/store/package.json',
    'libs/store/src/index.ts',
    'services/audit/src/main.ts',
    'services/audit/src/domain/new.ts',
    'scripts/start.ts',
  ]) {
    write(path, `{"changed": "${path}"}`)
    expect(isKnown(), path).toBe(false)
  }
  rmSync(join(root, 'services/audit/src/domain/new.ts'))
  expect(isKnown()).toBe(false)
})
