import type { z } from 'zod'
import { type CalendarFile, calendarFile, type OverlayFile, overlayFile } from './country-file.ts'
import { extended } from './extend.ts'
import type { Fault } from './faults.ts'
import { type FormFile, formFile } from './form-file.ts'
import { type FragmentFile, type Merged, merged, type Sourced } from './merge.ts'
import { parseAs } from './parse-file.ts'
import { fragmentFile, type ProtocolFile, protocolFile } from './protocol-file.ts'
import { readSource, type Source } from './source.ts'

/** Everything that could be read, and what could not. What it refers to is not checked yet. */
export interface Library {
  readonly protocols: readonly (Merged & { readonly source: Source })[]
  readonly fragments: readonly Sourced<FragmentFile>[]
  readonly forms: readonly Sourced<FormFile>[]
  readonly overlays: readonly Sourced<OverlayFile>[]
  readonly calendars: readonly Sourced<CalendarFile>[]
  readonly faults: readonly Fault[]
}

/** A file is of the kind that its first word says. */
const KINDS = ['protocol', 'fragment', 'form', 'overlay', 'calendar'] as const
type Kind = (typeof KINDS)[number]

export function readLibrary(files: readonly { file: string; yaml: string }[]): Library {
  const read = files.map(({ file, yaml }) => readSource(file, yaml))
  const whole = read.map(source => extended(source, read))
  const sources = whole.map(({ source }) => source)
  const faults: Fault[] = [...sources.flatMap(({ syntax }) => syntax), ...whole.flatMap(one => one.faults)]
  const kinds = sources.filter(({ syntax }) => syntax.length === 0).map(source => ({ source, kind: kindOf(source) }))
  for (const { source, kind } of kinds) if (kind === undefined) faults.push(source.fault(noKind))

  const readAs = <T extends z.ZodType>(wanted: Kind, schema: T): Sourced<z.output<T>>[] =>
    kinds.flatMap(({ source, kind }) => {
      if (kind !== wanted) return []
      const { value, findings } = parseAs(schema, source.value)
      faults.push(...findings.map(source.fault))
      return value === undefined ? [] : [{ source, file: value }]
    })

  const fragments = readAs('fragment', fragmentFile)
  const unread = sources.length - kinds.filter(({ kind }) => kind !== undefined).length
  const broken = unread > 0 || kinds.filter(({ kind }) => kind === 'fragment').length > fragments.length
  const protocols = readAs('protocol', protocolFile).flatMap(file => {
    const included = file.file.include.map(name => fragments.find(fragment => fragment.file.fragment === name))
    // What a fragment that cannot be read would bring is not reported as missing from every protocol.
    if (included.includes(undefined)) {
      if (!broken) faults.push(...unknownFragments(file, included))
      return []
    }
    const parts = included.filter(part => part !== undefined)
    return [{ ...merged(file, parts), source: file.source }]
  })
  return {
    protocols,
    fragments,
    forms: readAs('form', formFile),
    overlays: readAs('overlay', overlayFile),
    calendars: readAs('calendar', calendarFile),
    faults,
  }
}

function kindOf({ value }: Source): Kind | undefined {
  return typeof value === 'object' && value !== null ? KINDS.find(kind => Object.hasOwn(value, kind)) : undefined
}

const noKind = {
  path: [],
  code: 'unknown_kind',
  message: `A file says what it is: ${KINDS.map(kind => `"${kind}: <name>"`).join(', ')}.`,
} as const

const unknownFragments = ({ source, file }: Sourced<ProtocolFile>, included: readonly unknown[]): Fault[] =>
  included.flatMap((found, index) =>
    found === undefined
      ? [
          source.fault({
            path: ['include', index],
            code: 'unknown_fragment',
            message: `There is no fragment "${file.include[index]}".`,
          }),
        ]
      : [],
  )
