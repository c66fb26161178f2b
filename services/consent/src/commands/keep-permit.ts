import { inGroups, type Store } from '@amparo/store'
import { isSameAgency } from '../domain/agency.ts'
import type { BasisRecord } from '../domain/record.ts'
import { bindRecipient } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { keepDecision, keepDecisions, knownLists, type ToKeep } from '../store/keep-decisions.ts'
import type { GivenPermit, LastSubmission } from '../store/permits.ts'
import type { RememberedSubmissions } from '../store/remembered-submissions.ts'
import { shareExclusions } from './hold-exclusions.ts'
import { holdRecord } from './hold-record.ts'

/** False: what it rests on has changed, or is being changed, and nothing is kept. */
export type Keep = (decision: ToKeep) => Promise<boolean>

interface PermitToKeep extends ToKeep {
  readonly permit: GivenPermit
  /** Undefined: what it rests on is another hub's to keep. */
  readonly resting?: BasisRecord | undefined
  /** How many the person was known to exclude. For a grant to another hub they are to be the same still. */
  readonly exclusions: number
}

/** Nothing is kept but what is `kept`. */
export type KeepPermit = (given: PermitToKeep) => Promise<'kept' | 'changed' | 'bound_elsewhere'>

/** What one statement is given at most: as many decisions as wait for one that takes long. */
const MOST_AT_ONCE = 64

/** Decisions that come while one is being committed are committed together; each resolves when it is durable itself. */
export function keepInGroups({ statement }: Pick<Store, 'statement'>): Keep {
  const known = knownLists()
  return inGroups(group => keepDecisions(statement, known, group), MOST_AT_ONCE)
}

interface KeepDeps {
  readonly store: Pick<Store, 'run'>
  readonly keep: Keep
  readonly submissions: RememberedSubmissions
}

/**
 * Together with others where nothing has to be waited for. By itself what is more than a row to be held, and what would not be held at
 * once: there it is waited for whoever changes the basis. What was decided on a memory never goes that way: it is decided anew first.
 */
export const keepPermitBy =
  (deps: KeepDeps): KeepPermit =>
  async given => {
    const outcome = await keepBy(deps, given)
    if (outcome === 'kept' && given.permit.occasion === 'submit') deps.submissions.add(submissionOf(given.permit))
    return outcome
  }

async function keepBy({ store, keep }: KeepDeps, given: PermitToKeep) {
  const { permit, resting, assumed } = given
  // What it says of whom the person excludes nobody can take back.
  if (permit.grantId !== undefined) return keepAlone(store, given)
  const isRow = resting === undefined || resting.origin === 'recorded'
  if (isRow && !bindsRecipient(permit) && (await keep(given))) return 'kept'
  return assumed === undefined ? keepAlone(store, given) : 'changed'
}

const submissionOf = ({ permission, ...permit }: GivenPermit): LastSubmission => ({
  ...permit,
  ...{ purpose: permission.purpose, basisId: permission.basisId, categories: permission.categories },
})

const bindsRecipient = ({ occasion, permission }: GivenPermit): boolean =>
  occasion === 'submit' && permission.basis === 'vital_interest'

/** Rolls back what was written for a permit that is not given. */
class Undone extends Error {
  override readonly name = 'Undone'
  readonly why: 'changed' | 'bound_elsewhere'

  constructor(why: Undone['why']) {
    super(why)
    this.why = why
  }
}

/** In one transaction with the basis held, so that no permit is given after a withdrawal was acknowledged. */
const keepAlone = (store: Pick<Store, 'run'>, { decision, permit, resting, exclusions }: PermitToKeep) =>
  store
    .run(async tx => {
      if (permit.grantId !== undefined) {
        await shareExclusions(tx)
        if ((await exclusionsOf(tx, permit.subjectId)).length !== exclusions) throw new Undone('changed')
      }
      const held = resting === undefined || holdRecord(tx, resting, permit.subjectId)
      if (bindsRecipient(permit)) {
        if (!(await held)) throw new Undone('changed')
        const bound = await bindRecipient(tx, permit.permission.basisId, permit.recipient)
        if (!isSameAgency(bound, permit.recipient)) throw new Undone('bound_elsewhere')
      }
      // Sent at once: the basis is held before the rows are written, and they are undone if it is not what was decided on.
      const [isHeld] = await Promise.all([held, keepDecision(tx, { decision, permit })])
      if (!isHeld) throw new Undone('changed')
      return 'kept' as const
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.why
      throw error
    })
