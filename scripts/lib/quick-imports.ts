/**
 * Imported first, it tells Node where modules stand without asking the disk for each, where that can be known: a hub's processes load
 * two thousand modules each, and a fourth of their start went into looking. A TypeScript file's relative import is what it says; where a
 * `.js` is an ES module its neighbours are; a package stands in the same place for every file of a workspace. What Node had to look for
 * is kept beside what it compiled, for as long as the same packages are installed. What is not there, or is of the other kind, stops the
 * start.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type RegisterHooksOptions, registerHooks } from 'node:module'
import { join } from 'node:path'

type Resolve = NonNullable<RegisterHooksOptions['resolve']>
type Resolved = ReturnType<Resolve>
/** URL and format by who asks, for what, and how. */
type Found = Record<string, Pick<Resolved, 'url' | 'format'>>

const ROOT = join(import.meta.dirname, '..', '..')
const cache = process.env['NODE_COMPILE_CACHE']
const file = cache ? join(cache, 'resolved.json') : undefined
const packages = stateOfPackages()
const found: Found = file ? kept(file) : {}
const esModules = new Set<string>()
let more = false

const resolve: Resolve = (specifier, context, next) => {
  const { parentURL: parent, conditions } = context
  if (parent === undefined) return next(specifier, context)
  const ofOurs = parent.endsWith('.ts')
  if (specifier.startsWith('.')) {
    if (ofOurs && specifier.endsWith('.ts')) return stands(specifier, parent, 'module-typescript')
    if (esModules.has(parent) && specifier.endsWith('.js')) return stands(specifier, parent, 'module')
  }
  const from = ofOurs && !specifier.startsWith('.') ? workspaceOf(parent) : parent
  const key = `${conditions?.includes('require') ? 'require' : 'import'} ${specifier} ${from}`
  return once(key, () => next(specifier, context))
}

function stands(specifier: string, parent: string, format: string): Resolved {
  const { href } = new URL(specifier, parent)
  return noted({ url: href, format, shortCircuit: true })
}

function workspaceOf(parent: string): string {
  const src = parent.indexOf('/src/')
  return src < 0 ? parent : parent.slice(0, src)
}

function once(key: string, ask: () => Resolved): Resolved {
  const before = found[key]
  if (before) return noted({ ...before, shortCircuit: true })
  const { url, format } = ask()
  // Where Node gives no format it is to see for itself.
  found[key] = format ? { url, format } : { url }
  more = true
  return noted({ ...found[key], shortCircuit: true })
}

function noted(resolved: Resolved): Resolved {
  if (resolved.format === 'module' && resolved.url.endsWith('.js')) esModules.add(resolved.url)
  return resolved
}

/** Anything that npm installs or removes changes it, and so does what a package of our own says where its modules stand. */
function stateOfPackages(): string {
  const own = ['libs', 'services'].flatMap(folder =>
    readdirSync(join(ROOT, folder)).map(name => join(folder, name, 'package.json')),
  )
  const state = ['node_modules/.package-lock.json', ...own].map(file => {
    const stat = statSync(join(ROOT, file), { throwIfNoEntry: false })
    return `${stat?.mtimeMs} ${stat?.size}`
  })
  return [process.version, ...state].join()
}

function kept(path: string): Found {
  try {
    const before = JSON.parse(readFileSync(path, 'utf8')) as { packages: string; found: Found }
    return before.packages === packages ? before.found : {}
  } catch {
    // There is none yet, or it cannot be read: then it is made anew.
    return {}
  }
}

/** For the next process, once all is loaded. One that cannot write it, since the disk is full, say, starts all the same. */
export function keepResolved(): void {
  if (!file || !more) return
  const own = `${file}.${process.pid}`
  try {
    writeFileSync(own, JSON.stringify({ packages, found: { ...kept(file), ...found } }), { mode: 0o600 })
    renameSync(own, file)
  } catch {
    rmSync(own, { force: true })
  }
}

registerHooks({ resolve })
