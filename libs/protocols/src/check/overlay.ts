import { PLAIN_CALENDAR } from '../calendar.ts'
import type { CalendarFile, OverlayFile } from '../country-file.ts'
import type { Finding } from '../faults.ts'
import type { Library } from '../library.ts'
import type { Protocol } from '../run.ts'
import { checkBounds, OUT_OF_BOUNDS } from './bounds.ts'

/** What a country sets exists, and stays within what no country may change. */
export function checkOverlay({ protocols, calendars }: Library, overlay: OverlayFile): Finding[] {
  const findings: Finding[] = []
  const calendar = calendars.find(({ file }) => file.calendar === overlay.calendar)?.file
  if (calendar === undefined)
    findings.push({
      path: ['calendar'],
      code: 'calendar_unknown',
      message: `There is no calendar "${overlay.calendar}".`,
    })
  for (const [id, own] of Object.entries(overlay.protocols)) {
    const versions = protocols.filter(({ protocol }) => protocol.protocol === id).map(({ protocol }) => protocol)
    if (versions.length === 0) {
      findings.push({ path: ['protocols', id], code: 'unknown_protocol', message: `There is no protocol "${id}".` })
      continue
    }
    for (const [section, code] of SECTIONS)
      for (const name of Object.keys(own[section]))
        if (!versions.some(protocol => Object.hasOwn(protocol[section], name)))
          findings.push({
            path: ['protocols', id, section, name],
            code,
            message: `No version of "${id}" has "${name}" among its ${section}.`,
          })
    findings.push(...outOfBounds(versions, id, own.deadlines, calendar))
  }
  return findings
}

const SECTIONS = [
  ['states', 'unknown_state'],
  ['steps', 'unknown_step'],
  ['deadlines', 'overlay_unknown_deadline'],
] as const

function outOfBounds(
  versions: readonly Protocol[],
  id: string,
  deadlines: OverlayFile['protocols'][string]['deadlines'],
  calendar: CalendarFile = PLAIN_CALENDAR,
): Finding[] {
  return versions.flatMap(protocol =>
    Object.entries(deadlines).flatMap(([name, { within }]) => {
      const def = protocol.deadlines[name]
      if (def === undefined) return []
      const path = ['protocols', id, 'deadlines', name, 'within']
      return checkBounds(name, { ...def, within }, calendar).map(message => ({ path, code: OUT_OF_BOUNDS, message }))
    }),
  )
}
