import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import { readAsLogged, type ShowingDeps, type ShownRow } from '../commands/read-as-logged.ts'
import type { Worker } from '../ports/own-log.ts'
import { findErasure, type HeardErasure, listErasures } from '../store/erasures.ts'
import { projectedByIds } from '../store/projection.ts'
import type { ProofForOthers } from './tlog-proof.ts'

interface Deps extends ShowingDeps {
  readonly prove: (entryId: string) => Promise<ProofForOthers>
}

const MOST_LISTED = 200

/** Who was erased, by the number of the request alone. */
export const erasuresHeard =
  ({ store, enter }: Pick<Deps, 'store' | 'enter'>) =>
  async (by: Worker): Promise<HeardErasure[]> => {
    const heard = await store.read(reader => listErasures(reader, MOST_LISTED))
    await enter(by, { action: Action.LOG_READ, code: 'erasures' })
    return heard
  }

export interface ProvenErasure {
  readonly erasure: HeardErasure
  /** Asked for, confirmed and done, in the log's order. */
  readonly decisions: readonly { readonly entry: ShownRow; readonly proof: ProofForOthers | undefined }[]
}

/** Throws not_found. */
export const proveErasure =
  ({ prove, ...deps }: Deps) =>
  async (by: Worker, erasureId: string): Promise<ProvenErasure> => {
    const { erasure, rows } = await readAsLogged(deps, async reader => {
      const found = await findErasure(reader, erasureId)
      if (found === undefined) throw httpErrors.not_found()
      return { erasure: found, rows: await projectedByIds(reader, found.entryIds) }
    })
    const decisions = await Promise.all(
      rows.map(async entry => ({ entry, proof: await prove(entry.entryId).catch(unlessPruned) })),
    )
    await deps.enter(by, { action: Action.LOG_READ, code: 'erasure:erasureId' })
    return { erasure, decisions }
  }

/** What is past its time cannot be proved any more; that it was said stays. */
function unlessPruned(error: unknown): undefined {
  if (error instanceof AppError && error.kind === 'not_found') return undefined
  throw error
}
