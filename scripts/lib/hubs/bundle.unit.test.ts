import { removeTempDir, tempDir } from '@amparo/testing'
import { expect, onTestFinished, test } from 'vitest'
import { bundleServices } from './bundle.ts'

test('a bundle that stands where it is said to is taken, and the sources are not looked through again', async () => {
  const folder = tempDir('bundle')
  onTestFinished(() => removeTempDir(folder))
  expect(await bundleServices('/no/cache', folder)).toBe(folder)
})
