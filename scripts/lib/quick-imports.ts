/**
 * Imported first, it tells Node where modules stand without asking the disk for each, where that can be known: a hub's processes load
 * two thousand modules each, and a fourth of their start went into looking. A TypeScript file's relative import is what it says; a
 * package stands in the same place for every file of a workspace; where a `.js` is an ES module its neighbours are. Anything else, and
 * all that is required, Node looks for itself. What is not there, or is of the other kind, stops the start.
 */
import { type RegisterHooksOptions, registerHooks } from 'node:module'

type Resolve = NonNullable<RegisterHooksOptions['resolve']>
type Resolved = ReturnType<Resolve>

const esModules = new Set<string>()
const packages = new Map<string, Resolved>()

const resolve: Resolve = (specifier, context, next) => {
  const { parentURL: parent } = context
  if (parent === undefined) return next(specifier, context)
  if (specifier.startsWith('.')) {
    if (parent.endsWith('.ts') && specifier.endsWith('.ts')) return known(specifier, parent, 'module-typescript')
    if (esModules.has(parent) && specifier.endsWith('.js')) return known(specifier, parent, 'module')
  } else if (parent.endsWith('.ts')) return inWorkspace(specifier, parent, () => next(specifier, context))
  return noted(next(specifier, context))
}

function known(specifier: string, parent: string, format: string): Resolved {
  const url = new URL(specifier, parent).href
  return noted({ url, format, shortCircuit: true })
}

function inWorkspace(specifier: string, parent: string, ask: () => Resolved): Resolved {
  const src = parent.indexOf('/src/')
  const key = `${src < 0 ? parent : parent.slice(0, src)} ${specifier}`
  const found = packages.get(key) ?? { ...noted(ask()), shortCircuit: true }
  packages.set(key, found)
  return found
}

function noted(resolved: Resolved): Resolved {
  if (resolved.format === 'module' && resolved.url.endsWith('.js')) esModules.add(resolved.url)
  return resolved
}

registerHooks({ resolve })
