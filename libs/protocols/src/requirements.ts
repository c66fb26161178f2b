import type { Taken } from './log.ts'
import type { Requirement, StepDef } from './protocol-file.ts'

/** Steps that redaction takes when a form was answered, with its id in the data's `form`. */
export const ASSESSED = 'assessed'

/** What steps have brought about that other steps may require: a step that was taken, a form that one side has answered. */
export type Done = ReadonlySet<string>

const stepDone = (step: string) => `step ${step}`
const formDone = (form: string, side: Taken['side']) => `form ${form} ${side}`

/** What this step brings about. */
export function doneBy({ step, side, data }: Taken): string[] {
  const { form } = data
  return step === ASSESSED && typeof form === 'string' ? [stepDone(step), formDone(form, side)] : [stepDone(step)]
}

/** What these have brought about. */
export const doneIn = (steps: readonly Taken[]): Done => new Set(steps.flatMap(doneBy))

/** What must still happen before such a step, at that priority. */
export const missingOf = ({ requires = [] }: Pick<StepDef, 'requires'>, done: Done, priority: string): Requirement[] =>
  requires.filter(requirement => {
    const options = optionsOf(requirement, priority)
    return options !== 'not_asked' && !options.some(option => isMet(option, done))
  })

/** Whether referrals of that priority have this step at all. */
export const isOfPriority = ({ priorities }: Pick<StepDef, 'priorities'>, priority: string): boolean =>
  priorities?.includes(priority) ?? true

type Simple = Exclude<Requirement, { anyOf: unknown }>

/** What meets it at that priority. A single form that is asked for other priorities only is not asked at all. */
export function optionsOf(requirement: Requirement, priority: string): readonly Simple[] | 'not_asked' {
  if ('anyOf' in requirement) return requirement.anyOf.filter(option => applies(option, priority))
  return applies(requirement, priority) ? [requirement] : 'not_asked'
}

const applies = (requirement: Simple, priority: string): boolean =>
  'step' in requirement || (requirement.priorities?.includes(priority) ?? true)

function isMet(requirement: Simple, done: Done): boolean {
  if ('step' in requirement) return done.has(stepDone(requirement.step))
  const { form, by } = requirement
  const sides = by === undefined ? (['sender', 'recipient'] as const) : [by]
  return sides.some(side => done.has(formDone(form, side)))
}
