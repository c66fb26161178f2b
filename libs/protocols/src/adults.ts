import type { Coded } from './log.ts'
import type { Requirement, StepDef } from './protocol-file.ts'
import type { Protocol } from './run.ts'

/** Whether a step, or what is said with it, holds of adults only. Not of a child, nor of whom age is in doubt (rules: Children). */
export function isOfAdults({ adults }: StepDef, data: Readonly<Record<string, unknown>>): boolean {
  if (adults === undefined || adults === true) return adults === true
  return Object.entries(adults).some(([field, codes]) => says(data[field]).some(code => codes.includes(code)))
}

const says = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(code => typeof code === 'string')

/** Whether it must be known of the person, as their record stands now, before the step is taken: it or what it rests on holds of adults. */
export function needsAge(protocol: Protocol, step: string): boolean {
  const def = protocol.steps[step]
  if (def === undefined) return false
  const restsOn = (requirement: Requirement): boolean => {
    if ('anyOf' in requirement) return requirement.anyOf.some(restsOn)
    return 'step' in requirement && protocol.steps[requirement.step]?.adults !== undefined
  }
  return def.adults !== undefined || (def.requires ?? []).some(restsOn)
}

/** What meets a requirement where the person is a child: the ways that are for adults are not among them. */
export function forChild({ steps }: Protocol, requirement: Requirement): Requirement {
  if (!('anyOf' in requirement)) return requirement
  const left = requirement.anyOf.filter(option => !('step' in option) || steps[option.step]?.adults !== true)
  return left.length === 1 && left[0] !== undefined ? left[0] : { anyOf: left }
}

/** As of a step that was taken. */
export const wasOfAdults = (
  { steps }: Protocol,
  { step, data }: { readonly step: string; readonly data: Readonly<Record<string, Coded>> },
): boolean => {
  const def = steps[step]
  return def !== undefined && isOfAdults(def, data)
}
