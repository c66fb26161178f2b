import { errors } from '../domain/errors.ts'
import { ANNOUNCE, isAllowedBy } from '../domain/exculpatory.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { usesOf } from '../domain/uses.ts'
import type { FindTreaties } from '../ports/treaties.ts'
import type { Deps } from './deps.ts'
import { type AskedStep, takeable } from './takeable.ts'

export interface TreatyDeps extends Deps {
  readonly findTreaties: FindTreaties
}

/**
 * What clears an accused goes to the defence on what whoever announces it names, and that has to be so: between two states, a treaty in force
 * that lets it after telling, or leave. Nothing for any other step, and for one that is refused anyway. Throws permission_needed, or
 * that the directory cannot answer now.
 */
export async function demandTreaty(deps: TreatyDeps, command: AskedStep): Promise<void> {
  if (command.step !== ANNOUNCE) return
  const { found } = (await takeable(deps, command)) ?? {}
  if (found === undefined || found.referral.to === undefined || isWithinOneHub(found.referral)) return
  const { from, to } = found.referral
  const treaties = await deps.findTreaties(from.hub, to.hub)
  if (!isAllowedBy(command.data['allowedBy'], { treaties, uses: usesOf(found.run) })) throw errors.permission_needed()
}
