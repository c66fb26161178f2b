import type { AppError, FieldError } from '@amparo/kernel'
import {
  type Action,
  actionsFor,
  checkData,
  isOfAdults,
  MIGRATE,
  type Requirement,
  type Side,
  type StepDef,
  takeable,
} from '@amparo/protocols'
import { type Book, nextVersion } from './book.ts'
import type { Sent } from './case.ts'
import { errors, inWords } from './errors.ts'
import { demandUsesTurn, isUsesTurn } from './leave.ts'
import { isWithinOneHub } from './referral.ts'
import { hasRoom, isEnd } from './room.ts'

/** Who acts on a referral, as a party. */
export interface Actor {
  readonly side: Side
  readonly scopes: ReadonlySet<string>
}

export interface Asked {
  readonly step: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Of going over to a newer version; a supervisor's. */
export const MIGRATE_SCOPE = 'referral:assign'

export const actionsOf = ({ run, referral: { minor } }: Sent, actor: Actor): Action[] =>
  actionsFor(run.protocol, run, { ...actor, minor }).filter(({ step }) => isUsesTurn({ run }, step))

/**
 * Throws unless that user may take the step now, saying what it must. In this order: no_such_referral for a step for which the user
 * lacks the scope, step_not_allowed with those that are allowed, grant_withdrawn, `invalid` with the fields, person_is_child, step_blocked
 * with what is missing, what `demandUsesTurn` throws, log_full.
 */
export function checkStep(book: Book, found: Sent, actor: Actor, { step, data }: Asked, invalid: Invalid): void {
  const { run, referral } = found
  if (step === MIGRATE) {
    checkMigration(book, found, actor, data, invalid)
    return
  }
  const def = run.protocol.steps[step]
  if (def === undefined) throw invalid([{ pointer: '/step', code: 'unknown_code' }])
  if (lacksScope(def, actor)) throw errors.no_such_referral()
  const answer = takeable(run.protocol, run, step, { ...actor, minor: referral.minor })
  if (answer === 'not_yours' || answer === 'not_now') throw notAllowed(found, actor)
  if (answer === 'withdrawn') throw errors.grant_withdrawn()
  const wrong = checkData(run.protocol, step, data)
  if (wrong.length > 0) throw invalid(wrong.map(({ pointer, code }) => ({ pointer: `/data${pointer}`, code })))
  if (referral.minor && isOfAdults(def, data)) throw errors.person_is_child()
  if (answer !== 'ok') throw blocked(answer.missing)
  demandUsesTurn(found, step, data)
  if (!hasRoom(found, actor.side, isEnd(found, step) ? 'end' : 'user')) throw errors.log_full()
}

export type Invalid = (fields: readonly FieldError[]) => AppError

const lacksScope = ({ by, scopes = [] }: StepDef, { side, scopes: held }: Actor): boolean =>
  (by === side || by === 'either') && !scopes.some(scope => held.has(scope))

function checkMigration(
  book: Book,
  { run, referral }: Sent,
  { scopes }: Actor,
  data: Asked['data'],
  invalid: Invalid,
): void {
  if (!scopes.has(MIGRATE_SCOPE)) throw errors.no_such_referral()
  if (!isWithinOneHub(referral)) throw errors.migration_across_hubs()
  const next = nextVersion(book, run.protocol, run.state)
  if (next === undefined) throw errors.no_newer_version()
  if (data['version'] !== next.version) throw invalid([{ pointer: '/data/version', code: 'not_on_the_list' }])
}

/** Says what may be done, in the protocol's own words. */
function notAllowed(found: Sent, actor: Actor): AppError {
  const open = actionsOf(found, actor).filter(({ missing }) => missing.length === 0)
  const words = open.map(({ def }) => def.text.en).join('; ')
  const next = words
    ? `Load the referral again. You may now: ${words}.`
    : 'Load the referral again: nothing is open to you.'
  return inWords('step_not_allowed', next, { allowed: open.map(({ step }) => step).join(',') })
}

function blocked(missing: readonly Requirement[]): AppError {
  const names = missing.map(nameOf)
  return inWords('step_blocked', `First: ${names.join('; ')}. Then take the step.`, { missing: names.join(',') })
}

/** form:transfer-risk, step:accept; any of several: form:a|form:b. */
export function nameOf(requirement: Requirement): string {
  if ('anyOf' in requirement) return requirement.anyOf.map(nameOf).join('|')
  return 'form' in requirement ? `form:${requirement.form}` : `step:${requirement.step}`
}
