import type { z } from 'zod'
import type { Finding } from './faults.ts'
import type { DeadlineDef, fragmentFile, ProtocolFile, StepDef } from './protocol-file.ts'
import type { Source } from './source.ts'

export type FragmentFile = z.output<typeof fragmentFile>
export interface Sourced<T> {
  readonly source: Source
  readonly file: T
}

/** A protocol with its fragments put in, and where each part of it is written. */
export interface Merged {
  readonly protocol: ProtocolFile
  sourceOf(path: Finding['path']): Source
}

/** Whose entries stand one by one. */
export const SECTIONS = ['states', 'steps', 'deadlines', 'words'] as const

/** Later fragments replace earlier ones, and the file replaces both, entry by entry. */
export function merged({ source, file }: Sourced<ProtocolFile>, fragments: readonly Sourced<FragmentFile>[]): Merged {
  const gone = new Set(file.without.states)
  const kept = fragments.map(fragment => ({ source: fragment.source, file: without(fragment.file, file, gone) }))
  const parts = [...kept, { source, file }]
  const section = <K extends (typeof SECTIONS)[number]>(name: K): ProtocolFile[K] =>
    Object.assign({}, ...parts.map(part => part.file[name]))
  return {
    protocol: {
      ...file,
      states: section('states'),
      steps: section('steps'),
      deadlines: section('deadlines'),
      words: section('words'),
    },
    sourceOf: ([first, name]) => {
      const named = SECTIONS.find(known => known === first)
      if (named === undefined || name === undefined) return source
      return parts.findLast(part => Object.hasOwn(part.file[named], name))?.source ?? source
    },
  }
}

function without(fragment: FragmentFile, { without: out }: ProtocolFile, gone: ReadonlySet<string>): FragmentFile {
  return {
    ...fragment,
    states: omit(fragment.states, out.states),
    steps: mapped(omit(fragment.steps, out.steps), step => ({ ...step, from: left(step.from, gone) })),
    deadlines: mapped(omit(fragment.deadlines, out.deadlines), deadline => ({
      ...deadline,
      in: left(deadline.in, gone),
    })),
  }
}

const left = <T extends StepDef['from'] | DeadlineDef['in']>(states: T, gone: ReadonlySet<string>) =>
  typeof states === 'string' ? states : states.filter(state => !gone.has(state))

const omit = <T>(record: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))

const mapped = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
