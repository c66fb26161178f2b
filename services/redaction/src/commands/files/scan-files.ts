import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Scan, Verdict } from '../../ports/malware.ts'
import type { FileKey } from '../../queries/file-key.ts'
import { arrivalOfFile } from '../../store/file-arrivals.ts'
import { type FileKept, nextQuarantined, openTerms, postponeFile, refuseFile, releaseFile } from '../../store/files.ts'
import { messages } from '../messages.ts'
import { piecesOf } from './chunks-of.ts'
import { stateRefused, stateStored } from './settle-arrival.ts'
import { workThrough } from './work-through.ts'

export interface ScanFilesDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'statement' | 'copyOut'>
  readonly fileKey: FileKey
  /** Undefined: no scanner is configured. */
  readonly scan?: Scan | undefined
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

const REFUSED: Readonly<Record<Exclude<Verdict, 'clean'>, string>> = {
  infected: 'file_infected',
  too_large: 'file_not_scannable',
}

/**
 * Has each file that was verified looked at for malware, as it is read. Until it was, nobody opens it; while there is no scanner, it waits.
 * What is found is kept by nobody, and its sender in another hub is told.
 */
export const scanFiles = (deps: ScanFilesDeps) => async (signal: AbortSignal) => {
  const { scan } = deps
  if (scan === undefined) return
  await workThrough(
    {
      ...{ ...deps, name: 'scan-files', next: nextQuarantined, work: (file: FileKept) => look(deps, scan, file) },
      postpone: (tx, { fileId }, now) => postponeFile(tx, fileId, now),
    },
    signal,
  )
}

async function look(deps: ScanFilesDeps, scan: Scan, file: FileKept): Promise<void> {
  const { store, fileKey, now, log } = deps
  const { fileId, by } = file
  const key = await fileKey(file)
  // There is no verdict before the last tag has matched: a scanner says nothing before all of it came.
  const verdict = await scan(piecesOf(store, file, openTerms(file, key)))
  const code = verdict === 'clean' ? undefined : REFUSED[verdict]
  await store.run(async tx => {
    const arrival = file.referralId === null ? undefined : await arrivalOfFile(tx, fileId)
    if (code === undefined) await releaseFile(tx, fileId, now())
    else await refuseFile(tx, file, now(), code)
    if (arrival && code === undefined) await stateStored(deps, tx, arrival)
    if (arrival && code !== undefined) await stateRefused(deps, tx, arrival, code)
  })
  if (code === undefined) messages['file.scanned'](log, { fileId, agencyId: by.agencyId })
  else messages['file.infected'](log, { fileId, agencyId: by.agencyId, code })
}
