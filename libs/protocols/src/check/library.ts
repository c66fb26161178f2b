import { basename } from 'node:path'
import { calendarOf } from '../calendar.ts'
import type { CalendarFile } from '../country-file.ts'
import type { Fault, Finding } from '../faults.ts'
import type { FormFile } from '../form-file.ts'
import type { Library } from '../library.ts'
import type { Sourced } from '../merge.ts'
import { isFinal } from '../run.ts'
import { checkOverlay } from './overlay.ts'
import { checkProtocol } from './protocol.ts'

/** Everything that is wrong with files that could be read. What stands in a fragment is reported once. */
export function checkLibrary(library: Library): Fault[] {
  const forms = new Set(library.forms.map(({ file }) => file.form))
  const faults = [
    ...library.protocols.flatMap(merged =>
      [
        ...checkProtocol(merged.protocol, { forms }),
        ...checkMigration(library, merged.protocol),
        ...checkWithout(library, merged.protocol),
      ].map(finding => merged.sourceOf(finding.path).fault(finding)),
    ),
    ...library.overlays.flatMap(({ source, file }) => checkOverlay(library, file).map(source.fault)),
    ...library.calendars.flatMap(({ source, file }) => checkCalendar(file).map(source.fault)),
    ...library.forms.flatMap(({ source, file }) => checkForm(file).map(source.fault)),
    ...duplicates(
      library.protocols.map(({ source, protocol }) => ({ source, file: protocol })),
      'protocol',
    ),
    ...duplicates(library.forms, 'form'),
    ...duplicates(library.overlays, 'overlay'),
    ...duplicates(library.calendars, 'calendar'),
    ...duplicates(library.fragments, 'fragment'),
  ]
  return [...new Map(faults.map(fault => [JSON.stringify(fault), fault])).values()]
}

function checkMigration({ protocols }: Library, protocol: Library['protocols'][number]['protocol']): Finding[] {
  const { migrates } = protocol
  if (migrates === undefined) return []
  const finding = (path: Finding['path'], message: string): Finding => ({
    path,
    code: 'migration_state_unknown',
    message,
  })
  const older = protocols.find(p => p.protocol.protocol === protocol.protocol && p.protocol.version === migrates.from)
  if (older === undefined)
    return [finding(['migrates', 'from'], `There is no version ${migrates.from} of "${protocol.protocol}".`)]
  const left = Object.keys(older.protocol.states).filter(
    state => !isFinal(older.protocol, state) && !Object.hasOwn(migrates.states, state),
  )
  return [
    ...left.map(state =>
      finding(['migrates', 'states'], `It is not said where a referral in "${state}" goes over to.`),
    ),
    ...Object.entries(migrates.states).flatMap(([from, to]) => [
      ...(Object.hasOwn(older.protocol.states, from)
        ? []
        : [finding(['migrates', 'states', from], `Version ${migrates.from} has no state "${from}".`)]),
      ...(Object.hasOwn(protocol.states, to)
        ? []
        : [finding(['migrates', 'states', from], `There is no state "${to}".`)]),
    ]),
  ]
}

function checkWithout(
  { fragments }: Library,
  { include, without }: Library['protocols'][number]['protocol'],
): Finding[] {
  const included = fragments.filter(({ file }) => include.includes(file.fragment)).map(({ file }) => file)
  return WITHOUT.flatMap(([section, code]) =>
    without[section].flatMap((name, index): Finding[] =>
      included.some(fragment => Object.hasOwn(fragment[section], name))
        ? []
        : [{ path: ['without', section, index], code, message: `No fragment has "${name}" among its ${section}.` }],
    ),
  )
}

const WITHOUT = [
  ['states', 'unknown_state'],
  ['steps', 'unknown_step'],
  ['deadlines', 'unknown_deadline'],
] as const

function checkCalendar(file: CalendarFile): Finding[] {
  try {
    calendarOf(file).add(new Date('2026-01-01T00:00:00Z'), { businessDays: 1 })
    return []
  } catch (error) {
    const why =
      error instanceof RangeError && /working/.test(error.message) ? 'no day is worked' : 'there is no such time zone'
    return [
      {
        path: [why === 'no day is worked' ? 'weekend' : 'timeZone'],
        code: 'calendar_invalid',
        message: `By this calendar nothing can be counted: ${why}.`,
      },
    ]
  }
}

function checkForm({ bands, sections, flags }: FormFile): Finding[] {
  const findings: Finding[] = []
  sections.forEach(({ items }, index) => {
    for (const [item, { flag }] of Object.entries(items))
      if (flag !== undefined && !Object.hasOwn(flags, flag))
        findings.push({
          path: ['sections', index, 'items', item, 'flag'],
          code: 'unknown_word',
          message: `"${flag}" is not among the flags: nobody could read it.`,
        })
  })
  bands.forEach(({ from }, index) => {
    const before = bands[index - 1]?.from
    if (before === undefined ? from !== 0 : from <= before)
      findings.push({ path: ['bands', index, 'from'], code: 'form_bands', message: 'Bands begin at 0 and rise.' })
  })
  const seen = new Set<string>()
  sections.forEach(({ items }, index) => {
    for (const item of Object.keys(items)) {
      if (seen.has(item))
        findings.push({
          path: ['sections', index, 'items', item],
          code: 'duplicate_item',
          message: `"${item}" is asked in another section already: its answer would count twice.`,
        })
      seen.add(item)
    }
  })
  return findings
}

function duplicates<K extends string>(
  files: readonly Sourced<Record<K, string> & { readonly version?: number }>[],
  kind: K,
): Fault[] {
  const seen = new Map<string, string>()
  return files.flatMap(({ source, file }) => {
    const name = `"${file[kind]}"${file.version === undefined ? '' : ` version ${file.version}`}`
    const other = seen.get(name)
    seen.set(name, other ?? source.file)
    if (other === undefined) return []
    const path = file.version === undefined ? [kind] : ['version']
    return [source.fault({ path, code: 'duplicate_version', message: `${name} is in ${basename(other)} already.` })]
  })
}
