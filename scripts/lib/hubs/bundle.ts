import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SERVICES } from '@amparo/contracts'
import type { Plugin } from 'esbuild'
import { bundleFolder, ROOT } from './bundle-folder.ts'

/** They hold programs for the processor, or are one. */
const NATIVE = ['koffi', 'esbuild']
const DAY_MS = 86_400_000

/**
 * The services, and what starts them, as a few files instead of two thousand modules in each process, which were half of what a start costs. They
 * stand in the cache and are made again when a source or a package has changed. What lies beside a source (words, policies, migrations, workers) is
 * read from there. Answers the folder. `folder`: that of the sources as they are, by whoever has just asked for it.
 */
export async function bundleServices(cache: string, folder = bundleFolder(cache)): Promise<string> {
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  removeOld(cache)
  const own = `${folder}.${randomUUID()}`
  // Only now: who finds the bundle made has no need of what makes it.
  const { build } = await import('esbuild')
  const made = build({
    entryPoints: [
      ...SERVICES.map(name => ({ in: join(ROOT, 'services', name, 'src', 'main.ts'), out: name as string })),
      { in: join(ROOT, 'scripts', 'lib', 'start', 'run.ts'), out: 'start' },
    ],
    outdir: own,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What several services of one process use is there once.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Entities and errors are known by the names of their classes.
    keepNames: true,
    plugins: [inPlace],
    // Modules of the older kind ask for others by a function that a module of the newer kind does not have.
    banner: {
      js: `import{createRequire as __createRequire}from'node:module';const require=__createRequire(${JSON.stringify(urlOf(ROOT))});`,
    },
    logLevel: 'error',
  })
  try {
    await made
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    // Another start has made the same meanwhile.
    if (!existsSync(folder)) throw error
  }
  return folder
}

const urlOf = (folder: string): string => `${pathToFileURL(folder).href}/`

/** A module finds what lies beside it where it stood, and what is native is loaded from where it stands. */
const inPlace: Plugin = {
  name: 'in-place',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${NATIVE.join('|')})$`) }, async ({ path, ...from }) => {
      if (from.pluginData === inPlace) return undefined
      const { path: found } = await build.resolve(path, { ...from, pluginData: inPlace })
      return { path: pathToFileURL(found).href, external: true }
    })
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!/\bimport\.meta\b|\b__(?:dir|file)name\b/.test(text)) return undefined
      return { contents: placed(text, path), loader: path.endsWith('ts') ? 'ts' : 'js', resolveDir: dirname(path) }
    })
  },
}

function placed(text: string, path: string): string {
  const [url, file, folder] = [pathToFileURL(path).href, path, dirname(path)].map(place => JSON.stringify(place))
  if (!text.includes('import.meta')) return `var __filename=${file},__dirname=${folder};${text}`
  return text
    .replaceAll(/\bimport\.meta\.url\b/g, () => url ?? '')
    .replaceAll(/\bimport\.meta\.filename\b/g, () => file ?? '')
    .replaceAll(/\bimport\.meta\.dirname\b/g, () => folder ?? '')
    .replaceAll(/\bimport\.meta\.main\b/g, 'false')
}

/** Not the last ones: a process that runs one may have more of it to load. */
function removeOld(cache: string): void {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name)
    if (name.startsWith('services-') && Date.now() - statSync(folder).mtimeMs > DAY_MS)
      rmSync(folder, { recursive: true })
  }
}
