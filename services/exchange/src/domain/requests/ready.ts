import type { AppError, FieldError } from '@amparo/kernel'
import { faultsOf, missingEssentials } from './answers.ts'
import { errors } from './errors.ts'
import { type AskedField, formFor } from './form.ts'
import { type Obstacle, obstaclesTo } from './obstacles.ts'
import type { Asking } from './request.ts'
import type { Terms, Treaty } from './terms.ts'

/** How a request stands against what its treaty and its type of assistance ask. */
export interface Readiness {
  readonly asked: readonly AskedField[]
  readonly faults: readonly FieldError[]
  readonly missing: readonly AskedField[]
  readonly obstacles: readonly Obstacle[]
}

export function readinessOf(
  terms: Terms,
  treaty: Treaty,
  { type, priority, answers }: Pick<Asking, 'type' | 'priority' | 'answers'>,
): Readiness {
  const asked = formFor(terms, treaty, type, priority !== 'normal')
  return {
    asked,
    faults: faultsOf(asked, terms.form, answers),
    missing: missingEssentials(asked, answers),
    obstacles: obstaclesTo(treaty, type, answers),
  }
}

/** Why it is not to leave like that. Undefined: it may. The next to be mended first. */
export function refusalOf({ missing, obstacles }: Readiness): AppError | undefined {
  if (missing.length > 0)
    return errors.essentials_missing({
      fields: missing.map(({ field }) => ({ pointer: `/answers/${field}`, code: 'required' })),
    })
  const [obstacle] = obstacles
  return obstacle && errors.assistance_not_due({ refs: { ...obstacle } })
}
