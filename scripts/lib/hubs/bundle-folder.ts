/** Asked before anything is loaded: it needs nothing but Node. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Where the bundle of the sources as they are now stands, or will: see bundle.ts. */
export const bundleFolder = (cache: string, root = ROOT): string => join(cache, `services-${stateOfSources(root)}`)

/** Any change of a source, or of what npm has installed, gives another. */
function stateOfSources(root: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch} ${root}`)
  const add = (path: string) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    hash.update(`${path} ${stat?.mtimeMs} ${stat?.size}\n`)
  }
  add(join(root, 'node_modules', '.package-lock.json'))
  for (const kind of ['libs', 'services'])
    for (const name of readdirSync(join(root, kind)).sort()) {
      add(join(root, kind, name, 'package.json'))
      for (const file of sourcesIn(join(root, kind, name, 'src'))) add(file)
    }
  for (const file of sourcesIn(join(root, 'scripts'))) add(file)
  return hash.digest('hex').slice(0, 16)
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  return files.sort().map(file => join(folder, file))
}
