import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('all but the sign-in runs in a browser: it bundles for one without anything of Node', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL('../src/index.ts', import.meta.url).pathname],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2024',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  expect(outputFiles).toHaveLength(1)
  const imported = Object.keys(metafile.inputs)
  expect(imported.filter(path => path.includes('/src/node'))).toEqual([])
  expect(outputFiles[0]?.text).not.toMatch(/from\s*["']node:/)
})
