import type { KeyObject } from 'node:crypto'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Store } from '@amparo/store'
import type { Held } from '../domain/held.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { findRecord, openRecord } from '../store/records.ts'

export interface OpenedHeld {
  readonly key: KeyObject
  readonly held: Held
  /** From 1; rises with each supplement. */
  readonly version: number
}

/** Opens what is held of a person. Inside the service only; what leaves it goes through `project`. Throws when it cannot be opened. */
export type OpenHeld = (subjectId: string) => Promise<OpenedHeld>

export const openHeld =
  ({ read }: Pick<Store, 'read'>, keys: DataKeys): OpenHeld =>
  async subjectId => {
    const sealed = await read(reader => findRecord(reader, subjectId))
    if (sealed === undefined) throw cryptoErrors.record_unreadable()
    const key = await keys.get(subjectId)
    return { key, held: openRecord(key, subjectId, sealed), version: sealed.version }
  }
