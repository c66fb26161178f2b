import type { Fault } from './faults.ts'
import { SECTIONS } from './merge.ts'
import { isRecord } from './repair.ts'
import type { Source } from './source.ts'

type Older = Source | undefined | 'gone'

/**
 * A version that `extends` an earlier one of its protocol says all that that one says, entry by entry, but for what it says itself. How
 * running referrals go over is each version's own. What is wrong is reported where it is written.
 */
export function extended(
  source: Source,
  all: readonly Source[],
): { readonly source: Source; readonly faults: Fault[] } {
  const older = olderOf(source, all)
  if (older === undefined) return { source, faults: [] }
  if (older === 'gone') return { source, faults: [source.fault(unknown)] }
  // What is wrong with that one is said of it.
  const { source: base } = extended(older, all)
  const has: Source['has'] = path => source.has(path) || base.has(path)
  const fault: Source['fault'] = finding => (isBaseOnly(source, base, finding.path) ? base : source).fault(finding)
  return { source: { ...source, value: together(base.value, source.value), has, fault }, faults: [] }
}

const unknown = {
  path: ['extends'],
  code: 'unknown_version',
  message: 'There is no such earlier version of this protocol.',
} as const

/** Undefined: it stands for itself. */
function olderOf({ value }: Source, all: readonly Source[]): Older {
  if (!isRecord(value) || value['extends'] === undefined) return undefined
  const { protocol, version, extends: wanted } = value
  const isEarlier = typeof wanted === 'number' && typeof version === 'number' && wanted < version
  const is = (one: unknown) => isRecord(one) && one['protocol'] === protocol && one['version'] === wanted
  return (isEarlier && all.find(one => is(one.value))) || 'gone'
}

/** By its section and its name, as fragments are. */
const isBaseOnly = (source: Source, base: Source, path: Parameters<Source['has']>[0]): boolean =>
  !source.has(path.slice(0, 2)) && base.has(path.slice(0, 2))

function together(base: unknown, own: unknown): unknown {
  if (!isRecord(base) || !isRecord(own)) return own
  const { migrates: _, ...older } = base
  const lists = { include: [...new Set([...listOf(base['include']), ...listOf(own['include'])])] }
  const entries = SECTIONS.map(name => [name, { ...fieldsOf(base[name]), ...fieldsOf(own[name]) }] as const)
  return { ...older, ...own, ...lists, ...Object.fromEntries(entries) }
}

const fieldsOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
